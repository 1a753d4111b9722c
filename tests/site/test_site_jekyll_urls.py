"""Jekyll's permalinks, names and folders, piece by piece."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postlint.site import ruby
from postlint.site.jekyll_paths import Place, Settings, Skipped, classify, dated
from postlint.site.jekyll_urls import (
    BuildStops,
    date_part,
    encode,
    from_document,
    sanitized,
    slugify,
    suffixed,
)


@pytest.mark.parametrize(
    ("text", "pretty"),
    [
        ("Hello World", "Hello-World"),
        ("日本語の記事", "日本語の記事"),
        ("C++ & C#", "C++-&-C"),
        ("a#b", "a-b"),
        ("a%20b", "a-20b"),
        ("😀emoji", "emoji"),
        ("…ellipsis—dash", "ellipsis-dash"),
        ("٣٤٥-½-²-Ⅷ", "٣٤٥"),
        ("e\u0301x", "e\u0301x"),
        ("--a--", "a"),
        ("。！？", ""),
    ],
)
def test_slugs_keep_case_and_unicode_letters(text: str, pretty: str) -> None:
    assert slugify(text, pretty=True, cased=True) == pretty


def test_plain_slugs_are_lower_case_without_signs() -> None:
    assert slugify("Some Slug_x.y") == "some-slug-x-y"
    assert slugify("ΟΔΟΣ") == "οδοσ"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("", ""),
        ("a/b-c.d", "a/b-c.d"),
        ("Foo Bar", "Foo%20Bar"),
        ("ü", "%C3%BC"),
        ("c#", "c%23"),
        ("a%b", "a%25b"),
        ("c#/f#", "c%23/f%23"),
        ("a?b", "a?b"),
        ("[x]", "%5Bx%5D"),
        ("a:b c", "a:b%20c"),
    ],
)
def test_values_are_escaped_as_addressable_does(text: str, escaped: str) -> None:
    assert encode(text) == escaped


def test_a_value_that_reads_as_a_malformed_scheme_stops_the_build() -> None:
    with pytest.raises(BuildStops):
        encode("12:30")


def test_urls_are_sanitized() -> None:
    assert sanitized("/a/../b/./c//") == "/a/b/c/"
    assert sanitized("https://o.example/x/") == "/https:/o.example/x/"


def test_a_key_may_be_followed_by_an_underscore() -> None:
    parts = {"year": "2021", "month": "12"}
    assert from_document("/:year_:month/", lambda key: parts[key]) == "/2021_12/"


def test_an_unknown_key_stops_the_build() -> None:
    with pytest.raises(BuildStops, match="nosuch keys"):
        from_document("/:nosuch/", lambda key: None)


@pytest.mark.parametrize(
    ("style", "url"),
    [
        ("pretty", "/x/"),
        ("date", "/x:output_ext"),
        ("/:title/", "/x/"),
        ("/:title:output_ext", "/x:output_ext"),
        ("weekdate", "/x"),
        ("/:title.html", "/x"),
    ],
)
def test_pages_take_the_ending_of_the_style(style: str, url: str) -> None:
    assert suffixed("/x", style) == url


def test_dates_in_templates() -> None:
    day = datetime(2020, 1, 5, 3, 4, 9, tzinfo=UTC)
    keys = "year month day i_month i_day short_year short_month long_day week w_year w_day y_day hour second"
    parts = [date_part(key, day) for key in keys.split()]
    assert parts == [
        "2020",
        "01",
        "05",
        "1",
        "5",
        "20",
        "Jan",
        "Sunday",
        "01",
        "2020",
        "7",
        "005",
        "03",
        "09",
    ]
    assert date_part("title", day) is None


@pytest.mark.parametrize(
    "name", ["2021-12-29-title.md", "21-1-2-t.html", "2021-12-29-.md", "2021-12-29-a b.c.md"]
)
def test_names_of_posts(name: str) -> None:
    assert dated(name) is not None


@pytest.mark.parametrize(
    "name",
    [
        "-202205262391921712.md",
        "20220526-x.md",
        "2022-05-26.md",
        "2022-05-26 x.md",
        "05-26-2022-x.md",
        "2022-05-26-x",
    ],
)
def test_names_that_jekyll_skips(name: str) -> None:
    assert dated(name) is None


CONFIG = {
    "collections": {"recipes": {"output": True}, "notes": None},
    "exclude": ["tmp/", "*.bak"],
    "include": ["_pages"],
}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("_posts/2021-12-29-x.md", Place("post", "posts")),
        ("_posts/sub/2021-12-29-x.md", Place("post", "posts")),
        ("a/b/_posts/2021-12-29-x.md", Place("post", "posts")),
        ("_drafts/x.md", Place("draft", "posts")),
        ("_recipes/sub/x.md", Place("document", "recipes")),
        ("_notes/x.md", Place("document", "notes")),
        ("about.md", Place("page")),
        ("_pages/about.md", Place("page")),
        ("sub/.htaccess", Skipped("Jekyll skips names that start with `.`")),
    ],
)
def test_files_by_their_paths(path: str, place: Place | Skipped) -> None:
    assert classify(path, Settings.of(CONFIG)) == place


@pytest.mark.parametrize(
    "path",
    [
        "_posts/x.md",
        "_posts/_2021-12-29-x.md",
        "_posts/.git/2021-12-29-x.md",
        "tmp/_posts/2021-12-29-x.md",
        "_site/x.html",
        "tmp/x.md",
        "x.bak",
        "node_modules/x/y.md",
        "vendor/bundle/x.md",
        "_other/x.md",
        "a/#b/c.md",
        "x~",
        "_recipes/_x.md",
    ],
)
def test_files_that_are_skipped(path: str) -> None:
    assert isinstance(classify(path, Settings.of(CONFIG)), Skipped)


def test_jekyll_3_replaces_the_built_in_excludes() -> None:
    old = Settings.of({"exclude": ["x"]}, version=(3, 10))
    assert isinstance(classify("node_modules/a.md", old), Place)


@pytest.mark.parametrize("value", [None, 3, "x", [1, None], {"a": 1}, True])
@pytest.mark.parametrize(
    "key", ["collections", "exclude", "include", "permalink", "markdown_ext", "defaults", "destination"]
)
def test_no_configuration_raises(key: str, value: object) -> None:
    assert classify("_posts/2021-12-29-x.md", Settings.of({key: value})) is not None


def test_ruby_capitalizes_and_splits() -> None:
    assert ruby.capitalize("hELLO") == "Hello"
    assert ruby.words(" a\tb ") == ["a", "b"]
    assert ruby.extname("end...md") == ".md"
    assert ruby.extname(".hidden") == ""
    assert ruby.flatten([["a", [None, "b"]], "c"]) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/a*z", "/a/b/z", True),
        ("/?.md", "/x.md", True),
        ("/[a-c].md", "/d.md", False),
        ("/[z-a]", "/b", False),
    ],
)
def test_ruby_fnmatch_crosses_slashes(pattern: str, path: str, matches: bool) -> None:
    assert bool(ruby.fnmatch(pattern).match(path)) is matches


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("a/*", "a/b", True),
        ("a/*", "a/b/c", False),
        ("**/x", "a/b/x", True),
        ("{a,b}/x", "b/x", True),
        ("*", ".a", False),
    ],
)
def test_ruby_glob_stays_in_a_folder(pattern: str, path: str, matches: bool) -> None:
    assert bool(ruby.glob(pattern).match(path)) is matches

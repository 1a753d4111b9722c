"""What Jekyll makes of a file by its path alone, and why it skips what it skips."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postlint.context import Context
from postlint.post import Post
from postlint.site.jekyll import assumed, excluded, is_page, surely_posts
from postlint.site.jekyll_names import skipped
from postlint.site.jekyll_paths import Settings, Skipped, classify
from postlint.site.publication import Publication
from postlint.text import Source

CONFIG = {"collections": {"recipes": {"output": True}}, "exclude": ["tmp", "*.bak"], "future": True}
CONTEXT = Context(generator="jekyll", config=CONFIG)
DAY = datetime(2021, 12, 29, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "role", "url", "file", "sure"),
    [
        ("_posts/2021-12-29-x.md", "post", "/2021/12/29/x.html", "2021/12/29/x.html", False),
        ("_posts/2021-12-29-x.png", "post", "/2021/12/29/x.png", "2021/12/29/x.png", False),
        ("_posts/x.md", "none", None, None, True),
        ("_drafts/x.md", "draft", None, None, False),
        ("_recipes/a.md", "document", "/recipes/a.html", "recipes/a.html", False),
        ("_recipes/a.png", "asset", None, "recipes/a.png", True),
        ("about.md", "page", "/about.html", "about.html", False),
        ("a/index.md", "page", "/a/", "a/index.html", False),
        ("index.HTML", "page", "/index.HTML", "index.HTML", False),
        ("s.scss", "page", "/s.css", "s.css", False),
        ("s.sass", "page", "/s.css", "s.css", False),
        ("feed.xml", "page", "/feed.xml", "feed.xml", False),
        ("a/pic.png", "asset", None, "a/pic.png", True),
        ("tmp/x.md", "none", None, None, True),
    ],
)
def test_a_file_by_its_path(path: str, role: str, url: str | None, file: str | None, sure: bool) -> None:
    made = assumed(path, CONTEXT)
    assert (made.role, made.url, made.file, made.sure) == (role, url, file, sure)


def test_a_post_by_its_path_is_dated_by_its_name() -> None:
    assert assumed("_posts/2021-12-29-x.md", CONTEXT).date == DAY


def test_a_file_that_stops_the_build_by_its_path_may_still_be_made() -> None:
    """Its front matter may say what its name does not."""
    context = Context(generator="jekyll", config={**CONFIG, "permalink": "/:nosuch/"})
    post = assumed("_posts/2021-12-29-x.md", context)
    assert (post.role, post.url, post.sure) == ("post", None, False)
    assert "nosuch" in (post.why or "")
    post = assumed("_posts/2021-13-45-x.md", CONTEXT)
    assert (post.role, post.url, post.sure) == ("post", None, False)
    assert (post.why or "").startswith("Invalid date '2021-13-45'")
    assert assumed("about.md", context) == Publication(
        "page", "/about/", "about/index.html", address="/about/", sure=False
    )


def test_a_name_that_stops_the_build_is_not_known() -> None:
    assert assumed("12:30.md", CONTEXT) == Publication("none", sure=False)


@pytest.mark.parametrize(
    ("path", "never"),
    [
        ("_posts", False),
        ("_posts/", False),
        ("a/_drafts/", False),
        ("_recipes", False),
        ("_recipes/", False),
        ("_other", True),
        ("_other/", True),
        ("tmp/_posts", True),
        ("_x/_posts/", True),
        ("node_modules/", True),
        ("a/", False),
        ("_posts/x.md", False),
        ("_posts/_x.md", True),
        ("_posts/~x.md", True),
        (".git/", True),
    ],
)
def test_what_is_never_looked_into(path: str, never: bool) -> None:
    assert excluded(path, CONTEXT) is never


@pytest.mark.parametrize(
    ("path", "page"), [("about.md", True), ("a.png", True), ("tmp/a.md", False), ("_a.md", False)]
)
def test_pages_by_path(path: str, page: bool) -> None:
    assert is_page(path, CONTEXT) is page


@pytest.mark.parametrize(
    ("path", "why", "misnamed"),
    [
        ("a.", "Jekyll skips names that end in a dot", False),
        ("a/x.bak", "it is excluded in `_config.yml`", False),
        ("tmp/x.md", "it is excluded in `_config.yml`", False),
        ("node_modules/a.md", "Jekyll excludes it by default", False),
        ("_a.md", "Jekyll skips names that start with `_`", False),
        ("#a.md", "Jekyll skips names that start with `#`", False),
        ("~a.md", "Jekyll skips names that start with `~`", False),
        ("a~", "Jekyll skips names that end in `~`, as backup files do", False),
        ("_site/x.md", "it lies in the folder that Jekyll writes to", False),
        ("d/" * 120 + "x.md", "its path is too deep", False),
        ("_posts/.git/2021-12-29-x.md", "Jekyll skips names that start with `.` (`.git`)", False),
        ("_posts/.2021-12-29-x.md", "Jekyll skips names that start with `.` (`.2021-12-29-x.md`)", True),
        ("_drafts/x", "Jekyll reads only names with an extension in `_drafts`", True),
        ("_drafts/x.", "Jekyll skips names that end in a dot", True),
        ("_posts/x.md", "Jekyll reads only names like `2021-12-29-title.md` in `_posts`", True),
        ("_posts/sub/_x.md", "Jekyll skips names that start with `_`", True),
        ("_posts/2021-12-29-x.md~", "Jekyll skips names that end in `~`, as backup files do", True),
        ("_recipes/a/_x.md", "Jekyll skips names that start with `_`", False),
        ("_recipes/x.bak", "it is excluded in `_config.yml`", False),
    ],
)
def test_why_a_file_is_skipped(path: str, why: str, misnamed: bool) -> None:
    assert classify(path, Settings.of(CONFIG)) == Skipped(why, misnamed)


def test_posts_lie_below_the_folder_of_collections() -> None:
    inside = Settings.of({"collections_dir": "content"})
    assert classify("_posts/2021-12-29-x.md", inside) == Skipped(
        "Jekyll reads posts only below `content` (`collections_dir`)"
    )
    assert not isinstance(classify("content/_posts/2021-12-29-x.md", inside), Skipped)


@pytest.mark.parametrize(
    ("folder", "config", "sure"),
    [
        ("_posts/", {}, True),
        ("_posts/a/b/", {}, True),
        ("a/_posts/", {}, True),
        ("_posts/~a/", {}, False),
        ("_posts/_a/", {}, False),
        ("_posts/a/#b/", {}, False),
        ("posts/", {}, False),
        ("_x/_posts/", {}, False),
        ("_posts/", {"collections_dir": "content"}, False),
        ("content/_posts/", {"collections_dir": "content"}, True),
        ("_posts/", {"exclude": ["_posts/2021-12-29-x.md"]}, False),
        ("_posts/a/", {"exclude": ["_posts"]}, False),
        ("_posts/", {"exclude": ["other"]}, True),
        ("_posts/", {"include": ["/_posts/x.md"]}, False),
        ("_posts/", {"exclude": ["*.md"]}, False),
    ],
)
def test_where_every_dated_text_is_a_post(folder: str, config: dict[str, object], sure: bool) -> None:
    names = surely_posts(folder, Context(generator="jekyll", config=config))
    assert (names is not None) is sure


@pytest.mark.parametrize(
    ("path", "by_mistake"),
    [
        ("_posts/title.md", True),
        ("_posts/20211229-title.md", True),
        ("_posts/2021-12-29-title.md", False),
        ("_posts/_title.md", False),
        ("_posts/.title.md", False),
        ("_posts/~title.md", False),
        ("_posts/README.md", False),
        ("_posts/template.html", False),
        ("about.md", False),
        ("tmp/_posts/title.md", False),
    ],
)
def test_names_that_keep_a_post_out(path: str, by_mistake: bool) -> None:
    assert skipped(Post(Source.decode(path, b"---\n---\n"), CONTEXT)) is by_mistake


@pytest.mark.parametrize("name", ["a//x.md", "./a/x.md", "a/./x.md", "/a/x.md"])
def test_a_file_that_is_included_is_known_however_its_path_is_written(name: str) -> None:
    assert not isinstance(classify("a/x.md", Settings.of({"include": [name], "exclude": ["a"]})), Skipped)


def test_which_names_are_posts_there() -> None:
    names = surely_posts("_posts/", Context(generator="jekyll", config={"markdown_ext": "md"}))
    assert names is not None
    good = ["2021-12-29-x.md", "21-1-2-x.html", "2021-12-29-x.y.txt"]
    bad = ["2021-12-29-x.mkd", "2021-12-29-x.png", "x.md", "2021-12-29.md", "12021-12-29-x.md"]
    assert [name for name in good + bad if names.match(name)] == good

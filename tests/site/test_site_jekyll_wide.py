"""Wide random sites built by the real Jekyll, and what such sites have shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from postlint.cli.inspect import command
from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import liquid_target, load_context, publish, publish_in
from postlint.site.model import Site
from postlint.site.verdict import Verdict
from postlint.text import Source
from tools.jekyll_differential.__main__ import build, lacks_plugin, recorder, write
from tools.jekyll_differential.compare import differences
from tools.jekyll_differential.inspected import inspected
from tools.jekyll_differential.large import large_site
from tools.jekyll_differential.wide import wide_site

NOW = datetime(2026, 11, 23, 14, 54, 33, tzinfo=UTC)
BARE = "---\n---\nx\n"


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")
def test_wide_sites_are_what_jekyll_makes_of_them(tmp_path: Path) -> None:
    with recorder() as jekyll:
        for seed in range(1, 26):
            site = wide_site(seed, broken=seed % 10 == 0)
            folder = tmp_path / str(seed)
            write(site, folder)
            record = build(jekyll, folder, site)
            if lacks_plugin(record):
                continue
            assert site.links or list(differences(site, record)) == [], seed
            assert list(inspected(site, folder, record)) == [], seed


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")
def test_a_site_in_many_languages(tmp_path: Path) -> None:
    site = large_site(150, 5)
    write(site, tmp_path)
    with recorder() as jekyll:
        record = build(jekyll, tmp_path, site)
    assert list(differences(site, record)) == []
    assert list(inspected(site, tmp_path, record)) == []


def _site(files: Mapping[str, str], **config: Any) -> Site:
    data = {path: text.encode() for path, text in files.items()}
    readers = {path: (lambda one=one: one) for path, one in data.items()}
    context = load_context("jekyll", readers, now=NOW, yaml="psych", overrides=config, listing=data.keys)
    posts = [Post(Source.decode(path, one), context) for path, one in data.items()]
    return Site(context, map(facts, posts), data, data.get)


def _urls(site: Site) -> dict[str, str | None]:
    return {path: one.url for path, one in site.by_path.items()}


def _set(path: str | None, **values: Any) -> dict[str, Any]:
    return {"values": values} if path is None else {"scope": {"path": path}, "values": values}


@pytest.mark.parametrize(
    ("path", "found"),
    [("en/*/", True), ("en/*", True), ("/en/*", False), ("./en/*", True), ("**/", True), ("/**/b", True)],
)
def test_globs_of_defaults(path: str, found: bool) -> None:
    site = _site({"en/b/c.md": BARE}, defaults=[_set(path, permalink="/d/")])
    assert _urls(site) == {"en/b/c.md": "/d/" if found else "/en/b/c.html"}


def test_a_glob_that_ends_in_a_slash_is_of_folders() -> None:
    site = _site({"en/c.md": BARE}, defaults=[_set("en/*/", permalink="/d/")])
    assert _urls(site) == {"en/c.md": "/en/c.html"}


def test_a_page_asks_for_each_key_by_itself() -> None:
    sets = [_set("docs/deep", lang="en"), _set("", permalink="/b/"), _set("docs", permalink="/c/:basename/")]
    site = _site({"docs/deep/x.md": BARE, "_notes/docs": BARE}, defaults=sets)
    assert site.by_path["docs/deep/x.md"].url == "/c/x/"


def test_defaults_may_take_a_permalink_back() -> None:
    site = _site({"a/x.md": BARE}, defaults=[_set("", permalink="/b/"), _set("a", permalink=None)])
    assert _urls(site) == {"a/x.md": "/a/x.html"}


def test_an_empty_permalink_stops_the_build_only_where_the_page_says_it() -> None:
    site = _site({"x.md": BARE, "y.md": "---\npermalink: ''\n---\n"}, defaults=[_set("", permalink="")])
    assert site.by_path["x.md"].url == "/"
    assert site.by_path["y.md"].breaks == "Invalid permalink in y.md"


def test_defaults_without_a_scope_beside_others() -> None:
    sets = [_set("", lang="en"), _set(None, lang="de")]
    site = _site({"x.md": BARE, "_posts/2020-01-02-a.md": BARE}, defaults=sets)
    assert "`scope`" in (site.by_path["x.md"].breaks or "")
    assert (site.by_path["_posts/2020-01-02-a.md"].why or "").startswith("Jekyll does not read it")


def test_a_collection_that_is_also_included_is_read_twice() -> None:
    files = {"_docs/a.md": BARE, "_docs/b.css": "x", "_notes/c.md": BARE, "_posts/2020-01-02-p.md": BARE}
    site = _site(
        files,
        collections={"docs": {"output": True}, "notes": {}},
        include=["_docs", "_notes/c.md", "_posts/2020-01-02-p.md"],
    )
    assert _urls(site) == {
        "_docs/a.md": "/docs/a.html",
        "_docs/b.css": None,
        "_notes/c.md": "/_notes/c.html",
        "_posts/2020-01-02-p.md": "/2020/01/02/p.html",
    }
    assert {"_docs/a.html", "docs/a.html", "_docs/b.css", "docs/b.css"} <= set(site.by_file)
    assert "_posts/2020-01-02-p.html" in site.by_file
    assert liquid_target("{% link _docs/a.md %}", site) == "/_docs/a.html"
    assert liquid_target("{% link /_docs/b.css %}", site) == "/_docs/b.css"
    assert liquid_target("{% post_url 2020-01-02-p %}", site) == "/2020/01/02/p.html"


def test_a_post_in_the_folder_of_a_collection_is_written_once() -> None:
    collections = {"i18n": {"output": True}}
    site = _site({"_i18n/en/_posts/2020-01-02-a.md": BARE}, collections=collections, include=["_i18n"])
    assert set(site.by_file) == {"_i18n/en/2020/01/02/a.html"}
    site = _site({"_i18n/en/_posts/a.md": BARE}, collections=collections, include=["_i18n"])
    assert set(site.by_file) == {"i18n/en/_posts/a.html"}


def test_the_url_of_a_file_that_is_copied() -> None:
    site = _site({"_docs/a%20b.png": "x", "c%2Fd.png": "x"}, collections={"docs": {"output": True}})
    assert liquid_target("{% link _docs/a%20b.png %}", site) == "/docs/a%2520b.png"
    assert liquid_target("{% link c%2Fd.png %}", site) == "/c%2Fd.png"


def test_limit_posts_counts_by_instant() -> None:
    texts = {
        "_posts/2020-01-01-a.md": "---\ndate: 2020-10-25 02:50:00 +0200\n---\n",
        "_posts/2020-01-01-b.md": "---\ndate: 2020-10-25 02:10:00 +0100\n---\n",
        "_posts/2019-01-01-c.md": "---\npermalink: /:nosuch/\n---\n",
        "x.json": "---\npermalink: /y.json\n---\n",
    }
    site = _site(texts, timezone="Europe/Berlin", limit_posts=1)
    # 02:10 in winter time is later than 02:50 in summer time.
    assert site.by_path["_posts/2020-01-01-a.md"].url is None
    assert site.by_path["_posts/2020-01-01-b.md"].url == "/2020/10/25/b.html"
    dropped = Post(
        Source.decode("_posts/2019-01-01-c.md", texts["_posts/2019-01-01-c.md"].encode()), site.context
    )
    assert publish_in(dropped, site).breaks is None
    page = Post(Source.decode("x.json", texts["x.json"].encode()), site.context)
    assert publish_in(page, site).url == "/y.json"


def test_limit_posts_leaves_the_page_that_is_made_of_the_same_file() -> None:
    files = {f"_posts/2020-01-0{n}-x.md": BARE for n in (1, 2)}
    site = _site(files, limit_posts=1, include=["_posts"])
    assert _urls(site)["_posts/2020-01-01-x.md"] == "/_posts/2020-01-01-x.html"
    assert isinstance(liquid_target("{% post_url 2020-01-01-x %}", site), Verdict)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"limit_posts": -1}, "limit_posts must be a non-negative number"),
        ({"limit_posts": "3"}, 'undefined method `negative?\' for "3":String'),
        ({"exclude": "vendor"}, "'exclude' should be set as an array, but was: \"vendor\"."),
        ({"plugins": "x"}, "'plugins' should be set as an array, but was: \"x\"."),
        (
            {"relative_permalinks": True},
            "Since v3.0, permalinks for pages in subfolders must be relative to the site source directory",
        ),
        ({"destination": "./"}, "Destination directory cannot be or contain the Source directory."),
        (
            {"destination": "..", "plugins": []},
            "Destination directory cannot be or contain the Source directory.",
        ),
        ({"destination": "../out-of-here/x", "source": "src"}, None),
        ({"destination": "src/site", "source": "src"}, None),
        ({"collections": "docs"}, "no implicit conversion of String into Hash"),
        (
            {"defaults": [_set("", date="never")]},
            "Invalid date 'never': An invalid date format was found in a front-matter default set: "
            '{"scope"=>{"path"=>""}, "values"=>{"date"=>"never"}}',
        ),
        (
            {
                "limit_posts": None,
                "exclude": None,
                "plugins": None,
                "defaults": [_set("", date="2020-01-02")],
            },
            None,
        ),
    ],
)
def test_configurations_that_stop_every_build(config: dict[str, Any], message: str | None) -> None:
    context = load_context("jekyll", {}, now=NOW, overrides=config)
    assert publish(Post(Source.decode("x.md", BARE.encode()), context)).breaks == message


def test_an_unread_draft_stops_nothing() -> None:
    site = _site({"_drafts/x.md": "---\npermalink: /:nosuch/\n---\n"})
    assert site.by_path["_drafts/x.md"].breaks is None


def test_inspect_follows_links_to_folders_within_the_project(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    for file in (site / "en" / "a.md", site / "_docs" / "b.md", outside / "c.md"):
        file.parent.mkdir(parents=True)
        file.write_text(BARE)
    (site / "_config.yml").write_text("collections: {docs: {output: true}}\n")
    (site / "fr").symlink_to(site / "en")
    (site / "en" / "loop").symlink_to(site)
    (site / "_docs" / "linked").symlink_to(site / "en")
    (site / "far").symlink_to(outside)
    result = CliRunner().invoke(command, ["--isolated", str(site)])
    urls = {one["path"]: one["url"] for one in map(json.loads, result.stdout.splitlines())}
    assert urls == {"_docs/b.md": "/docs/b.html", "en/a.md": "/en/a.html", "fr/a.md": "/fr/a.html"}


def test_ids_that_a_library_transliterates_are_not_known() -> None:
    page = "---\n---\n# Über\n\n[a](#uber) [b](#ubur)\n"
    options = {"transliterated_header_ids": True, "input": "kramdown"}
    site = _site({"a.md": page, "_layouts/p.html": "{{ content }}"}, kramdown=options)
    assert site.by_path["a.md"].open
    assert not _site({"a.md": page}, kramdown={"transliterated_header_ids": True}).by_path["a.md"].open


@pytest.mark.parametrize(
    ("path", "url", "breaks"),
    [
        ("a.md", None, True),
        ("a.html", "/a.html", False),
        ("_docs/a.markdown", None, True),
        ("_docs/a.txt", "/docs/a.txt", False),
        ("_posts/2020-01-02-a.md", None, False),
    ],
)
def test_files_that_are_not_utf_8(path: str, url: str | None, breaks: bool) -> None:
    context = load_context("jekyll", {}, now=NOW, overrides={"collections": {"docs": {"output": True}}})
    data = b"---\npermalink: /x/\n---\ncaf\xe9\n"
    made = publish(Post(Source.decode(path, data), context))
    assert (made.url, made.breaks is not None) == (url, breaks)

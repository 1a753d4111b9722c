"""Random sites built by the real Hugo, and the differences that such sites have shown."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import load_context
from postlint.site.model import Site
from postlint.text import Source
from tools.hugo_differential.__main__ import differences, write
from tools.hugo_differential.sites import random_site

SEEDS = (*range(300, 321), 5012, 5089, 5100, 5121, 5133)
"""Seeds of sites; those from 5000 on have two files at one address."""

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.skipif(shutil.which("hugo") is None, reason="Hugo is not installed")
@pytest.mark.parametrize("seed", SEEDS)
def test_random_sites_are_what_hugo_makes_of_them(seed: int, tmp_path: Path) -> None:
    files = random_site(seed)
    write(files, tmp_path)
    assert list(differences(files, tmp_path)) == []


def _site(files: dict[str, str], **config: Any) -> Site:
    data = {path: text.encode() for path, text in files.items()}
    context = load_context("hugo", {}, now=NOW, overrides=config)
    texts = {p: one for p, one in data.items() if p.endswith((".md", ".markdown"))}
    posts = [Post(Source.decode(p, one), context) for p, one in texts.items()]
    return Site(context, map(facts, posts), data, data.get)


@pytest.mark.parametrize(
    ("path", "text", "config", "url"),
    [
        ("content/posts/ΟΔΟΣ.md", "", {}, "/posts/%CE%BF%CE%B4%CE%BF%CF%83/"),
        ("content/posts/İ.md", "", {}, "/posts/i/"),
        ("content/posts/é.md", "", {"removePathAccents": True}, "/posts/e/"),
        ("content/posts/a/index.md", "", {"uglyURLs": True}, "/posts/a.html"),
        ("content/posts/_index.md", "", {"uglyURLs": True}, "/posts.html"),
        ("content/posts/a.md", "url: /a/../b/", {}, "/b/"),
        ("content/posts/a.md", "_build: {render: never}", {}, None),
        ("content/posts/a/index.md", "headless: true", {}, None),
        ("content/posts/a.md", "", {"permalinks": {"posts": "/x/:slug/"}}, "/x/"),
        ("content/posts/a.md", "title: 'A #'", {"permalinks": {"posts": "/x/:title/"}}, "/x/a-/"),
        ("content/posts/2020-01-02-a.md", "", {"frontmatter": {"date": [":filename"]}}, "/posts/a/"),
        ("content/a.fr.md", "", {"languages": {"en": {}, "fr": {}}}, "/fr/a/"),
        (
            "content/a.md",
            "",
            {"languages": {"en": {}, "fr": {}}, "defaultContentLanguageInSubdir": True},
            "/en/a/",
        ),
        ("content/posts/a.md", "lastmod: 2021-03-04", {"permalinks": {"posts": "/:year/:title"}}, "/2021/"),
    ],
)
def test_addresses(path: str, text: str, config: dict[str, Any], url: str | None) -> None:
    assert _site({path: f"---\n{text}\n---\nx\n"}, **config).by_path[path].url == url


def test_what_is_below_a_section_that_is_not_built() -> None:
    site = _site(
        {
            "content/a/_index.md": "---\ndraft: true\n---\n",
            "content/a/b.md": "---\n---\n",
            "content/c/_index.md": "---\ncascade: {draft: true}\n---\n",
            "content/c/d.md": "---\n---\n",
        }
    )
    assert site.by_path["content/a/b.md"].url is None
    assert not site.by_path["content/c/d.md"].sure


def test_ids_are_made_of_the_heading_as_it_is_written() -> None:
    text = "# A [link](/x) & `code`\n\n## !!!\n\n## ½ Ⅷ ΟΔΟΣ\n\n## Own {#mine}\n\nLast\n====\n"
    names = _site({"content/a.md": text}).by_path["content/a.md"].anchors
    assert names == ("a-linkx--code", "heading", "--οδοσ", "mine", "last")


LANGUAGES = {
    "en": {"contentDir": "content/en"},
    "ja": {"contentDir": "内容", "permalinks": {"posts": "/n/:title/"}},
}


@pytest.mark.parametrize(
    ("path", "text", "url"),
    [
        ("content/en/posts/a.md", "title: A", "/posts/a/"),
        ("内容/posts/a.md", "title: A", "/ja/n/a/"),
        ("content/en/posts/d.ja.md", "title: D", "/ja/n/d/"),
        ("内容/c.en.md", "title: C", "/c/"),
        ("内容/r.md", "url: own/r", "/ja/own/r/"),
        ("内容/q.md", "url: /own/q/", "/own/q/"),
        ("content/en/s/_index.md", "url: /Sect x/", "/sect-x/"),
        ("content/en/_index.md", "url: /home/", "/"),
        ("content/other/x.md", "title: X", None),
    ],
)
def test_languages_with_folders_of_their_own(path: str, text: str, url: str | None) -> None:
    one = _site({path: f"---\n{text}\n---\nx\n"}, languages=LANGUAGES).by_path[path]
    assert one.url == url
    assert one.sure


def test_a_bundle_takes_the_place_of_a_page_of_its_name() -> None:
    bare = "---\ntitle: x\n---\n"
    paths = (
        "a.md",
        "a/index.md",
        "Σας.md",
        "σας/index.md",
        "b.fr.md",
        "b/index.md",
        "c.fr.md",
        "c/index.fr.md",
    )
    site = _site({f"content/{path}": bare for path in paths}, languages={"en": {}, "fr": {}})
    dropped = {path[8:] for path, one in site.by_path.items() if one.role == "none"}
    assert dropped == {"a.md", "Σας.md", "c.fr.md"}


FOLDERS = {name: {"contentDir": f"c/{name}", "weight": at} for at, name in enumerate(("en", "ja", "fr"))}


@pytest.mark.parametrize(
    ("paths", "dropped", "unsure"),
    [
        (("ja/posts/a.md", "en/posts/a.ja.md"), {"ja/posts/a.md"}, set()),
        (("en/posts/a.md", "en/posts/a.en.md"), {"en/posts/a.md"}, set()),
        (("ja/posts/a/index.md", "en/posts/a.ja.md"), {"en/posts/a.ja.md"}, set()),
        (("ja/posts/a.md", "en/posts/a/index.ja.md"), {"ja/posts/a.md"}, set()),
        (("ja/posts/a/index.md", "en/posts/a/index.ja.md"), {"ja/posts/a/index.md"}, set()),
        (("en/posts/a.fr.md", "ja/posts/a.fr.md"), set(), {"en/posts/a.fr.md", "ja/posts/a.fr.md"}),
        (("en/posts/a.markdown", "en/posts/a.en.md"), set(), {"en/posts/a.markdown", "en/posts/a.en.md"}),
        (("en/posts/a.md", "ja/posts/a.md", "en/notes/a.md"), set(), set()),
        (("en/posts.md", "en/posts/a.md"), set(), {"en/posts.md"}),
        (("en/posts.ja.md", "ja/posts/a.md"), set(), {"en/posts.ja.md"}),
        (("en/posts/index.md", "en/a.md"), set(), set()),
    ],
)
def test_files_that_are_one_page(paths: tuple[str, ...], dropped: set[str], unsure: set[str]) -> None:
    """As Hugo 0.111 builds them; what depends on the order in which it reads or writes is not sure."""
    site = _site({f"c/{path}": "---\ntitle: x\n---\n" for path in paths}, languages=FOLDERS)
    known = {path[2:]: one for path, one in site.by_path.items()}
    assert {path for path, one in known.items() if one.role == "none"} == dropped
    assert {path for path, one in known.items() if not one.sure} == unsure


@pytest.mark.parametrize(
    ("order", "text", "url"),
    [
        (["date", ":filename"], "lastmod: 2021-03-04", "/2020/dated/"),
        ([":filename", ":default"], "date: 2021-03-04", "/2020/dated/"),
        (["publishDate"], "date: 2021-03-04\npublishDate: 2019-01-01", "/2019/t/"),
        ([":fileModTime", "date"], "date: 2021-03-04", None),
    ],
)
def test_where_the_date_is_looked_for(order: list[str], text: str, url: str | None) -> None:
    path = "content/posts/2020-01-02-dated.md"
    config: dict[str, Any] = {"permalinks": {"posts": "/:year/:slug/"}, "frontmatter": {"date": order}}
    one = _site({path: f"---\ntitle: t\n{text}\n---\n"}, **config).by_path[path]
    assert (one.url if one.sure else None) == url


def test_only_a_cascade_that_decides_makes_pages_uncertain() -> None:
    site = _site(
        {
            "content/a/_index.md": "---\ncascade: {type: docs, layout: x}\n---\n",
            "content/a/b.md": "---\n---\n",
            "content/c/_index.md": "---\ncascade: [{layout: x}, {url: /c/}]\n---\n",
            "content/c/d.md": "---\n---\n",
            "content/e.md": "---\nheadless: true\n---\n",
        }
    )
    assert site.by_path["content/a/b.md"].sure
    assert not site.by_path["content/c/d.md"].sure
    assert site.by_path["content/e.md"].url == "/e/"


@pytest.mark.parametrize(
    ("config", "names"),
    [
        ({"markup": {"goldmark": {"renderer": {"unsafe": True}}}}, {"h", "d", "n"}),
        ({"title": "t"}, {"h"}),
        ({}, {"h", "d", "n"}),
    ],
)
def test_ids_in_html_that_goldmark_leaves_out(config: dict[str, Any], names: set[str]) -> None:
    text = '---\n---\n# H\n\n<div id="d">x</div>\n\nx <a\nname=n>y</a>\n'
    assert set(_site({"content/a.md": text}, **config).by_path["content/a.md"].anchors) == names


def test_a_configuration_in_several_files() -> None:
    files = {
        "config/_default/hugo.toml": b'baseURL = "https://example.org/"\n',
        "config/_default/permalinks.toml": b'posts = "/p/:filename/"\n',
    }
    readers = {path: (lambda data=data: data) for path, data in files.items()}
    context = load_context("hugo", readers, now=NOW)
    assert context.config["permalinks"] == {"posts": "/p/:filename/"}
    assert context.config["baseurl"] == "https://example.org/"

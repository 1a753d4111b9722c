"""What Hexo, Zola, Eleventy and Hugo withhold, serve and link: pages, drafts, assets, references."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from postlint.context import Generator
from postlint.post import Post
from postlint.site.facts import Reference, facts
from postlint.site.generator import assumed, load_context, publish
from postlint.site.leads import lead
from postlint.site.model import Site
from postlint.site.publication import Publication
from postlint.site.resolve import resolve
from postlint.text import Source, Span

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def published(generator: Generator, path: str, text: str, config: Mapping[str, Any]) -> Publication:
    context = load_context(generator, {}, now=NOW, overrides=config)
    return publish(Post(Source.decode(path, text.encode()), context))


@pytest.mark.parametrize(
    ("path", "front", "config", "url", "why"),
    [
        ("_drafts/a.md", "date: 2020-01-02", {}, None, "it is a draft, and `render_drafts` is off"),
        ("_drafts/a.md", "date: 2020-01-02", {"render_drafts": True}, "/2020/01/02/a/", None),
        ("_posts/a.md", "published: false", {}, None, "its `published` is false"),
        ("_posts/a.md", "date: 2030-01-02", {"future": False}, None, "it is dated 2030-01-02, in the future"),
        ("_posts/a.md", "date: 2030-01-02", {}, "/2030/01/02/a/", None),
        ("_posts/a.md", "date: 2020-01-02\npermalink: x/y", {}, "/x/y", None),
        ("_posts/a.md", "date: 2020-01-02\npermalink: /x/y/", {}, "/x/y/", None),
        ("about/index.md", "title: x", {}, "/about/", None),
        ("about/me.md", "title: x", {}, "/about/me.html", None),
        ("about/me.htm", "title: x", {}, "/about/me.html", None),
        ("about/me.md", "permalink: us.html", {}, "/us.html", None),
        ("_posts/a.md", "title: [", {}, None, "the build stops: "),
    ],
)
def test_hexo(path: str, front: str, config: dict[str, Any], url: str | None, why: str | None) -> None:
    found = published("hexo", f"source/{path}", f"---\n{front}\n---\n", config)
    assert found.url == url
    assert (found.why or "").startswith(why or "")
    assert bool(found.why) is bool(why)


@pytest.mark.parametrize(
    ("generator", "path", "role", "url", "file"),
    [
        ("hexo", "source/images/a.png", "asset", None, "images/a.png"),
        ("hexo", "source/_data/a.png", "none", None, None),
        ("hexo", "source/about/index.md", "page", "/about/", "about/index.html"),
        ("hexo", "source/_posts/a.md", "post", None, None),
        ("hexo", "public/a.png", "none", None, None),
        ("hexo", "node_modules/a/b.md", "none", None, None),
        ("zola", "static/a.png", "asset", None, "a.png"),
        ("zola", "sass/a.scss", "asset", None, "a.css"),
        ("zola", "content/a.png", "asset", None, "a.png"),
        ("zola", "content/a.md", "post", "/a/", "a/index.html"),
        ("zola", "templates/a.html", "none", None, None),
        ("eleventy", "a.png", "asset", None, None),
        ("eleventy", "a.md", "post", None, None),
        ("eleventy", "node_modules/a.md", "none", None, None),
        ("hugo", "themes/blue/static/a.png", "asset", None, "a.png"),
        ("hugo", "themes/red/static/a.png", "none", None, None),
    ],
)
def test_by_path_alone(generator: Generator, path: str, role: str, url: str | None, file: str | None) -> None:
    found = assumed(path, load_context(generator, {}, now=NOW, overrides={"theme": "blue"}))
    assert (found.role, found.url, found.file) == (role, url, file)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title without a fence\n", "the build stops: it has no front matter"),
        ("+++\ntitle = [\n+++\n", "the build stops: "),
    ],
)
def test_what_stops_zola(text: str, why: str) -> None:
    found = published("zola", "content/a.md", text, {})
    assert found.url is None
    assert (found.why or "").startswith(why)


@pytest.mark.parametrize(("mode", "url"), [("on", "/a-b/"), ("safe", "/A b/"), ("off", "/A b/")])
def test_zola_keeps_paths_where_it_is_told_to(mode: str, url: str) -> None:
    found = published("zola", "content/A b.md", "+++\n+++\n", {"slugify": {"paths": mode}})
    assert (found.address or "").replace("%20", " ") == url


def test_eleventy_serves_an_index_as_its_folder() -> None:
    found = published("eleventy", "a.md", "---\npermalink: /x/index.html\n---\n", {})
    assert found.url == "/x/"


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ('publishDate: "2099-01-01"', "2099"),
        ('publishDate: "2099-01-01T10:00:00+08:00"', "2099"),
        ('expiryDate: "2001-01-01"', "2001"),
        ("expiryDate: 2001-01-01 10:00:00", "2001"),
        ("expiryDate: 2001-01-01T10:00:00+08:00", "2001"),
    ],
)
def test_hugo_reads_dates_as_text_too(front: str, why: str) -> None:
    found = published("hugo", "content/a.md", f"---\ntitle: x\n{front}\n---\n", {})
    assert found.url is None
    assert why in (found.why or "")


def test_titles_that_are_no_text() -> None:
    assert published("hexo", "source/_posts/a.md", "---\ntitle: true\n---\n", {}).title == "true"
    dated = published("hexo", "source/_posts/a.md", "---\ntitle: 2020-01-02\n---\n", {}).title
    assert str(dated).startswith("2020-01-02")


def whole(generator: Generator, files: dict[str, str]) -> Site:
    data = {path: text.encode() for path, text in files.items()}
    context = load_context(generator, {}, now=NOW)
    posts = [Post(Source.decode(path, one), context) for path, one in data.items() if path.endswith(".md")]
    return Site(context, map(facts, posts), data, data.get)


LINKED = {
    "content/post/a.md": "---\ntitle: a\n---\n## Here\n",
    "content/post/b.md": "---\ntitle: b\n---\n## There\n",
    "content/one/c.md": "---\ntitle: c\n---\n",
    "content/two/c.md": "---\ntitle: c\n---\n",
    "content/post/draft.md": "---\ndraft: true\n---\n",
}
UNKNOWN = "which page the reference names is not modelled"


@pytest.mark.parametrize(
    ("target", "state", "why"),
    [
        ('{{< ref "b.md" >}}', "ok", ""),
        ('{{% relref "post/b.md#there" %}}', "ok", ""),
        ("{{< relref `b` >}}", "ok", ""),
        ('{{< ref "b.md#gone" >}}', "unsure", "a layout may make it"),
        ('{{< ref "#here" >}}', "ok", ""),
        ('{{< ref "c.md" >}}', "unsure", UNKNOWN),
        ('{{< ref "one/c.md" >}}', "ok", ""),
        ('{{< ref "gone.md" >}}', "unsure", UNKNOWN),
        ('{{< other "b.md" >}}', "unsure", "its shortcode is known only to the build"),
        ("/" + "a" * 9_000, "unsure", "it is too long for an address"),
        ("ftp://example.com/a", "external", ""),
    ],
)
def test_links_of_hugo(target: str, state: str, why: str) -> None:
    site = whole("hugo", LINKED)
    found = resolve(site, site.by_path["content/post/a.md"], target)
    assert (found.state, found.why) == (state, why)


def test_where_links_of_hugo_lead_in_an_editor() -> None:
    site = whole("hugo", LINKED)
    page = site.by_path["content/post/a.md"]

    def leads(target: str) -> str | None:
        found = lead(site, page, Reference("a[href]", target, Span(0, 0)))
        return found and found.path

    assert leads('{{< ref "b.md" >}}') == "content/post/b.md"
    assert leads("/post/b/#there") == "content/post/b.md"
    assert leads("../../one/c/") == "content/one/c.md"
    for nowhere in (
        '{{< ref "c.md" >}}',
        "https://other.example/post/b/",
        "//other.example/",
        "mailto:a@b.c",
    ):
        assert leads(nowhere) is None

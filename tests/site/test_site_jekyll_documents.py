"""What Jekyll makes of a post's front matter: its address, its words, and what stops the build."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from postlint.post import Post
from postlint.site.generator import load_context, publish
from postlint.site.publication import Publication
from postlint.text import Source

NOW = datetime(2026, 11, 23, 14, 54, 33, tzinfo=UTC)
DAY = datetime(2021, 12, 29, tzinfo=UTC)
POST = "_posts/2021-12-29-some-title.md"
PLAIN = Publication(
    "post",
    "/2021/12/29/some-title.html",
    "2021/12/29/some-title.html",
    date=DAY,
    title="Some Title",
    address="/2021/12/29/some-title.html",
)
BUILD_TIME = "its date is the time of the build"


def made(front: str, path: str = POST, body: str = "x\n", **config: Any) -> Publication:
    context = load_context("jekyll", {}, now=NOW, yaml="psych", overrides=config)
    return publish(Post(Source.decode(path, f"---\n{front}---\n{body}".encode()), context))


def at(url: str, /, **more: Any) -> dict[str, Any]:
    """What differs in a post with another address."""
    return {"url": url, "address": url, "file": url.lstrip("/").replace("%20", " "), **more}


@pytest.mark.parametrize(
    ("front", "differs"),
    [
        ("", {}),
        ("categories: [a, a, 1, '1']\n", at("/a/1/2021/12/29/some-title.html", categories=("a", "1"))),
        ("categories: a b a\n", at("/a/b/2021/12/29/some-title.html", categories=("a", "b"))),
        (
            "category: x\ncategories: [y, x]\n",
            at("/y/x/2021/12/29/some-title.html", categories=("y", "x")),
        ),
        ("category: [x, z]\n", at("/x/z/2021/12/29/some-title.html", categories=("x", "z"))),
        ("category: false\n", {}),
        ("tag: x\ntags: [y]\n", {"tags": ("x",)}),
        ("tag: false\ntags: [y]\n", {"tags": ("y",)}),
        ("tags: a b a\n", {"tags": ("a", "b")}),
        ("tags: [a, a, 1]\n", {"tags": ("a", "1")}),
        ("tags: 3\n", {}),
        ("tags: {a: 1}\n", {}),
        ("permalink: false\n", {}),
        ("permalink: /x\n", at("/x", file="x.html")),
        ("permalink: /x/\n", at("/x/", file="x/index.html")),
        ("permalink: /x.htm\n", at("/x.htm")),
        ("permalink: /:title.:slug:name/:path:output_ext\n", at(
            "/some-title.some-title2021-12-29-some-title/2021-12-29-some-title.html"
        )),
        ("permalink: /:categories/:collection\ncategories: [A b, C, c]\n", at(
            "/a%20b/c/posts", file="a b/c/posts.html", categories=("A b", "C", "c")
        )),
        ("permalink: /:slugified_categories/\ncategories: [A b, C, c]\n", at(
            "/a-b/c/", file="a-b/c/index.html", categories=("A b", "C", "c")
        )),
        ("slug: Own Slug\n", at("/2021/12/29/Own-Slug.html", slug="Own Slug")),
        ("slug: some-title\n", {}),
        ("slug: false\n", {}),
        ("title: 3\n", {"title": 3}),
        ("title: 1.5\n", {"title": 1.5}),
        ("title: true\n", {"title": "true"}),
        ("title: .inf\n", {"title": "Infinity"}),
        ("title: false\n", {}),
        ("published: 0\n", {}),
        ("published: false\n", {"url": None, "file": None, "why": "its `published` is false"}),
        ("published:\n", {"url": None, "file": None, "why": "its `published` is empty"}),
        ("draft: true\n", {}),
        ("redirect_from: /a/\n", {"aliases": ("/a/",)}),
        ("redirect_from: [/a/, 3, '', /b]\n", {"aliases": ("/a/", "/b")}),
        (
            "date: 2021-01-02 03:04:05.6 +0800\n",
            at("/2021/01/01/some-title.html", date=datetime(2021, 1, 1, 19, 4, 5, tzinfo=UTC)),
        ),
        ("date: 2030-01-02\n", {
            "url": None, "file": None, "address": "/2030/01/02/some-title.html",
            "date": datetime(2030, 1, 2, tzinfo=UTC),
            "why": "it is dated 2030-01-02, in the future, and `future` is off",
        }),
    ],
)  # fmt: skip
def test_what_front_matter_does(front: str, differs: dict[str, Any]) -> None:
    assert made(front) == PLAIN._replace(**differs)


@pytest.mark.parametrize("front", ["categories: 3\n", "a: [\n", "- a\n", "a\n"])
def test_what_is_not_read_is_published_under_the_time_of_the_build(front: str) -> None:
    url = "/2026/11/23/2021-12-29-some-title.html"
    assert made(front) == Publication(
        "post", url, url[1:], BUILD_TIME, date=NOW, address=url, sure=False
    )  # fmt: skip


@pytest.mark.parametrize(
    ("front", "kind"),
    [("3", "Integer"), ("1.5", "Float"), ("true", "true"), ("{a: 1}", "Hash")],
)
def test_strictly_it_stops_the_build(front: str, kind: str) -> None:
    stops = made(f"categories: {front}\n", strict_front_matter=True)
    assert stops.breaks == f"no implicit conversion of {kind} into Array"
    assert stops.why == f"the build stops: {stops.breaks}"
    assert (stops.role, stops.url, stops.sure) == ("post", None, True)


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("permalink: 3\n", "undefined method `gsub' for 3 (`permalink`)"),
        ("slug: 3\n", "undefined method `gsub' for 3 (`slug`)"),
        (
            "permalink: /:nosuch/\n",
            "The URL template doesn't have nosuch keys. Check your permalink template!",
        ),
        (
            "date: nonsense\n",
            f"Invalid date 'nonsense': Document '{POST}' does not have a valid date in the "
            "YAML front matter.",
        ),
    ],
)
def test_what_stops_the_build(front: str, message: str) -> None:
    assert made(front).breaks == message
    assert made(front + "published: false\n").breaks == (message if front.startswith("date") else None)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "{{ x",
            r"Liquid syntax error (line 1): Variable '{{' was not properly terminated with regexp: /\}\}/",
        ),
        (
            "a\n{% x",
            r"Liquid syntax error (line 2): Tag '{%' was not properly terminated with regexp: /\%\}/",
        ),
        ("{% post_url x %}", "Could not parse name of post \"x\" in tag 'post_url'."),
        ("{%- post_url /a/2021-x -%}", "Could not parse name of post \"/a/2021-x\" in tag 'post_url'."),
        ("{% post_url a/2021-01-02-x %}", None),
        ("{% raw %}{{ {% endraw %}", None),
        ("{ % x", None),
    ],
)
def test_liquid_that_stops_the_build(body: str, message: str | None) -> None:
    assert made("", body=body).breaks == message
    assert made("published: false\n", body=body).breaks is None


@pytest.mark.parametrize(
    ("path", "config", "differs"),
    [
        ("a/_posts/b/2021-12-29-x.md", {}, {"categories": ("a",)} | at("/a/2021/12/29/x.html")),
        ("_posts/2021-12-29-x..md", {}, at("/2021/12/29/x.html")),
        ("_posts/2021-12-29-x-.md", {}, at("/2021/12/29/x.html")),
        ("_posts/2021-12-29-x.SCSS", {}, at("/2021/12/29/x.css")),
        ("_posts/2021-12-29-x.coffee", {}, at("/2021/12/29/x.coffee")),
        ("_posts/2021-12-29-x.coffee", {"whitelist": ["jekyll-coffeescript"]}, at("/2021/12/29/x.js")),
        ("_posts/2021-12-29-x.coffee", {"gems": ["jekyll-coffeescript"]}, at("/2021/12/29/x.js")),
        ("col/_posts/2021-12-29-x.md", {"collections_dir": "col"}, at("/2021/12/29/x.html")),
        ("_drafts/2021-12-29-x.md", {"show_drafts": True}, {"role": "draft"} | at("/2021/12/29/x.html")),
        (
            "_drafts/2021-12-29-x.md",
            {},
            at("/2021/12/29/x.html", url=None, file=None, role="draft")
            | {"why": "it is a draft, and `show_drafts` is off"},
        ),
        (
            "a/_drafts/x.md",
            {"show_drafts": True},
            at("/a/2026/11/23/x.html", role="draft", date=NOW, why=BUILD_TIME, sure=False, slug="x")
            | {"categories": ("a",)},
        ),
        (
            "_r/a.b/x",
            {"collections": {"r": {"output": True}}},
            at("/r/a.b/x", role="document", date=NOW, slug="a", title="A"),
        ),
        (
            "_drafts/x.md",
            {"collections": {"drafts": {"output": True}}},
            at("/drafts/x.html", role="document", date=NOW, slug="x"),
        ),
        (
            "_r/x.md",
            {"collections": {"r": {}}},
            at("/r/x.html", url=None, file=None, role="document", date=NOW, slug="x")
            | {"why": "the collection `r` has no `output: true`"},
        ),
    ],
)
def test_what_a_path_does(path: str, config: dict[str, Any], differs: dict[str, Any]) -> None:
    assert made("", path, **config) == PLAIN._replace(**{"title": "X", **differs})


def test_a_document_that_is_called_a_draft_goes_by_the_clock() -> None:
    collections = {"r": {"output": True}}
    draft, other = (made(front, "_r/x.md", collections=collections) for front in ("draft: true\n", ""))
    assert (draft.why, draft.sure, draft.url) == (BUILD_TIME, False, "/r/x.html")
    assert (other.why, other.sure, other.url) == (None, True, "/r/x.html")


@pytest.mark.parametrize(
    ("path", "published", "file"),
    [
        ("_r/a b.txt", True, "r/a b.txt"),
        ("_r/a b.txt", False, None),
        ("a/b%20c.txt", True, "a/b c.txt"),
        ("a/b..txt", True, "a/b.txt"),
        ("a/b.txt", False, None),
        ("a/LICENSE", True, "a/LICENSE"),
        ("_s/x.txt", True, None),
        ("_t/sub/x.txt", True, "t/x.txt"),
    ],
)
def test_where_files_without_front_matter_are_copied(path: str, published: bool, file: str | None) -> None:
    config = {
        "collections": {"r": {"output": True}, "s": {}, "t": {"output": True, "permalink": "/t/:name"}},
        "defaults": [{"scope": {"path": ""}, "values": {"published": published}}],
    }
    context = load_context("jekyll", {}, now=NOW, overrides=config)
    copied = publish(Post(Source.decode(path, b"x\n"), context))
    why = "it has no front matter, so Jekyll copies it as it is"
    assert copied == Publication("asset", file=file, why=why)


@pytest.mark.parametrize(
    ("front", "url", "file", "more"),
    [
        ("", "/a/x.html", "a/x.html", {}),
        ("title: 3\ncategories: [b]\ntags: [c, 1]\nredirect_from: /old\n", "/a/x.html", "a/x.html", {
            "title": "3", "categories": ("b",), "tags": ("c", "1"), "aliases": ("/old",),
        }),
        ("permalink: /:basename/:path:output_ext\n", "/x/a.html", "x/a.html", {}),
        ("permalink: /x/\n", "/x/", "x/index.html", {}),
        ("permalink: /x\n", "/x", "x.html", {}),
        ("published: false\n", None, None, {
            "why": "its `published` is false or empty", "address": "/a/x.html"
        }),
    ],
)  # fmt: skip
def test_pages(front: str, url: str | None, file: str | None, more: dict[str, Any]) -> None:
    assert made(front, "a/x.md") == Publication("page", url, file, address=more.pop("address", url), **more)


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("permalink: ''\n", "Invalid permalink in a/x.md"),
        ("permalink: 3\n", "undefined method `index' for 3 (`permalink`)"),
        ("- a\n", "Invalid YAML front matter in a/x.md"),
        ("a: [\n", None),
    ],
)
def test_pages_that_stop_the_build(front: str, message: str | None) -> None:
    stopped = made(front, "a/x.md")
    assert (stopped.role, stopped.breaks) == ("page", message)
    strict = made("a: [\n", "a/x.md", strict_front_matter=True).breaks
    assert strict is not None
    assert strict.startswith("YAML cannot be read here")


def test_a_draft_that_would_stop_the_build_is_not_looked_at() -> None:
    why = "it is a draft, and `show_drafts` is off"
    assert made("date: nonsense\n", "_drafts/x.md") == Publication("draft", why=why)


def test_files_that_are_no_posts() -> None:
    assert made("", "_posts/2021-12-29-x.yml") == Publication(
        "post", why="Jekyll publishes no post that is a YAML file"
    )
    context = load_context("jekyll", {}, now=NOW)
    latin = Post(Source.decode(POST, b"---\n---\n\xe9\n"), context)
    assert publish(latin) == Publication("post", why="it is not valid UTF-8, so Jekyll skips it")


def test_what_redirects_elsewhere_is_written_under_its_own_address() -> None:
    front = "permalink: /r.x\nredirect_to: /y\n"
    assert made("permalink: /:title.x/:day\nredirect_to: /y\n").file == "some-title.x/29.html"
    assert made(front, plugins=["jekyll-redirect-from"]).file == "r.x"
    dotted = "slug: a.b\nredirect_to: /y\n"
    assert made(dotted, permalink="/:title").file == "a.b.html"
    assert made(dotted, permalink="/:title", plugins=["jekyll-redirect-from"]).file == "a.b"
    assert (
        made("redirect_to: /y\n", permalink="/:title", plugins=["jekyll-redirect-from"]).file
        == "some-title.html"
    )

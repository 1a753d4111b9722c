"""Which generator a folder speaks for, its configuration, and the addresses of the others than Jekyll."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from postlint.context import Generator
from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import (
    CONFIGURATIONS,
    detect,
    excluded,
    is_post,
    load_context,
    publish,
    unresolved,
)
from postlint.site.model import Site
from postlint.site.publication import Publication
from postlint.text import Source

NOW = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("names", "text", "generator"),
    [
        (["_config.yml", "_posts"], "", "jekyll"),
        (["_config.yml"], "title: x\n", "jekyll"),
        (["_config.yml", "source", "scaffolds", "package.json"], "title: x\n", "hexo"),
        (["_config.yml", "source"], "source_dir: source\npublic_dir: public\n", "hexo"),
        (["hugo.toml"], "", "hugo"),
        (["config.toml", "content"], 'baseURL = "x"\n', "hugo"),
        (["config.toml", "content"], 'base_url = "x"\n', "zola"),
        (["config.yaml", "content", "themes"], "title: x\n", "hugo"),
        (["config.toml"], 'name = "x"\n', "folder"),
        (["config", "content", "config/_default/hugo.toml"], "", "hugo"),
        (["config", "config/_default/config.yml"], "", "hugo"),
        (["config", "config/_default/routes.yml"], "", "folder"),
        (["zola.toml"], "", "zola"),
        ([".eleventy.js"], "", "eleventy"),
        (["eleventy.config.mjs", "_config.yml"], "", "eleventy"),
        (["astro.config.mjs"], "", "astro"),
        (["_posts"], "", "jekyll"),
        (["README.md"], "", "folder"),
    ],
)
def test_detection(names: list[str], text: str, generator: Generator) -> None:
    assert detect(names, lambda name: text.encode()) == generator


HOSTILE = [
    b"",
    b"\xff\xfe",
    b"[" * 40_000,
    b"{" * 9_000,
    b"a: *x",
    b"- a\n- b\n",
    b"x: &x [*x]\n",
    b"a" * 600_000,
    b"permalink: [1]\ntimezone: 3\n",
    b"timezone: ../../etc/passwd\n",
    b"timezone: \xe6\x97\xa5\n",
    b"= 3\n",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("generator", list(CONFIGURATIONS))
def test_no_configuration_raises(generator: Generator, data: bytes) -> None:
    files = {name: (lambda: data) for name in CONFIGURATIONS[generator]}
    context = load_context(generator, files, now=NOW)
    for path in ("_posts/2021-12-29-x.md", "content/x.md", "source/_posts/x.md"):
        publish(Post(Source.decode(path, b"---\ntitle: x\n---\nx\n"), context))


def test_an_unreadable_configuration_counts_as_empty() -> None:
    def fails() -> bytes:
        raise PermissionError

    assert load_context("jekyll", {"_config.yml": fails, "Gemfile.lock": fails}, now=NOW).config == {}


def test_the_zone_and_the_version() -> None:
    files: dict[str, Callable[[], bytes]] = {
        "_config.yml": lambda: b"timezone: Asia/Shanghai\n",
        "Gemfile.lock": lambda: b"    jekyll (3.10.0)\n      jekyll-watch (~> 2.0)\n",
    }
    context = load_context("jekyll", files, now=NOW)
    assert str(context.timezone) == "Asia/Shanghai"
    assert context.version == (3, 10)


@pytest.mark.parametrize(
    ("generator", "path", "post"),
    [
        ("jekyll", "_posts/2021-12-29-x.md", True),
        ("jekyll", "_posts/-20211229.md", True),
        ("jekyll", "_posts/pic.png", False),
        ("jekyll", "_posts/_x.md", False),
        ("jekyll", "about.md", False),
        ("hugo", "content/post/x.md", True),
        ("hugo", "layouts/x.html", False),
        ("hexo", "source/_posts/x.md", True),
        ("hexo", "source/about/index.md", False),
        ("zola", "content/x.md", True),
        ("zola", "README.md", False),
        ("eleventy", "posts/x.md", True),
        ("folder", "x.markdown", True),
        ("folder", "x.txt", False),
    ],
)
def test_posts_by_path(generator: Generator, path: str, post: bool) -> None:
    context = load_context(generator, {}, now=NOW)
    assert (is_post(path, context) and not excluded(path, context)) is post


def made(generator: Generator, path: str, text: str, config: Mapping[str, Any] | None = None) -> Publication:
    context = load_context(generator, {}, now=NOW, overrides=config or {})
    return publish(Post(Source.decode(path, text.encode()), context))


@pytest.mark.parametrize(
    ("path", "front", "url"),
    [
        ("Sub Dir/Page One.md", "", "/sub-dir/page-one/"),
        ("post/UPPER.dots.v1.md", "", "/post/upper.dots.v1/"),
        ("post/C++ & C#.md", "", "/post/c++-c#/"),
        ("post/it's.md", "", "/post/its/"),
        ("post/a—b.md", "", "/post/ab/"),
        ("post/x .md", "", "/post/x-/"),
        ("post/日本語.md", "", "/post/%E6%97%A5%E6%9C%AC%E8%AA%9E/"),
        ("post/x.en.md", "", "/post/x/"),
        ("post/bundle/index.md", "slug: B Slug\n", "/post/b-slug/"),
        ("post/_index.md", "", "/post/"),
        ("post/x.md", "url: /u/ABC x/\n", "/u/ABC%20x/"),
        ("post/x.md", "url: rel/path.html\n", "/rel/path.html"),
        ("post/x.md", "slug: a-\n", "/post/a/"),
        ("news/x.md", 'title: "C++ & ü, x"\ndate: 2020-02-03\n', "/2020/02/c-%C3%BC-x/"),
        ("news/x.md", "title: No date\n", "/1/01/no-date/"),
        ("n4/x.md", "title: T\ndate: 2020-02-03\n", "/34/1/monday/x/"),
    ],
)
def test_addresses_of_hugo(path: str, front: str, url: str) -> None:
    permalinks = {"news": "/:year/:month/:slug/", "n4": "/:yearday/:weekday/:weekdayname/:filename/"}
    publication = made(
        "hugo", f"content/{path}", f"---\n{front or 'title: x'}\n---\n", {"permalinks": permalinks}
    )
    assert publication.address == url


@pytest.mark.parametrize(
    "front", ["draft: true", "date: 2099-01-01", "expiryDate: 2001-01-01", "publishDate: 2099-01-01"]
)
def test_what_hugo_does_not_build(front: str) -> None:
    publication = made("hugo", "content/x.md", f"---\n{front}\n---\n")
    assert publication.url is None
    assert publication.why


@pytest.mark.parametrize(
    ("path", "front", "url"),
    [
        ("a/Some Page.md", "", "/a/some-page/"),
        ("2021-01-02-dated.md", "", "/dated/"),
        ("x.md", 'path = "2019/05/15/X"', "/2019/05/15/X/"),
        ("x.md", 'slug = "y"', "/y/"),
        ("a/b/index.md", "", "/a/b/"),
        ("_index.md", "", "/"),
        ("日本.md", "", None),
    ],
)
def test_addresses_of_zola(path: str, front: str, url: str | None) -> None:
    assert made("zola", f"content/{path}", f"+++\n{front}\n+++\n").address == url


_DATED_NAMES = {"new_post_name": ":year-:month-:day-:title.md"}


@pytest.mark.parametrize(
    ("path", "config", "url"),
    [
        ("hello.md", {}, "/2020/02/03/hello/"),
        ("Ünï Cödé C++.md", {"permalink": ":title.html"}, "/%C3%9Cn%C3%AF%20C%C3%B6d%C3%A9%20C%2B%2B.html"),
        ("Ünï Cödé C++.md", {"permalink": ":title.html", **_DATED_NAMES}, "/Uni-Code-C.html"),
        ("UPPER_Case.dots.v1.md", {"permalink": ":title/", **_DATED_NAMES}, "/UPPER-Case-dots-v1/"),
        ("й-ß-Ø.md", {"permalink": ":title/", **_DATED_NAMES}, "/%D0%B9-s-O/"),
        ("2019-01-02-A b.md", {"permalink": ":title/", **_DATED_NAMES}, "/A%20b/"),
        ("2019-01-02-a.md", {"permalink": ":title/"}, "/2019-01-02-a/"),
        ("sub/nested.md", {"permalink": ":title/"}, "/sub/nested/"),
        ("sub/nested.md", {"permalink": "p/:name/"}, "/p/nested/"),
        ("sub/nested.md", {"permalink": ":title/", **_DATED_NAMES}, "/sub-nested/"),
        ("fr/x.md", {"permalink": ":lang/:title/", "new_post_name": ":lang/:title.md"}, "/fr/x/"),
        ("x.md", {"permalink": ":lang/:title/", "permalink_defaults": {"lang": "en"}}, "/en/x/"),
        ("x.md", {"permalink": ":nothing/:title/"}, "/undefined/x/"),
        ("x.md", {"permalink": ":category/:title/"}, "/news/x/"),
        (
            "x.md",
            {"permalink": ":category/", "category_map": {"news": "Big News"}, "filename_case": 1},
            "/big-news/",
        ),
        ("x.md", {"permalink": ":title", "post_asset_folder": True}, "/x/"),
        ("x.md", {"permalink": ":hash/"}, "/24e7ca573289/"),
        ("x.md", {"permalink": ":id/"}, None),
    ],
)
def test_addresses_of_hexo(path: str, config: Mapping[str, Any], url: str | None) -> None:
    text = "---\ntitle: x\ndate: 2020-02-03 10:00:00\ncategories: news\n---\n"
    assert made("hexo", f"source/_posts/{path}", text, config).address == url


def test_eleventy_is_sure_only_of_a_literal_permalink() -> None:
    assert made("eleventy", "x.md", "---\npermalink: /a/\n---\n").url == "/a/"
    assert made("eleventy", "x.md", "---\npermalink: /{{ page.fileSlug }}/\n---\n").url is None
    assert made("eleventy", "x.md", "---\ntitle: x\n---\n").sure is False


def _whole(generator: Generator, files: dict[str, str]) -> Site:
    data = {path: text.encode() for path, text in files.items()}
    context = load_context(generator, {}, now=datetime(2026, 11, 23, tzinfo=UTC))
    posts = [Post(Source.decode(p, one), context) for p, one in data.items() if p.endswith((".md", ".html"))]
    return Site(context, map(facts, posts), data, data.get)


def test_hexo_tags_name_posts_and_files() -> None:
    text = "---\ntitle: A\ndate: 2020-01-02\n---\n"
    text += "{% post_link b %} {% post_link 2020-01-03-b 'x' %} {% post_link gone %}\n\n"
    text += "{% asset_img here.png %} {% asset_img nowhere.png %}\n\n`{% post_link shown %}`\n"
    site = _whole(
        "hexo",
        {
            "source/_posts/a.md": text,
            "source/_posts/2020-01-03-b.md": "---\n---\n",
            "source/_posts/a/here.png": "",
        },
    )
    assert [one.verdict.why for one in unresolved(site)] == ["the site has no post `gone`"]
    assert [one.link.target for one in site.judged["absent"]] == ["nowhere.png"]


def test_pelican_names_sources() -> None:
    text = (
        "[a]({filename}b.md) [b]({filename}/posts/b.md#x) [c]({static}/images/c.png) [d]({filename}gone.md)\n"
    )
    site = _whole(
        "folder", {"content/posts/a.md": text, "content/posts/b.md": "", "content/images/c.png": ""}
    )
    assert [one.link.target for one in site.judged["absent"]] == ["{filename}gone.md"]


def test_links_to_sources_of_a_plain_folder() -> None:
    text = "[a](b.md) [b](docs/gone.md) [c](/c/) [d](other/b.md)\n"
    site = _whole("folder", {"a.md": text, "b.md": ""})
    assert [one.link.target for one in site.judged["absent"]] == ["docs/gone.md"]


def test_css_in_style_loads_files() -> None:
    text = "---\n---\n<div style=\"background: url(/gone.png) url('/a.png')\">x</div>\n"
    site = _whole("jekyll", {"_posts/2020-01-02-a.md": text, "a.png": ""})
    assert [(one.link.kind, one.link.target) for one in site.judged["absent"]] == [
        ("div[style]", "/gone.png")
    ]

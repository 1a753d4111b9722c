"""What Jekyll's tags and filters give in a link, and what its plugins and themes may make."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import liquid_target, load_context
from postlint.site.jekyll_links import relative_links, stops, unresolved
from postlint.site.model import Site
from postlint.site.verdict import Verdict
from postlint.text import Source

NOW = datetime(2026, 11, 23, tzinfo=UTC)
BARE = "---\n---\nx\n"
FILES = {"_posts/2021-12-29-a.md": BARE, "page.md": BARE, "a.png": "x", "_config.yml": ""}
POST = "_posts/2021-12-29-a.md"
PLUGIN, THEME, UNKNOWN = "a plugin may make it", "the theme may bring it", "the site's files are not known"


def site(
    config: Mapping[str, Any] | None = None,
    files: Mapping[str, str] = FILES,
    version: tuple[int, int] | None = None,
) -> Site:
    data = {path: text.encode() for path, text in files.items()}
    context = load_context("jekyll", {}, now=NOW, overrides=dict(config or {}), version=version)
    posts = [Post(Source.decode(path, one), context) for path, one in data.items() if path != "_config.yml"]
    return Site(context, map(facts, posts), data, data.get)


def unlisted(known: Site) -> Site:
    """The same site, of which not all files are known."""
    return Site(known.context, known.posts)


@pytest.mark.parametrize(
    ("config", "target", "why"),
    [
        ({}, "/feed.xml", PLUGIN),
        ({}, "/sitemap.xml", PLUGIN),
        ({}, "/robots.txt", PLUGIN),
        ({}, "/redirects.json", PLUGIN),
        ({}, "/feed/x.xml", None),
        ({}, "/page2/", None),
        ({}, "/assets/a.css", None),
        ({"feed": {"path": "own.atom"}}, "/own.atom", PLUGIN),
        ({"feed": {"tags": True}}, "/feed/x.xml", PLUGIN),
        ({"feed": "own.atom"}, "/own.atom", None),
        ({"paginate": 5}, "/page2/", PLUGIN),
        ({"paginate": 5}, "/a/page/2/", PLUGIN),
        ({"pagination": {}}, "/page-2", PLUGIN),
        ({"paginate": 5}, "/pages", None),
        ({"paginate": 5}, "/mypage2", None),
        ({"paginate": 5}, "/page2/x", None),
        ({"theme": "minima"}, "/assets/a.css", THEME),
        ({"remote_theme": "x/y"}, "/assets/x/y.png", THEME),
        ({"theme": "minima"}, "/a.css", None),
        ({"plugins": ["own"]}, "/tags/x/", "the plugin `own` may make it"),
        ({"gems": ["jekyll-feed", "own"]}, "/x.json", "the plugin `own` may make it"),
        ({"plugins": ["own"]}, "/x.png", None),
        ({"plugins": ["jekyll-feed", 3]}, "/x/", None),
        ({"plugins": "own"}, "/x/", None),
    ],
)
def test_what_plugins_and_themes_may_make(config: dict[str, Any], target: str, why: str | None) -> None:
    known = site(config)
    verdict = known.resolve(known.by_path[POST], target)
    assert (verdict.state, verdict.why) == (("unsure", why) if why else ("missing", ""))
    unsure = unlisted(known).resolve(known.by_path[POST], target)
    assert (unsure.state, unsure.why) == ("unsure", why or UNKNOWN)


def test_plugins_of_the_site_itself() -> None:
    files = {**FILES, "_plugins/b.rb": "", "_plugins/a.rb": "", "_plugins/0.txt": "", "own/c.rb": ""}

    def why(known: Site) -> str:
        return known.resolve(known.by_path[POST], "/tags/x/").why

    assert why(site({}, files)) == "`_plugins/a.rb` may make it"
    assert why(site({"plugins_dir": "/own/"}, files)) == "`own/c.rb` may make it"
    assert why(site({"plugins_dir": "none", "plugins": ["x"]}, files)) == "the plugin `x` may make it"


def test_github_pages_makes_pages_of_markdown_without_front_matter() -> None:
    files = {**FILES, "Docs/Read.md": "x\n"}
    for version, state in (((3, 10), "unsure"), ((4, 3), "missing"), (None, "missing")):
        known = site({}, files, version)
        verdict = known.resolve(known.by_path[POST], "/docs/read.html")
        assert (verdict.state, version) == (state, version)
    pages = site({}, files, (3, 10))
    verdict = pages.resolve(pages.by_path[POST], "/docs/read.html")
    assert verdict.why == "GitHub Pages makes pages of Markdown files without front matter"


@pytest.mark.parametrize(
    ("config", "page", "post"),
    [
        ({}, False, False),
        ({"plugins": ["jekyll-feed"]}, False, False),
        ({"plugins": "jekyll-relative-links"}, False, False),
        ({"plugins": ["jekyll-relative-links"]}, True, False),
        ({"gems": [3, "github-pages"]}, True, False),
        ({"gems": ["github-pages"], "relative_links": {"collections": True}}, True, True),
        ({"gems": ["github-pages"], "relative_links": {"collections": False}}, True, False),
        ({"gems": ["github-pages"], "relative_links": True}, True, False),
    ],
)
def test_where_relative_links_are_rewritten(config: dict[str, Any], page: bool, post: bool) -> None:
    known = site(config)
    found = [relative_links(known.by_path[path], known) for path in ("page.md", POST)]
    assert found == [page, post]


@pytest.mark.parametrize(
    ("target", "result"),
    [
        ("{{ '/x' | relative_url }}?a#b", "/base/x?a#b"),
        ("a{{ site.baseurl }}b{{ site.url }}c", "a/baseb" + "https://blog.examplec"),
        ('{{- "a|b" -}}', "a|b"),
        ("{{ '/x' | absolute_url }}", "https://blog.example/base/x"),
        ("{{ 'https://o.example/x' | absolute_url }}", "https://o.example/x"),
        ("{{ 'https://o.example/x' | relative_url }}", "https://o.example/x"),
        ("{{ 'x' | relative_url }}", "/base/x"),
        ("{{ '' | relative_url }}", "/base"),
        ("{%- link page.md -%}", "/base/page.html"),
        ("plain", "plain"),
    ],
)
def test_liquid_that_can_be_evaluated(target: str, result: str) -> None:
    assert liquid_target(target, site({"baseurl": "/base", "url": "https://blog.example"})) == result


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("{{ page.url }}", "`page.url` is known only to the build"),
        ("{{ }}", "`` is known only to the build"),
        ("{{ ' }}", "`` is known only to the build"),
        ("{{ 'a\" }}", None),
        ("{{ 'a' | upcase }}", "the filter `upcase` is not evaluated"),
        ("{{ 'a' | relative_url | upcase }}", "the filter `upcase` is not evaluated"),
        ("{% include x.html %}", "the tag `include` is not evaluated"),
        ("x{{ y", "its Liquid is not closed"),
        ("x{% y", "its Liquid is not closed"),
        ("{% link {{ page.x }} %}", "its path is known only to the build"),
        ("{% link nope.md %}", "the site has no file `nope.md`"),
        ("{% link hidden.md %}", "`hidden.md` is not published: its `published` is false or empty"),
        ("{% post_url 2021-12-29-nope %}", "the site has no post `2021-12-29-nope`"),
        ("{% post_url nope %}", "`nope` is not the name of a post, a date and a title"),
    ],
)
def test_liquid_that_cannot(target: str, why: str | None) -> None:
    files = {**FILES, "hidden.md": "---\npublished: false\n---\n"}
    verdict = liquid_target(target, site({}, files))
    assert isinstance(verdict, Verdict)
    if why is not None:
        assert verdict.why == why


def test_tags_that_name_what_is_nearly_there() -> None:
    known = site({})
    near = [
        verdict.near if isinstance(verdict, Verdict) else None
        for verdict in (
            liquid_target("{% link pags.md %}", known),
            liquid_target("{% post_url 2021-12-29-b %}", known),
        )
    ]
    assert near == ["page.md", "2021-12-29-a"]
    assert isinstance(liquid_target("{% link page.md %}", unlisted(known)), Verdict)
    assert liquid_target("{% post_url 2021-12-29-a %}", unlisted(known)) == "/2021/12/29/a.html"
    other = liquid_target("{% post_url 2021-12-29-b %}", unlisted(known))
    assert isinstance(other, Verdict)
    assert (other.state, other.why) == ("unsure", "not all posts of the site are known")


@pytest.mark.parametrize(
    ("config", "more", "whys"),
    [
        ({}, {}, []),
        ({}, {"_config.yml": ""}, ["`_includes` has no file `a.html`"]),
        ({}, {"_includes/b.html": ""}, ["`_includes` has no file `a.html`"]),
        ({}, {"_includes/a.html": ""}, []),
        ({"includes_dir": "/inc/"}, {"inc/a.html": ""}, []),
        ({"includes_dir": "inc"}, {"inc/b.html": ""}, ["`inc` has no file `a.html`"]),
        ({"theme": "minima"}, {"_config.yml": ""}, []),
        ({"remote_theme": "minima"}, {"_config.yml": ""}, []),
    ],
)
def test_includes_that_stop_the_build(config: dict[str, Any], more: dict[str, str], whys: list[str]) -> None:
    post = {POST: "---\n---\n{% include a.html x=1 %} {% include {{ page.x }} %}\n"}
    found = list(unresolved(site(config, {**post, **more})))
    assert [one.verdict.why for one in found] == whys
    assert [one.page.path for one in found] == [POST] * len(whys)


@pytest.mark.parametrize(
    ("front", "body", "config", "why"),
    [
        ("", "{% link nope.md %}", {}, "the site has no file `nope.md`"),
        ("", "a\n{% own %}", {}, "Liquid syntax error (line 2): Unknown tag 'own'"),
        ("", "{% own %}", {"plugins": ["x"]}, None),
        ("", "{% own %}", {"gems": ["jekyll-feed"]}, None),
        ("", "{% raw %}{% own %}{% endraw %}{% if x %}{% endif %}", {}, None),
        ("", "fine", {}, None),
    ],
)
def test_why_a_post_stops_the_build(front: str, body: str, config: dict[str, Any], why: str | None) -> None:
    known = site(config)
    post = Post(Source.decode("_posts/2021-12-30-b.md", f"---\n{front}---\n{body}\n".encode()), known.context)
    assert stops(post, known) == why


def test_a_plugin_of_the_site_may_know_a_tag() -> None:
    known = site({}, {**FILES, "_plugins/own.rb": ""})
    post = Post(Source.decode("_posts/2021-12-30-b.md", b"---\n---\n{% own %}\n"), known.context)
    assert stops(post, known) is None

"""Where links lead: the three-valued answer, and its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from postlint.context import Generator
from postlint.post import Post
from postlint.site.facts import Facts, facts
from postlint.site.generator import is_post, load_context
from postlint.site.model import Site
from postlint.site.stored import plain, restored, whole
from postlint.text import Source

NOW = datetime(2024, 1, 1, tzinfo=UTC)
FILES = {
    "_posts/2021-12-29-here.md": "---\ntitle: Here\n---\n## A heading\n\n## C++ & C#\n",
    "_posts/2021-12-28-there.md": "---\ntitle: There\nredirect_from: /old/\n---\n## Below\n",
    "_posts/2021-12-27-hidden.md": "---\npublished: false\n---\nx\n",
    "_posts/2031-01-01-later.md": "---\ntitle: Later\n---\nx\n",
    "_drafts/idea.md": "---\ntitle: Idea\n---\nx\n",
    "about.md": "---\ntitle: About\n---\nUs\n",
    "index.html": "---\n---\nHome\n",
    "files/a b.pdf": "pdf",
    "images/Pic.png": "png",
    "plain.md": "no front matter\n",
    "style.scss": "---\n---\na{}\n",
}


def model(
    config: Mapping[str, Any], files: Mapping[str, str] = FILES, generator: Generator = "jekyll"
) -> Site:
    context = load_context(generator, {}, now=NOW, overrides={"timezone": "UTC", **config})
    posts = [p for p in files if is_post(p, context)]
    known = [facts(Post(Source.decode(p, files[p].encode()), context)) for p in posts]
    return Site(context, known, list(files), lambda path: files[path].encode())


def page(site: Site, path: str = "_posts/2021-12-29-here.md") -> Facts:
    return site.by_path[path]


@pytest.mark.parametrize(
    ("target", "state", "cause"),
    [
        ("/2021/12/28/there.html", "ok", ""),
        ("/2021/12/28/there", "ok", ""),
        ("../28/there.html#below", "ok", ""),
        ("there.html", "missing", "absent"),
        ("/", "ok", ""),
        ("/about/", "unsure", ""),
        ("/index.html", "ok", ""),
        ("/about.html?x=1#top", "ok", ""),
        ("/files/a%20b.pdf", "ok", ""),
        ("/files/a b.pdf", "ok", ""),
        ("/style.css", "ok", ""),
        ("/plain.md", "ok", ""),
        ("/images/pic.png", "missing", "case"),
        ("/images/other.png", "missing", "absent"),
        ("/about.md", "missing", "source-name"),
        ("2021-12-28-there.md", "missing", "source-name"),
        ("/2021/12/27/hidden.html", "unpublished", ""),
        ("/2031/01/01/later.html", "unpublished", ""),
        ("../_drafts/idea.md", "unpublished", ""),
        ("/old/", "ok", "redirected"),
        ("/old", "ok", "redirected"),
        ("/2021/12/", "unsure", ""),
        ("/feed.xml", "unsure", ""),
        ("#a-heading", "ok", ""),
        ("#c--c", "ok", ""),
        ("#a-headding", "missing", "anchor"),
        ("#disqus_thread", "unsure", ""),
        ("#", "ok", ""),
        ("#/route", "ok", ""),
        ("https://other.example/x", "external", ""),
        ("//other.example/x", "external", ""),
        ("mailto:me@example.com", "external", ""),
        ("https://blog.example/nope.html", "missing", "absent"),
        ("https://blog.example/about.html", "ok", ""),
        ("https://blog.example/project/docs.html", "unsure", ""),
        ("//blog.example/about.html", "ok", ""),
        ("{{ site.url }}/about.html", "ok", ""),
        ("{{ '/nope' | relative_url }}", "missing", "absent"),
        ("{% link about.md %}", "ok", ""),
        ("{% post_url 2021-12-28-there %}#below", "ok", ""),
        ("{% post_url 2021-12-28-nowhere %}", "missing", "stops"),
        ("{% link _posts/2021-12-27-hidden.md %}", "missing", "stops"),
        ("{{ page.next.url }}", "unsure", ""),
        ("{{ broken", "unsure", ""),
        ("/../../etc", "missing", "absent"),
        ("/%ff%00", "missing", "absent"),
        ("a\nb", "missing", "absent"),
    ],
)
def test_where_links_lead(target: str, state: str, cause: str) -> None:
    site = model({"url": "https://blog.example"})
    verdict = site.resolve(page(site), target)
    assert (verdict.state, verdict.cause) == (state, cause), verdict


def test_the_base_url() -> None:
    site = model({"baseurl": "/blog"})
    here = page(site)
    assert site.resolve(here, "/blog/about.html").state == "ok"
    assert site.resolve(here, "/about.html").cause == "base"
    assert site.resolve(here, "/elsewhere/").state == "unsure"
    assert site.resolve(here, "../28/there.html").state == "ok"
    assert site.resolve(here, "{{ site.baseurl }}/about.html").state == "ok"
    assert site.resolve(here, "{{ '/about.html' | relative_url }}").state == "ok"


@pytest.mark.parametrize(
    ("config", "target"),
    [
        ({"plugins": ["jekyll-tag-pages"]}, "/tags/x/"),
        ({"theme": "minima"}, "/assets/main.css"),
        ({"paginate": 5}, "/page2/"),
        (
            {"plugins": ["jekyll-relative-links"], "relative_links": {"collections": True}},
            "2021-12-28-there.md",
        ),
    ],
)
def test_what_plugins_and_themes_may_make_is_not_sure(config: Mapping[str, Any], target: str) -> None:
    site = model(config)
    assert site.resolve(page(site), target).state == "unsure"


def test_without_a_zone_the_day_in_an_address_is_not_sure() -> None:
    site = model({"timezone": None})
    assert site.resolve(page(site), "/2021/12/27/there.html").state == "unsure"


def test_files_that_cannot_be_read_are_known_by_their_paths() -> None:
    site = model({})
    assumed = Site(site.context, [page(site)], list(FILES))
    assert assumed.resolve(page(assumed), "/2021/12/28/there.html").state == "ok"
    assert assumed.resolve(page(assumed), "/us/about/").state == "unsure"
    assert assumed.resolve(page(assumed), "/images/x.png").state == "missing"


def test_a_site_without_a_listing_is_not_sure() -> None:
    site = model({})
    assert Site(site.context, site.posts).resolve(site.posts[0], "/nope.png").state == "unsure"


def test_the_tags_of_jekyll_3_leave_out_the_base_url() -> None:
    context = load_context("jekyll", {}, now=NOW, version=(3, 10), overrides={"baseurl": "/blog"})
    site = Site(context, [], list(FILES), lambda path: FILES[path].encode())
    here = Facts("x.md", "page", "/x.html")
    assert site.resolve(here, "{% link about.md %}").cause == "base"


def test_pictures_that_are_nowhere() -> None:
    files = {
        "content/post/a/index.md": "---\ntitle: A\n---\n![x](img/a.png)\n",
        "content/post/a/img/a.png": "png",
        "static/img/b.png": "png",
    }
    site = model({}, files, "hugo")
    here = page(site, "content/post/a/index.md")
    assert site.resolve(here, "img/a.png").state == "ok"
    assert site.resolve(here, "/img/b.png").state == "ok"
    assert site.resolve(here, "img/c.png").state == "missing"
    assert site.resolve(here, "/themed/c.png").state == "unsure"


def test_a_page_without_an_address_is_looked_at_beside_its_source() -> None:
    files = {"a/post.md": "# A\n", "a/img/x.png": "png", "b/other.md": "# B\n"}
    site = model({}, files, "folder")
    here = page(site, "a/post.md")
    assert site.resolve(here, "img/x.png").state == "ok"
    assert site.resolve(here, "../b/other.md").state == "ok"
    assert site.resolve(here, "img/y.png").state == "missing"
    assert site.resolve(here, "../b/nope.md").state == "missing"


@pytest.mark.parametrize("generator", ["hugo", "hexo", "eleventy", "zola", "astro", "folder"])
@pytest.mark.parametrize(
    "target",
    ["x.md", "/a/", "#x", "{{ x }}", "@/x.md", "../..", "?", "https://[", "//", "a:b", "{% post_url"],
)
def test_no_target_raises(generator: Generator, target: str) -> None:
    site = model(
        {}, {"content/a.md": "---\ntitle: A\n---\nx", "source/_posts/b.md": "---\ntitle: B\n---\n"}, generator
    )
    for one in site.posts:
        assert site.resolve(one, target).state in ("ok", "missing", "unsure", "external", "unpublished")


def test_facts_survive_json() -> None:
    site = model({})
    for one in site.posts:
        import json

        assert whole(restored(one.path, plain(one))) == one
        assert whole(restored(one.path, json.loads(json.dumps(plain(one))))) == one

"""Random sites built by the real Jekyll, and the differences that such sites have shown."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import liquid_target, load_context, publish_in
from postlint.site.jekyll_layouts import missing_layouts
from postlint.site.model import Site
from postlint.site.verdict import Verdict
from postlint.text import Source
from tools.jekyll_differential.__main__ import build, lacks_plugin, recorder, write
from tools.jekyll_differential.compare import differences
from tools.jekyll_differential.sites import random_site

NOW = datetime(2026, 11, 23, 14, 54, 33, tzinfo=UTC)


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")
def test_random_sites_are_what_jekyll_makes_of_them(tmp_path: Path) -> None:
    with recorder() as jekyll:
        for seed in range(1, 31):
            site = random_site(seed)
            folder = tmp_path / str(seed)
            write(site, folder)
            record = build(jekyll, folder, site)
            assert lacks_plugin(record) or list(differences(site, record)) == [], seed


def _site(files: Mapping[str, str], **config: Any) -> Site:
    data = {path: text.encode() for path, text in files.items()}
    readers = {path: (lambda one=one: one) for path, one in data.items()}
    context = load_context("jekyll", readers, now=NOW, yaml="psych", overrides=config)
    posts = [Post(Source.decode(path, one), context) for path, one in data.items() if path != "_config.yml"]
    return Site(context, map(facts, posts), data, data.get)


def _url(site: Site, path: str) -> str | None:
    return site.by_path[path].url


BARE = "---\n---\nx\n"


def test_source_names_the_folder_of_the_site() -> None:
    files = {"src/_posts/2020-01-02-a.md": BARE, "src/b.md": BARE, "c.md": BARE}
    context = load_context("jekyll", {}, now=NOW, overrides={"source": "./src"})
    posts = [Post(Source.decode(path, text.encode()), context) for path, text in files.items()]
    site = Site(context, map(facts, posts), files, lambda path: files[path].encode())
    assert [publish_in(post, site).url for post in posts] == ["/2020/01/02/a.html", "/b.html", None]


def test_later_configurations_are_laid_over_the_first() -> None:
    files = {
        "_config.yml": b"baseurl: /a\npermalink: pretty\ncollections: {docs: {output: true}}\n",
        "_dev.yml": b"baseurl: ''\ncollections: {notes: {output: true}}\npermalink:\n",
    }
    readers = {path: (lambda data=data: data) for path, data in files.items()}
    context = load_context("jekyll", readers, now=NOW, configurations=("_config.yml", "_dev.yml"))
    assert context.config["baseurl"] == ""
    assert context.config["permalink"] == "pretty"
    assert set(context.config["collections"]) == {"docs", "notes"}


def test_limit_posts_keeps_the_last() -> None:
    files = {f"_posts/2020-01-0{n}-x.md": BARE for n in (1, 2, 3)}
    site = _site(files, limit_posts=2)
    assert [_url(site, path) for path in files] == [None, "/2020/01/02/x.html", "/2020/01/03/x.html"]
    assert site.posts[0].why == "`limit_posts` keeps only the last 2 posts"


def test_limit_posts_counts_drafts_that_are_shown() -> None:
    files = {"_posts/2020-01-01-x.md": BARE, "_drafts/2020-01-02-y.md": BARE, "about.md": BARE}
    site = _site(files, limit_posts=1, show_drafts=True)
    assert [_url(site, path) for path in files] == [None, "/2020/01/02/y.html", "/about.html"]


@pytest.mark.parametrize(
    ("config", "files", "missing"),
    [
        ({}, {"_layouts/p.html": ""}, ["q"]),
        ({}, {"_layouts/p.html": "", "_layouts/q.liquid": ""}, []),
        ({}, {"other/q.html": ""}, []),
        ({"layouts_dir": "/other/"}, {"other/q.html": ""}, []),
        ({"layouts_dir": "other"}, {"other/p.html": ""}, ["q"]),
        ({"theme": "minima"}, {"_layouts/p.html": ""}, []),
        ({"remote_theme": "x/y"}, {"_layouts/p.html": ""}, []),
    ],
)
def test_layouts_that_are_not_there(
    config: dict[str, Any], files: dict[str, str], missing: list[str]
) -> None:
    posts = {
        "_posts/2020-01-01-x.md": "---\nlayout: q\n---\n",
        "_posts/2020-01-02-y.md": BARE,
        "_posts/2020-01-03-z.md": "---\nlayout: q\npublished: false\n---\n",
    }
    found = list(missing_layouts(_site({**posts, **files}, **config)))
    assert [one.layout.name for one in found] == missing
    assert [one.page.path for one in found] == ["_posts/2020-01-01-x.md"] * len(missing)


@pytest.mark.parametrize(
    ("tag", "result"),
    [
        ("{% link page.md %}", "/page.html"),
        ("{% link /page.md %}", None),
        ("{% link /a.png %}", "/a.png"),
        ("{% link a.png %}", "/a.png"),
        ("{% post_url 2020-01-02-tar %}", "/2020/01/02/tar.gz.html"),
        ("{% post_url 2020-01-02-tar.gz %}", "/2020/01/02/tar.gz.html"),
        ("{% post_url sub/2020-01-03-x %}", "/sub/2020/01/03/x.html"),
        ("{% post_url 2020-01-04-y %}", None),
        ("{% post_url 2021-05-06-y %}", "/2021/05/06/y.html"),
        ("{% post_url c++/2020-01-05-z %}", None),
        ("{{ '/e\u0301 x' | relative_url }}", "/%C3%A9%20x"),
        ("{{ '/%7Eu/./b' | relative_url }}", "/~u/b"),
        ("{{ '/a[b]|c' | relative_url }}", "/a%5Bb%5D%7Cc"),
        ("{{ '?a=1;b&c' | absolute_url }}", "https://xn--exmple-cua.com/?a=1%3Bb&c"),
    ],
)
def test_tags_and_filters(tag: str, result: str | None) -> None:
    files = {
        "page.md": BARE,
        "a.png": "x",
        "_posts/2020-01-02-tar.gz.md": BARE,
        "sub/_posts/2020-01-03-x.md": BARE,
        "sub/_posts/2020-01-04-y.md": "---\ndate: 2021-05-06\npermalink: /2021/05/06/y.html\n---\n",
        "c++/_posts/2020-01-05-z.md": "---\ndate: 2019-01-01\n---\n",
    }
    found = liquid_target(tag, _site(files, url="https://Exämple.com"))
    assert found == result if result is not None else isinstance(found, Verdict)


def test_tags_name_documents_from_their_collections_folder_on() -> None:
    site = _site({"col/_posts/2020-01-02-a.md": BARE, "col/b.md": BARE}, collections_dir="col")
    assert liquid_target("{% link _posts/2020-01-02-a.md %}", site) == "/2020/01/02/a.html"
    assert isinstance(liquid_target("{% link col/_posts/2020-01-02-a.md %}", site), Verdict)
    assert liquid_target("{% link col/b.md %}", site) == "/col/b.html"
    assert liquid_target("{% post_url 2020-01-02-a %}", site) == "/2020/01/02/a.html"


def test_defaults_by_glob_see_the_whole_path() -> None:
    values = {"scope": {"path": "*/_posts/*"}, "values": {"permalink": "/g/:title/"}}
    site = _site({"col/_posts/2020-01-02-a.md": BARE}, collections_dir="col", defaults=[values])
    assert _url(site, "col/_posts/2020-01-02-a.md") == "/g/a/"


def test_what_defaults_do_not_publish_is_not_copied() -> None:
    values = {"scope": {"path": "raw"}, "values": {"published": False}}
    site = _site({"raw/a.png": "x", "b.png": "x"}, defaults=[values])
    assert set(site.by_file) == {"b.png"}


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("_posts/2020-01-02-x.yml", None),
        ("_drafts/x.md", "/drafts/x.html"),
        ("_a.b/sub/index", "/r/_a/"),
    ],
)
def test_odd_sources(path: str, url: str | None) -> None:
    collections = {"drafts": {"output": True}, "a.b": {"output": True, "permalink": "/r/:title/"}}
    assert _url(_site({path: BARE}, collections=collections), path) == url


def test_only_markdown_is_rendered() -> None:
    texts = {"a.textile": "---\n---\n# No heading\n", "b.md": "---\n---\n# ΟΔΟΣ\n\n[^1]\n\n[^1]: n\n"}
    site = _site(texts, kramdown={"auto_id_prefix": "p-", "footnote_prefix": "f"})
    assert site.by_path["a.textile"].anchors == ()
    assert set(site.by_path["b.md"].anchors) == {"p-οδοσ", "fn:f1", "fnref:f1"}
    assert _site(texts, markdown_ext="textile").by_path["b.md"].anchors == ()


def test_anchors_that_only_a_layout_could_make() -> None:
    page = "---\nlayout: p\n---\n# One\n\n[a](#elsewhere) [b](#side-bar) [c](#toc-7)\n"
    layout = '<div id="side-bar"></div><ul id="toc-{{ page.n }}"></ul>{{ content }}'
    site = _site({"a.md": page, "_layouts/p.html": layout})
    states = [
        site.resolve(site.by_path["a.md"], target).state for target in ("#elsewhere", "#side-bar", "#toc-7")
    ]
    assert states == ["missing", "unsure", "unsure"]
    assert _site({"a.md": page}).resolve(site.by_path["a.md"], "#elsewhere").state == "unsure"


def test_headings_that_a_template_writes_are_not_known() -> None:
    site = _site({"a.md": "---\n---\n# {{ page.x }} day\n\n# Sunday\n", "_layouts/p.html": "{{ content }}"})
    assert site.by_path["a.md"].anchors == ("sunday",)
    assert site.resolve(site.by_path["a.md"], "#sundai").state == "unsure"

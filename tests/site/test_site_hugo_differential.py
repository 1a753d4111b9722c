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

SEEDS = (300, 301, 302, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320)
"""Seeds of sites without what is not modelled: two files at one address, say."""

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
    posts = [Post(Source.decode(p, one), context) for p, one in data.items() if p.endswith(".md")]
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

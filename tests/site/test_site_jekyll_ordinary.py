"""The short way to what Jekyll makes of an ordinary post: it says what the long way says, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from postlint.post import Post
from postlint.site.generator import load_context, publish
from postlint.site.jekyll import settings
from postlint.site.jekyll_document import document
from postlint.site.jekyll_ordinary import publication
from postlint.site.jekyll_paths import Place
from postlint.text import Source

NOW = datetime(2026, 11, 23, 14, 54, 33, tzinfo=UTC)
PATH = "_posts/2021-12-29-some-title.md"
FRONT = "title: A Title\ndate: 2021-12-29 10:20:30 +0800\n"


def both(front: str, path: str = PATH, **config: Any) -> tuple[object, object]:
    """What the short way says of a post, and what the long one."""
    context = load_context("jekyll", {}, now=NOW, yaml="safe_yaml", overrides=config)
    post = Post(Source.decode(path, f"---\n{front}---\nx\n".encode()), context)
    long = document(post, Place("post", "posts"))
    assert publish(post) == long
    return publication(post, settings(context)), long


@pytest.mark.parametrize(
    ("front", "path", "config"),
    [
        (FRONT, PATH, {}),
        (FRONT + "categories: News\ntags: X\n", PATH, {}),
        (FRONT + "categories: C&Dé\n", PATH, {}),
        (FRONT, "_posts/a/2021-12-29-é & b.md", {}),
        (FRONT, "_posts/2021-12-29-title..MARKDOWN", {}),
        (FRONT, "_posts/2021-12-29-A_Big-Title.md", {}),
        (FRONT, PATH, {"permalink": "pretty"}),
        (FRONT + "categories: x\n", PATH, {"permalink": "none"}),
        (FRONT + "categories: x\n", PATH, {"permalink": "/{b}/:categories/:year_:month/:day/:title"}),
        (FRONT, PATH, {"collections": {"posts": {"permalink": "/p/:title/"}}}),
        (FRONT, PATH, {"defaults": []}),
        ("title: T\ndate: 2026-11-23 14:54:32 +0000\n", PATH, {}),
        ("title: T\ndate: 1000-01-02 00:00:00 +0000\n", PATH, {}),
    ],
)
def test_what_is_ordinary(front: str, path: str, config: dict[str, Any]) -> None:
    short, long = both(front, path, **config)
    assert short == long


@pytest.mark.parametrize(
    ("front", "path", "config"),
    [
        ("date: 2021-12-29 10:20:30 +0800\n", PATH, {}),
        ("title: T\n", PATH, {}),
        ("title: T\ndate: 2021-12-29\n", PATH, {}),
        ("title: T\ndate: 2021-12-29 10:20:30\n", PATH, {}),
        ("title: T\ndate: 2026-11-23 14:54:33 +0000\n", PATH, {}),
        ("title: T\ndate: 2026-11-23 14:54:34 +0000\n", PATH, {}),
        ("title: T\ndate: 0999-01-02 00:00:00 +0000\n", PATH, {}),
        (FRONT, PATH, {"permalink": "/:short_year/:title"}),
        (FRONT, PATH, {"defaults": [{"scope": {"path": ""}, "values": {"permalink": "/d/:title"}}]}),
        (FRONT, "a/_posts/2021-12-29-x.md", {}),
        (FRONT, "_posts/2021-12-29-x.html", {}),
        (FRONT + "categories: x y\n", PATH, {}),
        *(
            (f"{FRONT}{key}: x\n", PATH, {})
            for key in ("permalink", "slug", "category", "tag", "redirect_from", "published", "draft")
        ),
    ],
)
def test_what_is_left_to_the_long_way(front: str, path: str, config: dict[str, Any]) -> None:
    short, _ = both(front, path, **config)
    assert short is None

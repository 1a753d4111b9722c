"""``python -m benchmarks.front_matter_stage``: what the front matter of one clean post costs.

The stage is all that is known of front matter before a rule asks: fences, tree, data, the date, and the
proof that the schema holds. Process time; the least of many rounds is what the machine can do when nobody
disturbs it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time

from postlint.context import Context
from postlint.front_matter.dates import post_date
from postlint.post import Post
from postlint.schema import post_violations
from postlint.text import Source

TEXT = """---
layout: post
title: "国务院新闻办公室发表《中国的出口管制》白皮书"
date: 2021-12-29 22:29:56 +0800
categories: news
tags: 东方财富网
---

<p>　　国务院新闻办公室29日发表白皮书。</p>
"""
LIMIT = 70.0
"""Microseconds for a post of this kind."""
_SLOW = ("jsonschema", "jsonschema_rs", "referencing", "rpds")


def stage(source: Source, context: Context) -> None:
    """Read one post's front matter and prove it clean."""
    post = Post(source, context)
    assert not post.once(post_violations)
    assert post.once(post_date).error is None


def least(run: Callable[[], None], rounds: int = 25, times: int = 400) -> float:
    """The microseconds of one run, in the best of `rounds` rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = process_time()
        for _ in range(times):
            run()
        best = min(best, (process_time() - start) / times)
    return best * 1e6


def main() -> None:
    """Print the figure; exit with 1 where it is over the limit, or a slow engine was imported."""
    source = Source.decode("_posts/2021-12-29-example.md", TEXT.encode())
    context = Context("jekyll", now=datetime(2026, 1, 1, tzinfo=UTC))
    stage(source, context)
    cost = least(lambda: stage(source, context))
    imported = [name for name in _SLOW if name in sys.modules]
    print(f"front matter: {cost:.1f} µs a post, at most {LIMIT:.0f}; engines imported: {imported or 'none'}")
    sys.exit(cost > LIMIT or bool(imported))


if __name__ == "__main__":
    main()

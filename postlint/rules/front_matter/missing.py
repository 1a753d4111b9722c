"""A post has no front matter.

## What it does
Finds posts that begin with their text at once. Only where the generator wants front matter: posts
and drafts of Jekyll, and the pages of Zola.

## Why is this bad?
Jekyll 4.3 publishes such a post without layout, with a title made of the file's name. Zola stops
the build.

## Example
```post
Text.
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_HELP = "begin the file with `---`, the keys, and `---` again"


@rule(Severity.WARNING, needs="no front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the start of a post without front matter, unless a fence is nearly there."""
    if post.front_matter is not None or post.fence_faults:
        return
    start = Span(0, 0)
    if post.context.generator == "zola":
        yield Finding(
            start, "the page has no front matter; Zola stops the build", _HELP, severity=Severity.ERROR
        )
    elif post.context.generator == "jekyll" and _is_post(post.site_path):
        yield Finding(start, "the post has no front matter; Jekyll publishes it without a layout", _HELP)


def _is_post(path: str) -> bool:
    return f"/{path}".find("/_posts/") >= 0 or f"/{path}".find("/_drafts/") >= 0

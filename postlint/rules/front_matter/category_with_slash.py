"""A category's name has a slash in it.

## What it does
Finds categories of Jekyll posts that hold a `/`.

## Why is this bad?
Jekyll 4.3 puts categories into the URL as they stand: the category `c/d` makes the folders `c` and
`d`, and the post shares its place with those of the categories `c` and `d`.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
categories: [stocks/bonds]
---
Text.
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
categories: [stocks, bonds]
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the categories with a slash, unless the post's own permalink leaves them out of the URL."""
    block = post.front_matter
    if block is None or post.context.generator != "jekyll" or block.entry("permalink"):
        return
    for text in block.texts:
        if text.key.text in ("category", "categories") and "/" in text.value.text:
            folders = len([part for part in text.value.text.split("/") if part])
            message = f"the `/` in this category makes {folders} folders of it in the post's URL"
            yield Finding(text.value.span, message, "write two categories, or a name without `/`")

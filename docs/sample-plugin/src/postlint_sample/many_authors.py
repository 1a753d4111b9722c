"""A post has both `author` and `authors`.

## What it does
Reports front matter with both `author` and `authors`.

## Why is this bad?
Themes show the one or the other: somebody is left out.

## Example
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
author: Ann
authors: [Ann, Bob]
---
Text.
```
## Use instead
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
authors: [Ann, Bob]
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Related, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, name="sample/many-authors", needs="front matter")
def check(post: Post) -> Iterator[Finding]:
    """The second of the two keys."""
    matter = post.front_matter
    one, many = (matter.entry(name) if matter else None for name in ("author", "authors"))
    if one is not None and many is not None:
        first, second = sorted((one.key.span, many.key.span))
        yield Finding(
            second,
            "the post has both `author` and `authors`",
            "keep `authors`",
            related=(Related(first, "the other key"),),
        )

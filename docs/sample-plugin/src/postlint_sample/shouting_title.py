"""A title is written in capitals.

## What it does
Reports titles of three or more words that are all in capitals. Words in `allow` may be.

## Why is this bad?
It reads as if the author shouted, and screen readers may spell it out.

## Example
```post
---
layout: post
title: STOCKS FALL AGAIN
date: 2021-12-29 22:29:56 +0800
---
Text.
```
## Use instead
```post
---
layout: post
title: Stocks fall again
date: 2021-12-29 22:29:56 +0800
---
Text.
```
## Fix safety
Unsafe: names lose their capitals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule


@dataclass(frozen=True)
class Options:
    """`allow`: words that may be in capitals."""

    allow: tuple[str, ...] = ("NYSE", "NASDAQ")


@rule(Severity.WARNING, name="sample/shouting-title", options=Options, needs="front matter")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """The title, where all of it is in capitals."""
    title = post.front_matter.scalar("title") if post.front_matter else None
    if title is None:
        return
    words = [word for word in title.text.split() if word not in options.allow]
    if len(words) < 3 or not all(word.isupper() for word in words):
        return
    fix = None
    if post.source.slice(title.span) == title.text:
        calm = title.text.capitalize()
        fix = Fix(f"write `{calm}`", (Edit(title.span, calm),), Safety.UNSAFE)
    yield Finding(title.span, "the title is all in capitals", "write it as a sentence", fix)

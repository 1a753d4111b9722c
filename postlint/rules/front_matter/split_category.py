"""A category's name has blanks in it, and Jekyll makes several categories of it.

## What it does
Finds a `categories` text that Jekyll splits where the name seems to be one: with two blanks
together, or in words that begin with capitals.

## Why is this bad?
`categories: Market News` gives the categories `Market` and `News`, and the URL `/market/news/...`;
a page that looks for the category `Market News` finds no post.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
categories: Market News
---
Text.
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
categories: [Market News]
---
Text.
```

## Fix safety
Unsafe: the post's URL and category change.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.INFO, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the text of `categories` that is split at its blanks; a warning for two blanks together."""
    block = post.front_matter
    if block is None or post.context.generator != "jekyll":
        return
    value = block.scalar("categories")
    if value is None or not isinstance(value.value, str) or "," in value.text:
        return
    words = value.text.split()
    doubled = "  " in value.text.strip()
    if len(words) < 2 or not (doubled or all(word[0].isupper() for word in words)):
        return
    shown = ", ".join(f"`{word}`" for word in words[:4]) + (", …" if len(words) > 4 else "")
    name = value.text.strip()
    fix = Fix("make it one category", (Edit(value.span, f'["{name}"]'),), Safety.UNSAFE)
    severity = Severity.WARNING if doubled else None
    message = f"Jekyll splits this at its spaces into {len(words)} categories: {shown}"
    yield Finding(value.span, message, f'write `["{name}"]` for one category', fix, severity=severity)

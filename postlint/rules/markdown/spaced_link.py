"""A blank between `[text]` and `(target)` keeps it from being a link.

## What it does
Reports `[text] (https://…)`, and the same with full-width parentheses, outside code.

## Why is this bad?
In every Markdown a link has no blank there: the reader sees the brackets and the address, and can click
neither.

## Example
```post
---
layout: post
title: "A"
---
See [the guide] (https://example.org/guide).
```

## Use instead
```post
---
layout: post
title: "A"
---
See [the guide](https://example.org/guide).
```

## Fix safety
Unsafe: the blank is removed, or the full-width parentheses replaced. The text becomes the link it looks
like, and the address is no longer shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import finditer

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_LINK = (
    r"(?<![\\\]!])\[([^\[\]\n^][^\[\]\n]*)\]"
    r"(?:[ \t]+\(((?:https?:/|/|#|mailto:|www\.)[^()\s]*)\)|[ \t]*（((?:https?:/|/)[^（）\s]*)）)"
)


@rule(Severity.WARNING, needs="odd brackets")
def check(post: Post) -> Iterator[Finding]:
    """Brackets and an address that do not touch."""
    text = post.source.text
    if post.body.markup == "html" or not ("] " in text or "]（" in text or "]\t" in text):
        return
    for match in finditer(_LINK, text[post.body.span.start :]):
        group = 2 if match[2] is not None else 3
        whole, start, end = (
            Span(*match.span()).shift(post.body.span.start),
            match.end(1) + 1 + post.body.span.start,
            match.end() + post.body.span.start,
        )
        if match[1].strip().isdecimal() or match[1] in (" ", "x", "X") or _hidden(post, whole):
            continue
        edit = Edit(Span(start, end), f"({match[group]})")
        fix = Fix("join the two", (edit,), Safety.UNSAFE)
        gap = Span(
            start, start + (text[start:end].find("(") if group == 2 else text[start:end].find("（") + 1)
        )
        what = "a space stands" if group == 2 else "full-width brackets stand"
        message = f"{what} between the text and its address: the reader sees brackets, and no link"
        yield Finding(gap, message, fix=fix)


def _hidden(post: Post, span: Span) -> bool:
    body = post.body
    linked = any(link.place.touches(span) for link in body.links)
    return linked or any(area.touches(span) for area in (*body.code, *body.comments))

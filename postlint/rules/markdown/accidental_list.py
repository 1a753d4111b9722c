"""A minus sign or a number at the start of a line becomes a list.

## What it does
Reports a list of a single item that is a number, as in `- 0.12% today`, and a numbered list of a single
item whose number is a year, as in `2021. It began …`.

## Why is this bad?
The sign or the number is taken for the list's mark and vanishes from the page: a loss reads as a gain,
and kramdown counts from 1 whatever number stands there.

## Example
```post
---
layout: post
title: "A"
---
- 0.12% at the close.
```

## Use instead
```post
---
layout: post
title: "A"
---
\\- 0.12% at the close.
```

## Fix safety
Safe: the mark is escaped and shows as it is written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from re import match

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.post import Post
from postlint.registry import Effects, rule
from postlint.text import Span

_LOSS = r"[ ]{0,3}(?:>[ ]?)*([-+])(?:[ ]{1,4}|\t)\d[\d.,]*[%‰]?(?![\w.)、])"
_YEAR = r"[ ]{0,3}(?:>[ ]?)*((?:1[89]|20)\d\d\.)[ \t]"


@rule(Severity.WARNING, needs="list items", effects=Effects("0123456789.)-+*", "ol ul li p"))
def check(post: Post) -> Iterator[Finding]:
    """Lists of one item that begin with a number."""
    items = post.body.starts("li")
    if not items or post.body.markup == "html":
        return
    starts = [item.span.start for item in items]
    for name in ("ul", "ol"):
        for tag in post.body.starts(name):
            at = bisect_left(starts, tag.span.end)
            inside = items[at : at + 2]
            start = post.body.locate(tag.span).start
            alone = (
                len(inside) < 2 or f"</{name}>" in post.body.html[inside[0].span.end : inside[1].span.start]
            )
            line = post.source.text[post.source.text.rfind("\n", 0, start) + 1 : start + 40]
            found = match(_LOSS if name == "ul" else _YEAR, line)
            if alone and found:
                begin = post.source.text.rfind("\n", 0, start) + 1
                mark = Span(*found.span(1)).shift(begin)
                fix = Fix("escape the mark", (Edit(Span(mark.end - 1, mark.end - 1), "\\"),))
                message = f"this `{found[1]}` begins a list: it vanishes from the page"
                yield Finding(mark, message, fix=fix)

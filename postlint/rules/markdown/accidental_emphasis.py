"""Two asterisks that are marks of their own become emphasis.

## What it does
Reports `*` before two names or numbers of the same kind, such as the warning marks of stocks in `*ST A,
*ST B`, or the signs of a product in `2*3*4`.

## Why is this bad?
Markdown takes the text between them for emphasis: it is set in italics, and both asterisks vanish. Names
of stocks then lose their warning.

## Example
```post
---
layout: post
title: "A"
---
*ST天润、*ST中捷涨停。
```

## Use instead
```post
---
layout: post
title: "A"
---
\\*ST天润、\\*ST中捷涨停。
```

## Fix safety
Safe: the asterisks are escaped and show as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.post import Post
from postlint.registry import Effects, rule
from postlint.text import Span


@rule(Severity.WARNING, needs="notes", effects=Effects("*_", "em strong"))
def check(post: Post) -> Iterator[Finding]:
    """Emphasis whose closing mark looks like another opening one."""
    for note in post.body.notes:
        if note.kind == "doubled-mark":
            start = note.span.start
            end = start + len(note.text.rstrip("*"))
            edits = (Edit(Span(start, start), "\\"), Edit(Span(end, end), "\\"))
            fix = Fix("escape the asterisks", edits) if post.source.text[end : end + 1] == "*" else None
            message = "this `*` and the next one become emphasis: both vanish from the page"
            yield Finding(note.span, message, fix=fix)

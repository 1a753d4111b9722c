"""A backslash in double quotes makes a control character.

## What it does
Finds `\\n`, `\\t`, `\\r` and the like in titles, tags, categories and authors that are written in
double quotes, when letters follow as they do in a path.

## Why is this bad?
`"C:\\new"` is `C:`, a line break, and `ew`: the title goes on in a second line.

## Example
```post
---
layout: post
title: "Where C:\\new went"
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: 'Where C:\\new went'
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Unsafe: the escape may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.front_matter.meant import Text
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_NAMES = {
    "n": "a line break",
    "r": "a carriage return",
    "t": "a tab",
    "v": "a vertical tab",
    "f": "a form feed",
    "b": "a backspace",
    "a": "a bell",
    "e": "an escape character",
    "0": "a NUL character",
}


@cache
def _escapes() -> re.Pattern[str]:
    return re.compile(r"\\(?:([nrtvfbae0])(?=\w)|.)", re.DOTALL)


@rule(Severity.WARNING, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the first such escape of each text."""
    block = post.front_matter
    if block is None or block.format != "yaml":
        return
    source = post.source.text
    if "\\" not in source[block.content.start : block.content.end]:
        return
    for text in block.texts:
        if text.value.style == "double" and text.key.text not in ("description", "excerpt", "summary"):
            yield from _findings(source, text)


def _findings(source: str, text: Text) -> Iterator[Finding]:
    found = [m for m in _escapes().finditer(source, *text.value.span) if m[1]]
    if not found:
        return
    edits = tuple(Edit(Span(m.start(), m.start() + 1), "\\\\") for m in found)
    span = Span(found[0].start(), found[0].end())
    message = f"`{found[0][0]}` is {_NAMES[found[0][1]]} in double quotes"
    fix = Fix("double the backslashes", edits, Safety.UNSAFE)
    yield Finding(span, message, "use single quotes, or write `\\\\` for a backslash", fix)

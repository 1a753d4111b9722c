"""`<www.example.com>` is no link.

## What it does
Reports a host name in angle brackets without its scheme.

## Why is this bad?
Markdown makes a link only of an address with a scheme. kramdown 2.4 reads `<www.example.com>` as an HTML
element of that name and renders no Markdown in the rest of the paragraph; the reader does not even see
it. Others print it.

## Example
```post
---
layout: post
title: "A"
---
See <www.example.com> for more.
```

## Use instead
```post
---
layout: post
title: "A"
---
See <https://www.example.com> for more.
```

## Fix safety
Unsafe: `https://` is put before the name; whether the host answers there is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import finditer

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span


@rule(Severity.WARNING, needs="odd brackets")
def check(post: Post) -> Iterator[Finding]:
    """Host names in angle brackets."""
    text = post.source.text
    if "<www." not in text or post.body.markup == "html":
        return
    for match in finditer(r"<(www\.[\w.-]+(?:/[^\s<>]*)?)>", text[post.body.span.start :]):
        span = Span(*match.span(1)).shift(post.body.span.start)
        if any(area.touches(span) for area in (*post.body.code, *post.body.comments)):
            continue
        fix = Fix("add `https://`", (Edit(Span(span.start, span.start), "https://"),), Safety.UNSAFE)
        yield Finding(span, f"`<{match[1]}>` is no link: the scheme is missing", fix=fix)

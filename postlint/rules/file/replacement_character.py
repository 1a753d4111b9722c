r"""The text holds U+FFFD, where a character was lost.

## What it does
Finds the replacement character (`�`) in a file that is UTF-8.

## Why is this bad?
A program that read the text in the wrong encoding put it there for something it could not read,
and saved it: the reader sees a question mark in a diamond, and what was there is lost. It must be
written again from the source.

## Example
```post
---
layout: post
title: Caf� and bar
date: 2021-12-29 10:14:10 +0800
---
Open all day.
```

## Use instead
```post
---
layout: post
title: Café and bar
date: 2021-12-29 10:14:10 +0800
---
Open all day.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.spans import touched
from postlint.text import Span


@rule(Severity.WARNING, needs="odd characters")
def check(post: Post) -> Iterator[Finding]:
    """Yield one finding for each run of replacement characters outside code."""
    text = post.source.text
    if "\ufffd" not in text or post.source.undecodable is not None:
        return
    for match in re.finditer("\ufffd+", text):
        span = Span(*match.span())
        if not touched(post.body.code, span):
            yield Finding(
                span,
                f"{_count(span)} lost: U+FFFD stands where a program could not read the text",
                "write again what stood here",
            )


def _count(span: Span) -> str:
    length = span.end - span.start
    return "a character was" if length == 1 else f"{length} characters were"

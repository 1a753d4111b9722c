"""The date names a day or an hour that does not exist.

## What it does
Finds dates that the generator does not refuse but rolls over: the 30th of February, the 31st of April,
25 o'clock, second 60. Where the front matter has no date, the file's name is looked at.

## Why is this bad?
Jekyll 4.3 publishes a post of `2021-02-30` on the 2nd of March, without a word. js-yaml, and so
Eleventy and Hexo, do the same.

## Example
```post
---
layout: post
title: The last of February
date: 2021-02-30 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: The last of February
date: 2021-02-28 10:14:10 +0800
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.dates import date_value, post_date
from postlint.front_matter.dates.reading import DateReading
from postlint.front_matter.dates.wording import clock_text, day_text, generator_name
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span


@rule(Severity.ERROR, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a date that rolls over."""
    value = post.once(date_value)
    if value is not None:
        if value.reading.rolled and value.reading.instant is not None:
            yield _finding(post, value.scalar.span, value.scalar.text, value.reading)
        return
    reading = post.once(post_date)
    if reading.origin == "file-name" and reading.rolled and reading.instant is not None:
        yield _finding(post, Span(0, 0), post.name, reading)


def _finding(post: Post, span: Span, text: str, reading: DateReading) -> Finding:
    assert reading.instant is not None
    shown = clock_text(reading.instant) if reading.timed else day_text(reading.instant)
    where = f"the file name `{text}` has a date that" if reading.origin == "file-name" else f"`{text}`"
    return Finding(
        span,
        f"{where} does not exist: {generator_name(post.context)} takes {shown} instead",
        "write a date that exists",
    )

"""The file's name and the front matter give different days.

## What it does
Compares the date that a Jekyll post's file name starts with with the day in its front matter, as
written and as published. One day of difference, which zones can make, is only a hint.

## Why is this bad?
Jekyll publishes the post, and makes its URL, by the front matter; `post_url`, the list of files and
whoever looks for the post go by the name. One of the two is a mistake, often in the year.

## Example
```post _posts/2021-12-29-example.md
---
layout: post
title: New year
date: 2020-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post _posts/2021-12-29-example.md
---
layout: post
title: New year
date: 2021-12-29 10:14:10 +0800
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.dates import date_value, is_mistyped, read_name
from postlint.front_matter.dates.wording import day_text, part_span
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding where neither the written nor the published day is that of the file's name."""
    if post.context.generator not in ("jekyll", "folder"):
        return
    value = post.once(date_value)
    if value is None or value.reading.written is None or value.reading.guessed:
        return
    reading, written = value.reading, value.reading.written
    if reading.instant is None or post.name.startswith(written.isoformat()):
        return
    if is_mistyped(reading, post.context):
        return  # `date/future` says so, and what the file name says
    named = read_name(post.path, post.context)
    if named.instant is None or named.rolled:
        return
    days = (written, reading.instant.date())
    if named.instant.date() in days:
        return
    apart = min(abs((named.instant.date() - day).days) for day in days)
    yield Finding(
        part_span(value.scalar, written.isoformat()),
        f"the file name says {day_text(named.instant)}, `date` says {written}: Jekyll goes by `date`",
        "mend the one that is wrong",
        severity=Severity.INFO if apart == 1 else Severity.WARNING,
    )

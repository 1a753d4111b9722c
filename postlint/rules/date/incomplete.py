"""The date has no year, or no day.

## What it does
Finds a Jekyll post's `date` that is only a time (`10:30`, `12:30:45`), a day without a year, or another
number that Ruby takes for a part of a date.

## Why is this bad?
Ruby fills in what is missing from the clock: the post is dated, and gets its URL, by the day of the
build, and moves with every build.

## Example
```post
---
layout: post
title: At half past ten
date: "10:30"
---
Text.
```

## Use instead
```post
---
layout: post
title: At half past ten
date: 2021-12-29 10:30:00 +0800
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.dates import date_value
from postlint.front_matter.dates.wording import day_text
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.ERROR, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a date that the clock completes."""
    value = post.once(date_value)
    if value is None or not value.reading.guessed or value.reading.instant is None:
        return
    today = day_text(value.reading.instant)
    yield Finding(
        value.scalar.span,
        f"`{value.scalar.text}` has no year: Jekyll takes the day of the build, now {today}",
        "write the whole date, as in `2021-12-29 10:14:10 +0800`",
    )

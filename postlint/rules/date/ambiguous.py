"""The day and the month could be each other.

## What it does
Finds dates of numbers alone that do not start with a year of four digits, where both the day and the
month are at most 12: `08/02/2020`, `11-9-2017`, `10-11-12`.

## Why is this bad?
Jekyll takes `08/02/2020` for the 8th of February; an American author means the 2nd of August.
Hexo and Astro (`new Date`) read it the American way.

## Example
```post
---
layout: post
title: Which
date: 08/02/2020
---
Text.
```

## Use instead
```post
---
layout: post
title: Which
date: 2020-02-08
---
Text.
```

## Fix safety
Unsafe: the day that the generator reads is written out; it may not be the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.front_matter.dates import date_value
from postlint.front_matter.dates.reading import compiled
from postlint.front_matter.dates.wording import generator_name, part_span
from postlint.post import Post
from postlint.registry import rule

_SHORT = r"\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)"


@rule(Severity.WARNING, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a date whose day and month could change places."""
    value = post.once(date_value)
    if value is None or value.reading.written is None or not isinstance(value.scalar.value, str):
        return
    day = value.reading.written
    match = compiled(_SHORT).match(value.scalar.text.strip())
    if match is None or day.day > 12 or day.day == day.month:
        return
    span = part_span(value.scalar, match[0])
    yield Finding(
        span,
        f"`{match[0]}` has two readings: {generator_name(post.context)} takes it for {day.day} {day:%B %Y}",
        "start with the year, as in `2020-02-08`",
        Fix(f"write `{day.isoformat()}`", (Edit(span, day.isoformat()),), Safety.UNSAFE),
    )

"""The zone's name means another zone to Ruby.

## What it does
Finds names of zones in a Jekyll post's `date` that Ruby's `Time.parse` knows, but with another offset
than the site's zone of that name has: `CST` is US Central (UTC-6) to Ruby, and China Standard
Time (UTC+8) in Asia/Shanghai. A single letter, which is a military zone, is reported too.

## Why is this bad?
`2021-12-29 23:14:10 CST` is published fourteen hours later than a reader in China expects, on the 30th
of December, with that day in its URL.

## Example
```file _config.yml
timezone: Asia/Shanghai
```
```post
---
layout: post
title: Late at night
date: 2021-12-29 23:14:10 CST
---
Text.
```

## Use instead
```file _config.yml
timezone: Asia/Shanghai
```
```post
---
layout: post
title: Late at night
date: 2021-12-29 23:14:10 +0800
---
Text.
```

## Fix safety
Unsafe: the site's own offset is written, which changes the published time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.front_matter.dates import DateReading, date_value
from postlint.front_matter.dates.wording import clock_text, offset_text, part_span, zone_name
from postlint.post import Post
from postlint.registry import rule

_SAME_EVERYWHERE = ("UTC", "UT", "GMT", "Z")
_CLAIMED_BY_MANY = ("CST",)


@rule(Severity.WARNING, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a zone's name that Ruby takes for another zone."""
    if post.context.generator not in ("jekyll", "folder"):
        return
    value = post.once(date_value)
    if value is None or value.reading.zone != "given" or not value.reading.zone_name:
        return
    from postlint.front_matter.dates.ruby_time import ZONE_NAMES

    reading, name = value.reading, value.reading.zone_name or ""
    hours = ZONE_NAMES.get(name.upper())
    if reading.instant is None or hours is None or not _misleads(name.upper(), hours, reading, post):
        return
    span = part_span(value.scalar, name)
    there = f"{clock_text(reading.instant)} in {zone_name(post.context.timezone)}"
    offset = offset_text(reading.instant)
    configured = bool(post.context.config.get("timezone"))
    yield Finding(
        span,
        f"`{name}` is UTC{hours:+d} to Jekyll: the post is published at {there}",
        f"write the offset, as in `{offset if configured else '+0800'}`",
        Fix(f"write `{offset}`", (Edit(span, offset),), Safety.UNSAFE) if configured else None,
        severity=Severity.ERROR if reading.moved else Severity.WARNING,
    )


def _misleads(name: str, hours: int, reading: DateReading, post: Post) -> bool:
    if name in _SAME_EVERYWHERE or reading.instant is None:
        return False
    if len(name) == 1 or (name in _CLAIMED_BY_MANY and not post.context.config.get("timezone")):
        return True
    return any(local.tzname() == name and _hours(local) != hours for local in _seasons(reading.instant))


def _seasons(instant: datetime) -> Iterator[datetime]:
    """The first of January and of July: a zone's two names."""
    for month in (1, 7):
        yield datetime(instant.year, month, 1, tzinfo=instant.tzinfo)


def _hours(local: datetime) -> float:
    offset = local.utcoffset()
    return offset.total_seconds() / 3600 if offset else 0

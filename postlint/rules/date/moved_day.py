"""The zone moves the post to another day than the one written.

## What it does
Compares the day that is written in a Jekyll post's `date` with the day that Jekyll publishes it
under, which is that of the site's `timezone`.

A date without an offset is an error: Jekyll reads `2021-12-29 23:14:10` as UTC, so that it is
the 30th in Asia/Shanghai. A date with an offset of its own that is another day in the site's zone
is only a hint.

## Why is this bad?
The post's URL, its place in archives and the date on the page name a day that the author
did not write.

## Example
```file _config.yml
timezone: Asia/Shanghai
```
```post
---
layout: post
title: Late at night
date: 2021-12-29 23:14:10
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
Unsafe: the site's offset is appended, which changes the published time, and with it the URL.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.dates import date_value
from postlint.front_matter.dates.wording import append_offset, day_text, meant_offset, offset_text, zone_name
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.ERROR, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a date that is another day in the site's zone."""
    if post.context.generator not in ("jekyll", "folder"):
        return
    value = post.once(date_value)
    if value is None or not value.reading.moved or value.reading.zone_name or value.reading.instant is None:
        return
    instant = value.reading.instant
    there = f"{day_text(instant)} in {zone_name(post.context.timezone)}"
    if value.reading.zone == "utc":
        offset = meant_offset(instant, post.context.timezone)
        yield Finding(
            value.scalar.span,
            f"`{value.scalar.text}` has no zone: Jekyll reads it as UTC and publishes the post on {there}",
            f"end it with the zone that you mean, as in `{value.scalar.text} {offset}`",
            append_offset(value.scalar, offset),
        )
    elif post.context.config.get("timezone"):
        yield Finding(
            value.scalar.span,
            f"`{value.scalar.text}` is {there}, the site's zone: Jekyll publishes the post on that day",
            f"write the time in the site's zone, `{instant:%Y-%m-%d %H:%M:%S} {offset_text(instant)}`",
            severity=Severity.INFO,
        )

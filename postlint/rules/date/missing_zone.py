"""The date has a time of day but no zone.

## What it does
Finds dates of Jekyll posts with a time and without an offset, where the time that Jekyll publishes
depends on it: `2021-12-29 10:14:10` is UTC to Jekyll (YAML 1.1's rule), whatever the site's
`timezone` says; `2021-12-29 10:14`, without seconds, is text to YAML, and local time to Jekyll.

## Why is this bad?
The author means the time on the wall. In a site with `timezone: Asia/Shanghai` the post shows a time
eight hours later, is dropped as a post of the future until then, and near midnight it gets
the URL of another day (`date/moved-day`). Without a `timezone` the time depends on the
machine that builds.

A date alone (`2021-12-29`) needs no zone: Jekyll never moves it. Under a schema that asks for a zone
(`imported-news`), any time without one is an error.

## Example
```file _config.yml
timezone: Asia/Shanghai
```
```post
---
layout: post
title: No zone
date: 2021-12-29 10:14:10
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
title: With its zone
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Unsafe: the site's offset is appended, and the post is then published at another time than before.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.dates import DateValue, date_value
from postlint.front_matter.dates.wording import append_offset, clock_text, meant_offset, zone_name
from postlint.post import Post
from postlint.registry import rule
from postlint.schema import needs_zone


@rule(Severity.WARNING, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a date whose published time the missing zone decides."""
    if post.context.generator not in ("jekyll", "folder"):
        return
    value = post.once(date_value)
    if value is None or value.reading.zone not in ("utc", "local"):
        return
    reading = value.reading
    needed = needs_zone(post, value.entry.key.text)
    if reading.instant is None or reading.moved or reading.rolled or reading.guessed:
        return
    configured = bool(post.context.config.get("timezone"))
    harmless = not reading.timed or (
        configured and (reading.zone == "local" or not reading.instant.utcoffset())
    )
    if harmless and not needed:
        return
    offset = meant_offset(reading.instant, post.context.timezone)
    yield Finding(
        value.scalar.span,
        f"`{value.scalar.text}` has no zone: {_effect(value, post, configured)}",
        f"end it with the zone that you mean, as in `{_timed(value)} {offset}`",
        append_offset(value.scalar, offset) if configured and reading.timed else None,
        severity=Severity.ERROR if needed else None,
    )


def _effect(value: DateValue, post: Post, configured: bool) -> str:
    reading = value.reading
    if not reading.timed:
        return "Jekyll takes midnight, and the schema asks for the time with its zone"
    if reading.zone == "local":
        zone = "site's zone" if configured else "zone of the machine that builds the site"
        return f"Jekyll reads it in the {zone}"
    if not configured or reading.instant is None:
        return "Jekyll reads it as UTC, and shows it in the zone of the machine that builds the site"
    local = f"{clock_text(reading.instant)} in {zone_name(post.context.timezone)}"
    return f"Jekyll reads it as UTC, which is {local}"


def _timed(value: DateValue) -> str:
    return value.scalar.text if value.reading.timed else f"{value.scalar.text} 00:00:00"

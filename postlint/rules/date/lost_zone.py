"""The date's zone is not understood, and dropped.

## What it does
Finds a zone at the end of a `date` that the generator does not understand: a name that Ruby does not know
(`CEST`), an offset after a time that it cannot read (`00:10::00 -03:00`); for Hugo every name of a zone.

## Why is this bad?
The time is then read in the site's own zone, or in that of the machine that builds, without a
word: the post shows the wrong time, and near midnight the wrong day.

## Example
```post
---
layout: post
title: Autumn
date: Fri Sep 3 11:21:31 CEST 2021
---
Text.
```

## Use instead
```post
---
layout: post
title: Autumn
date: 2021-09-03 11:21:31 +0200
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.dates import date_value
from postlint.front_matter.dates.wording import clock_text, generator_name, part_span, zone_name
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a zone that the generator drops."""
    value = post.once(date_value)
    if value is None or value.reading.zone != "lost" or value.reading.instant is None:
        return
    zone = value.reading.zone_name or value.scalar.text.split()[-1]
    local = f"{clock_text(value.reading.instant)} in {zone_name(post.context.timezone)}"
    yield Finding(
        part_span(value.scalar, zone),
        f"the zone `{zone}` is lost: {generator_name(post.context)} reads {local}",
        "write the time as `10:14:10` and the zone as an offset, as in `+0200`",
    )

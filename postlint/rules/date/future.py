"""The date lies in the future.

## What it does
Compares the date of a post with the clock (`--now` fixes it), where the generator drops posts of
the future: Jekyll without `future: true`, Hugo without `buildFuture = true`. Drafts are left alone.

More than a year ahead is an error: nobody waits for that, and a year is soon mistyped.

## Why is this bad?
Jekyll 4.3 does not publish such a post, and says so only in passing: `has a future date`. It appears
with the first build after its date, if there is one.

## Example
```post
---
layout: post
title: Some day
date: 2031-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: Some day
date: 2021-12-29 10:14:10 +0800
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.dates import date_value, is_mistyped, post_date, read_name
from postlint.front_matter.dates.wording import clock_text, day_text, generator_name
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_SETTINGS = {"jekyll": "future", "folder": "future", "hugo": "buildFuture"}


@rule(Severity.WARNING, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a post that is not published yet."""
    setting = _SETTINGS.get(post.context.generator)
    if setting is None or post.context.config.get(setting) is True or _is_draft(post):
        return
    reading = post.once(post_date)
    if reading.instant is None or reading.rolled or reading.instant <= post.context.now:
        return
    value = post.once(date_value)
    name = generator_name(post.context)
    named = read_name(post.path, post.context).instant if value else None
    said = f"; the file name says {day_text(named)}" if named and named < reading.instant else ""
    yield Finding(
        value.scalar.span if value else Span(0, 0),
        f"{clock_text(reading.instant)} is in the future: {name} leaves the post out until then",
        f"mend the date, or set `{setting}` in the site's configuration{said}",
        severity=Severity.ERROR if is_mistyped(reading, post.context) else Severity.WARNING,
    )


def _is_draft(post: Post) -> bool:
    if "_drafts/" in post.path:
        return True
    front_matter = post.front_matter
    return (
        post.context.generator == "hugo" and front_matter is not None and bool(front_matter.data.get("draft"))
    )

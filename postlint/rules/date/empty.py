"""The key `date` has no value.

## What it does
Finds `date:` with nothing behind it, `null` or an empty text, and a date of which only the zone is left.

## Why is this bad?
Jekyll 4.3 stops the whole build: `Invalid date '': Document '_posts/...' does not have a valid date in
the YAML front matter`. Without the key it would take the date of the file's name. Hugo dates such
a post 0001-01-01, Hexo takes the file's own time, which changes with every checkout.

## Example
```post
---
layout: post
title: When
date:
---
Text.
```

## Use instead
```post
---
layout: post
title: When
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Unsafe: the day of the file's name is written; what the time was is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.front_matter.dates import DateValue, date_value, read_name
from postlint.front_matter.dates.wording import content_span, day_text, is_skipped, unreadable
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_STOPPING = ("jekyll", "folder")


@rule(Severity.ERROR, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a date key without a date."""
    value = post.once(date_value)
    if value is None or (value.scalar.text.strip() and value.scalar.value is not None):
        return
    stops = post.context.generator in _STOPPING and not is_skipped(post.path, post.context)
    error = stops or value.scalar.value is not None
    yield Finding(
        value.entry.key.span if value.scalar.span.start == value.scalar.span.end else value.scalar.span,
        f"`{value.entry.key.text}` is empty: {unreadable(post.path, post.context)}",
        "write a date, or remove the key"
        + (": Jekyll then takes the date of the file's name" if stops else ""),
        _fix(post, value),
        severity=Severity.ERROR if error else Severity.WARNING,
    )


def _fix(post: Post, value: DateValue) -> Fix | None:
    named = read_name(post.path, post.context)
    if named.instant is None or named.rolled:
        return None
    day = day_text(named.instant)
    key, scalar = value.entry.key.span, value.scalar
    if scalar.style in ("single", "double"):
        edit = Edit(content_span(scalar), day)
    elif scalar.span.start < scalar.span.end:
        in_json = post.front_matter is not None and post.front_matter.format == "json"
        edit = Edit(scalar.span, f'"{day}"' if in_json else day)
    else:
        colon = post.source.text.find(":", key.end, scalar.span.start)
        edit = Edit(Span(colon + 1, scalar.span.start), f" {day}")
    return Fix(f"write the day of the file's name, `{day}`", (edit,), Safety.UNSAFE)

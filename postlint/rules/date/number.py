"""The date is a number, which the generator counts from 1970.

## What it does
Finds a `date` of digits alone (`20211229`) in a post of Hugo, which takes it for seconds since 1970, or of
Hexo or Astro, which take it for milliseconds. Jekyll reads the digits as a date, and is left alone.

## Why is this bad?
Hugo 0.111 dates such a post 1970-08-22, and says nothing.

## Example
```file hugo.toml
baseURL = "https://example.org/"
```
```post content/posts/a.md
---
title: Digits
date: 20211229
---
Text.
```

## Use instead
```file hugo.toml
baseURL = "https://example.org/"
```
```post content/posts/a.md
---
title: Digits
date: 2021-12-29
---
Text.
```

## Fix safety
Safe: eight digits that are a day are written as that day.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.front_matter.dates import date_value
from postlint.front_matter.dates.reading import day
from postlint.front_matter.dates.wording import day_text, generator_name
from postlint.post import Post
from postlint.registry import rule

_UNITS = {"hugo": "seconds", "hexo": "milliseconds", "astro": "milliseconds"}


@rule(Severity.ERROR, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a date that is a number."""
    unit = _UNITS.get(post.context.generator)
    value = post.once(date_value) if unit else None
    if value is None or value.scalar.value.__class__ is not int or value.reading.instant is None:
        return
    text = value.scalar.text
    meant = day(int(text[:4]), int(text[4:6]), int(text[6:])) if len(text) == 8 and text.isdecimal() else None
    quote = '"' if post.front_matter and post.front_matter.format == "json" else ""
    when = day_text(value.reading.instant)
    yield Finding(
        value.scalar.span,
        f"`{text}` is a number of {unit} to {generator_name(post.context)}, which dates the post {when}",
        "write the day with hyphens, as in `2021-12-29`",
        Fix(f"write `{meant}`", (Edit(value.scalar.span, f"{quote}{meant}{quote}"),)) if meant else None,
    )

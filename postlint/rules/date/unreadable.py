"""The date is no date to the site's generator.

## What it does
Reads the value of `date` as the site's generator does: Ruby's `Time.parse` for Jekyll, the layouts of
Go's `cast` for Hugo, RFC 3339 for Zola, ISO 8601 for Eleventy, `new Date` for Hexo and Astro. For
Jekyll the date in the file's name is read too, where the front matter has none.

## Why is this bad?
Jekyll 4.3, Eleventy and Zola stop the whole build. Hugo 0.111 says nothing and dates the post
0001-01-01; Hexo says nothing and takes the file's own time.

## Example
```post
---
layout: post
title: When
date:  +0800
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
Safe where there is one reading (a date that starts with its year, in marks that the generator does not
know: `2020/02/03`); the post gets the date that is written.
Unsafe where the date is missing before the zone: the day of the file's name is put there.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.front_matter.dates import DateValue, date_value, post_date, read_date, read_name
from postlint.front_matter.dates.wording import content_span, day_text, is_skipped, normal_form, unreadable
from postlint.front_matter.tree import Scalar
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span


@rule(Severity.ERROR, needs="doubtful date")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for a date that the generator cannot read."""
    value = post.once(date_value)
    if value is None:
        yield from _file_name(post)
        return
    if value.reading.error is None or value.scalar.value is None or not value.scalar.text.strip():
        return
    yield Finding(
        value.scalar.span,
        f"`{value.scalar.text}` is no date: {unreadable(post.path, post.context)}",
        "write it as `2021-12-29 10:14:10 +0800`"
        if post.context.generator in ("jekyll", "folder")
        else "write it as `2021-12-29T10:14:10+08:00`",
        _fix(post, value),
        severity=Severity.WARNING if is_skipped(post.path, post.context) else None,
    )


def _file_name(post: Post) -> Iterator[Finding]:
    reading = post.once(post_date)
    if reading.origin != "file-name" or reading.error is None:
        return
    yield Finding(
        Span(0, 0),
        f"the file name `{post.name}` starts with no real date: {unreadable(post.path, post.context)}",
        "rename the file, or give the post a `date`",
    )


def _fix(post: Post, value: DateValue) -> Fix | None:
    scalar = value.scalar
    inside = content_span(scalar)
    if post.source.slice(inside) != scalar.text:
        return None
    named = read_name(post.path, post.context)
    text = scalar.text.strip()
    if text[0] in "+-" and len(text) == 5 and text[1:].isdecimal() and named.instant is not None:
        title = f"put the day of the file's name, `{day_text(named.instant)}`, before the zone"
        edit = Edit(Span(inside.start, inside.start), f"{day_text(named.instant)} 00:00:00 ")
        return Fix(title, (edit,), Safety.UNSAFE)
    better = normal_form(text)
    if better is None:
        return None
    reading = read_date(Scalar(inside, better, better), post.context)
    return None if reading.error else Fix(f"write `{better}`", (Edit(inside, better),))

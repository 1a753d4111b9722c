"""A link opens a new window that can reach back.

## What it does
Finds links to other hosts with `target="_blank"` and without `rel="noopener"` (or `noreferrer`).

## Why is this bad?
In browsers older than 2021 the new page can send the window that it came from to another address.
Browsers since then imply `noopener`, so this is only advice.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<p>See <a href="https://example.net/" target="_blank">there</a>.</p>
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<p>See <a href="https://example.net/" target="_blank" rel="noopener">there</a>.</p>
```

## Fix safety
Display: the attribute is shown, and an editor can add it; what follows for readers is nothing
today, so `--fix` does not touch a file for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.body.tags import Tag
from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.hosts import host_of
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span
from postlint.widgets import inside_widget


@rule(Severity.INFO, needs="active markup")
def check(post: Post) -> Iterator[Finding]:
    """Yield one finding for each such link."""
    for tag, attribute in post.body.carrying("target"):
        if (attribute.value or "").lower() != "_blank" or tag.name not in ("a", "area", "form"):
            continue
        place = post.body.locate(attribute.span)
        if not _reaches_back(tag) or inside_widget(post, place):
            continue
        yield Finding(
            place,
            '`target="_blank"` without `rel="noopener"`',
            "only browsers older than 2021 need it",
            _fix(tag, place),
        )


def _reaches_back(tag: Tag) -> bool:
    rel = (tag.value("rel") or "").lower().split()
    return host_of(tag.value("href") or "") is not None and not {"noopener", "noreferrer", "opener"} & set(
        rel
    )


def _fix(tag: Tag, place: Span) -> Fix | None:
    if tag.attribute("rel") is not None:
        return None
    edit = Edit(Span(place.end, place.end), ' rel="noopener"')
    return Fix('add `rel="noopener"`', (edit,), Safety.DISPLAY)

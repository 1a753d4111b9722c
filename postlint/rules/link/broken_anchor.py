"""A link leads to an anchor that its page does not have.

## What it does
Reports `#fragment`s for which the page has no heading, `id` or `name`, when the page has one that is
nearly the same. Ids of headings are computed as the generator's Markdown does (kramdown: `What's new?`
is `whats-new`; Goldmark: the same with other rules), with numbers for repeated ones. A fragment that is
unlike every anchor of the page is not reported: a layout may make it.

## Why is this bad?
The browser stays at the top of the page. Anchors break silently when a heading is reworded.

## Example
```post
---
title: A day
---
[below](#the-marketts)

## The markets
```
## Use instead
```post
---
title: A day
---
[below](#the-markets)

## The markets
```
## Fix safety
Unsafe: the nearest anchor need not be the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.registry import site_rule
from postlint.site.mending import SAFETY
from postlint.site.model import Judged, Site
from postlint.text import Span


@site_rule(Severity.ERROR)
def check(site: Site) -> Iterator[Finding]:
    """Fragments that name nothing."""
    for judged in site.judged.get("anchor", ()):
        span = _fragment(judged)
        near = judged.verdict.near
        where = "this page" if judged.verdict.source == judged.page.path else f"`{judged.verdict.source}`"
        edit = Edit(span, near or "")
        exact = span != judged.link.span and near is not None and not set(near) & set(" ()<>")
        yield Finding(
            span,
            f"{where} has no anchor `{judged.link.target.partition('#')[2][:80]}`",
            help=None if exact else f"the nearest anchor is `{near}`",
            fix=Fix(f"link to `#{near}`", (edit,), SAFETY) if exact else None,
            path=judged.page.path,
        )


def _fragment(judged: Judged) -> Span:
    """The fragment without its mark; the whole target where it does not stand in the file as it is."""
    span, target = judged.link.span, judged.link.target
    if span.end - span.start != len(target):
        return span
    return Span(span.start + target.index("#") + 1, span.end)

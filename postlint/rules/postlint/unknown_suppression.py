"""A suppression names a rule that does not exist, or is not written as postlint reads it.

## What it does
Looks at the comments that start with `postlint:`, and reports names in them that are neither a
rule, nor a group of rules, nor `all`, and comments that are written differently from
`ignore[...]`, `ignore-file[...]`, `ignore-start[...]` and `ignore-end`.

## Why is this bad?
Such a comment suppresses nothing. The fault it was written for is still reported, or, where the
name was right once, a reader takes it for a promise that nobody keeps.

## Example
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
<!-- postlint: ignore[html/duplicate-ids] the widget needs it -->
Shares rose.
```
## Use instead
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
<!-- postlint: ignore[html/duplicate-id] the widget needs it -->
Shares rose.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.names import nearest
from postlint.post import Post
from postlint.registry import rule
from postlint.suppress import read
from postlint.suppress.comments import Selector
from postlint.suppress.outcome import selectable


@rule(Severity.WARNING, needs="suppressions")
def check(post: Post) -> Iterator[Finding]:
    found = post.once(read)
    for fault in found.faults:
        yield Finding(fault.span, fault.message, fault.help)
    if not found.items:
        return
    known = selectable(post.context)
    for item in found.items:
        for selector in item.selectors:
            if selector.name not in known:
                yield _unknown(selector, known)


def _unknown(selector: Selector, known: frozenset[str]) -> Finding:
    near = nearest(selector.name, known)
    fix = near and Fix(f"write `{near}`", (Edit(selector.span, near),), Safety.UNSAFE)
    return Finding(
        selector.span,
        f"there is no rule or group `{selector.name}`: the comment suppresses nothing by this name",
        f"did you mean `{near}`?" if near else None,
        fix=fix or None,
    )

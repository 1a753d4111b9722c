"""Microdata is not attached to an item.

## What it does
Reports `itemprop` outside of every `itemscope`, `itemtype`, `itemref` and `itemid` without the
attributes that they need (HTML standard, 5.2).

## Why is this bad?
Search engines skip the property.

## Example
```post
---
layout: post
title: "A"
---
<p><span itemprop="name">Kweichow Moutai</span></p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p itemscope><span itemprop="name">Kweichow Moutai</span></p>
```
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.conformance import findings
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="html violations")
def check(post: Post) -> Iterable[Finding]:
    """What the conformance checks found of this kind."""
    return findings(post, "html/invalid-microdata")

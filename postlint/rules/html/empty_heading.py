"""A heading is empty.

## What it does
Reports a heading with neither text nor an image that has an `alt`.

## Why is this bad?
It takes room, and stands in every outline without a name.

## Example
```post
---
layout: post
title: "A"
---
<h2></h2>
```

## Use instead
```post
---
layout: post
title: "A"
---
<h2>Market</h2>
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
    return findings(post, "html/empty-heading")

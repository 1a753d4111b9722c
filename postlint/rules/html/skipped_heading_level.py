"""A heading leaves out a level.

## What it does
Reports a heading that is more than one level below the one before it in the body.

## Why is this bad?
Readers who go by headings take the missing level for missing text.

## Example
```post
---
layout: post
title: "A"
---
## Market

#### Shanghai
```

## Use instead
```post
---
layout: post
title: "A"
---
## Market

### Shanghai
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
    return findings(post, "html/skipped-heading-level")

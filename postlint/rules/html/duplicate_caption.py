"""A table has a caption, and so has its figure.

## What it does
Reports the `caption` of a table that is the only content of a `figure` with a `figcaption`.

## Why is this bad?
The table is named twice. Where the table is all that a figure shows, its `figcaption` is the
caption (HTML standard, 4.9.2).

## Example
```post
---
layout: post
title: "A"
---
<figure>
<table><caption>Prices</caption><tr><td>1</td></tr></table>
<figcaption>Closing prices</figcaption>
</figure>
```

## Use instead
```post
---
layout: post
title: "A"
---
<figure>
<table><tr><td>1</td></tr></table>
<figcaption>Closing prices</figcaption>
</figure>
```
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.conformance import findings
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.INFO, needs="html violations")
def check(post: Post) -> Iterable[Finding]:
    """What the conformance checks found of this kind."""
    return findings(post, "html/duplicate-caption")

"""The cells of a table overlap, or leave rows or columns empty.

## What it does
Lays the cells out as the HTML standard does (4.9.12), `colspan` and `rowspan` included, and reports
cells that overlap, rows and columns in which no cell begins, and rows wider or narrower than the
first.

## Why is this bad?
A browser draws one cell over the other, or a column of no width; a screen reader names the wrong
header.

## Example
```post
---
layout: post
title: "A"
---
<table>
<tr><th>Code</th><th>Price</th></tr>
<tr><td>600519</td></tr>
</table>
```

## Use instead
```post
---
layout: post
title: "A"
---
<table>
<tr><th>Code</th><th>Price</th></tr>
<tr><td>600519</td><td>2050</td></tr>
</table>
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
    return findings(post, "html/invalid-table")

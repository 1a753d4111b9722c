"""A definition list defines a term twice.

## What it does
Reports a `dt` whose text another `dt` of the same `dl` has already (HTML standard, 4.4.9).

## Why is this bad?
The reader finds two meanings of one term, and does not know which holds. Two descriptions of a term
are two `dd` after one `dt`.

## Example
```post
---
layout: post
title: "A"
---
<dl>
<dt>PE</dt><dd>price to earnings</dd>
<dt>PE</dt><dd>private equity</dd>
</dl>
```

## Use instead
```post
---
layout: post
title: "A"
---
<dl>
<dt>PE</dt><dd>price to earnings</dd><dd>private equity</dd>
</dl>
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
    return findings(post, "html/duplicate-term")

"""A `section` or `article` has no heading.

## What it does
Reports a `section` or `article` in the body without a heading of its own, and without an
`aria-label`.

## Why is this bad?
A section is a part with a heading; for a mere group of elements there is `div` (HTML standard,
4.3.3).

## Example
```post
---
layout: post
title: "A"
---
<section>
<p>Shanghai fell.</p>
</section>
```

## Use instead
```post
---
layout: post
title: "A"
---
<section>
<h2>Shanghai</h2>
<p>It fell.</p>
</section>
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
    return findings(post, "html/missing-heading")

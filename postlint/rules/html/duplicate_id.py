"""Two elements of the page have the same id.

## What it does
Reports an `id` that an element above in the same post has already. White space and case count:
`Top` and `top` are two ids.

## Why is this bad?
A link to `#name`, a label, a script or a style reaches only the first of the elements (HTML
standard, 3.2.6: an id "must be unique"). Imported posts repeat the ids of their source; two
excerpts on one page do it too.

## Example
```post
---
layout: post
title: "A"
---
<p id="quote">First</p>
<p id="quote">Second</p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p id="quote">First</p>
<p id="quote-2">Second</p>
```
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.conformance import findings
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.ERROR, needs="html violations")
def check(post: Post) -> Iterable[Finding]:
    """What the conformance checks found of this kind."""
    return findings(post, "html/duplicate-id")

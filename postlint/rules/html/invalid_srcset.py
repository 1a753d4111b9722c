"""The images of `srcset` or `sizes`, or those of a `picture`, cannot be chosen from.

## What it does
Checks `srcset` and `sizes` by the grammar of the HTML standard (4.8.4.2): each candidate's URL and
descriptor, widths and densities mixed, two candidates alike, `sizes` without widths and widths
without `sizes`, and the sources of a `picture` that hide those after them.

## Why is this bad?
The browser drops a candidate that it cannot read, or the whole attribute, and loads the wrong
image.

## Example
```post
---
layout: post
title: "A"
---
<p><img src="/s.png" srcset="/s.png 320px, /m.png 640px" alt="Chart"></p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p><img src="/s.png" srcset="/s.png 320w, /m.png 640w" sizes="100vw" alt="Chart"></p>
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
    return findings(post, "html/invalid-srcset")

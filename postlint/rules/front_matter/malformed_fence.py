"""A line is nearly a fence of front matter.

## What it does
Finds what keeps a fence from being one under this site's generator: a blank line or a blank before
it, four dashes, text or an invisible character after the dashes, line ends of another age, dashes
of another kind, a missing first fence, front matter in a format that the generator does not read.

## Why is this bad?
Jekyll 4.3 sees no front matter in such a file, and publishes it as text; or it reads on to a later
line of dashes, and what stands between is lost.

## Example
```post

---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Safe: only what keeps the fence from being one is changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import Effects, rule


@rule(Severity.ERROR, needs="fence faults", effects=Effects(start=True))
def check(post: Post) -> Iterator[Finding]:
    """Yield the near-misses of fences; a warning where the front matter is read all the same."""
    for fault in post.fence_faults:
        if fault.cause != "unclosed":
            severity = None if fault.fatal else Severity.WARNING
            yield Finding(fault.span, fault.message, fault.help, fault.fix, severity=severity)

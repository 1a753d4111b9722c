"""The front matter is opened and never closed.

## What it does
Finds an opening fence without the line that closes it, and names the line that was meant to:
` ---`, `----`, `---` with a no-break space.

## Why is this bad?
Jekyll 4.3 publishes the front matter as text, without layout and title. Hugo and Zola stop the
build. Eleventy takes the whole file for front matter.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800

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
Safe: only where one line is a closing fence but for a blank, or for the number of its dashes.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import Effects, rule


@rule(Severity.ERROR, needs="fence faults", effects=Effects(start=True))
def check(post: Post) -> Iterator[Finding]:
    """Yield the opening fence that nothing closes."""
    for fault in post.fence_faults:
        if fault.cause == "unclosed":
            yield Finding(fault.span, fault.message, fault.help, fault.fix)

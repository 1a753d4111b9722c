"""The front matter is larger than any that is written by hand.

## What it does
Reports front matter of more characters than `bounds.front-matter-size` of the settings allows (500,000 by
default), of more levels than `bounds.front-matter-depth` (100), or of more values than
`bounds.front-matter-values` (20,000), each alias counted with all that it stands for. None of its keys is
then looked at, and the page's address is not sure.

## Why is this bad?
It is data under a post's name, or made to keep a program busy: a few lines of aliases of aliases stand for
billions of values, which fill the memory of what reads them.

## Example
```toml
[bounds]
front-matter-depth = 2
```
```post
---
layout: post
title: A day
places: {here: {there: [1]}}
---
A long report.
```

## Use instead
```toml
[bounds]
front-matter-depth = 2
```
```post
---
layout: post
title: A day
tags: [here]
---
A long report.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.block import BOUNDS
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.ERROR, needs="front matter faults")
def check(post: Post) -> Iterator[Finding]:
    """The bound that the front matter is beyond."""
    block = post.front_matter
    for fault in block.faults if block else ():
        setting = BOUNDS.get(fault.cause)
        if setting is not None:
            advice = f"none of its keys was checked; raise `{setting}` in the settings if it is meant"
            yield Finding(fault.span, fault.message, advice)

"""Elements nest deeper than a browser follows.

## What it does
Reports the first tag whose element lies deeper than `bounds.tag-depth` of the settings allows, 512 levels by
default, and leaves it at that: no rule looks into the body. Without this rule, elements of any depth are
looked at.

## Why is this bad?
Chromium and WebKit put no element deeper than 512 levels into another: what is deeper stands beside it, and
the page is another one than was written. Nobody nests so by hand: it is a converter's fault, or made to keep
a program busy.

## Example
```toml
[bounds]
tag-depth = 3
```
```post
---
layout: post
title: A day
---
<div><div><div><div>A long report.</div></div></div></div>
```

## Use instead
```toml
[bounds]
tag-depth = 3
```
```post
---
layout: post
title: A day
---
<div>A long report.</div>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.bounds import said
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.ERROR, needs="beyond a bound")
def check(post: Post) -> Iterator[Finding]:
    """The first tag that nests too deep."""
    return said(post, "tag_depth", "elements nest deeper here than the {most} levels that are looked at")

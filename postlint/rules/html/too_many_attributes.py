"""A tag has more attributes than a post's tags have.

## What it does
Reports a tag with more attributes than `bounds.attributes` of the settings allows, 500 by default, and leaves
it at that: no rule looks into the body. Without this rule, any number is looked at.

## Why is this bad?
No element has that many: it is a quote that was never closed, so that text became attributes, or made to keep
a program busy.

## Example
```toml
[bounds]
attributes = 3
```
```post
---
layout: post
title: A day
---
<p a b c d>A long report.</p>
```

## Use instead
```toml
[bounds]
attributes = 3
```
```post
---
layout: post
title: A day
---
<p>A long report.</p>
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
    """The first tag with too many attributes, at the first of those that are too many."""
    return said(post, "attributes", "the tag has {found} attributes, more than the {most} that are looked at")

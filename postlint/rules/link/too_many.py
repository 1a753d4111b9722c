"""The post has more links than a post has.

## What it does
Reports a post with more links and pictures than `bounds.links` of the settings allows, 20,000 by default, and
leaves it at that: no rule looks into the body. Without this rule, any number is looked at.

## Why is this bad?
Nobody reads twenty thousand links: it is a list that a program wrote under a post's name, or made to keep one
busy.

## Example
```toml
[bounds]
links = 2
```
```post
---
layout: post
title: A day
---
[One](https://one.example/), [two](https://two.example/), [three](https://three.example/).
```

## Use instead
```toml
[bounds]
links = 2
```
```post
---
layout: post
title: A day
---
[One](https://one.example/).
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
    """The first of the links that are too many."""
    return said(post, "links", "the post has {found} links, more than the {most} that are looked at")

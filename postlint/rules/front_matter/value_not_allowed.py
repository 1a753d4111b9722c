"""A value is none of those that the schema allows.

## What it does
Checks `enum` and `const` of the post's schema, so a project can fix its categories, layouts or authors. The
nearest allowed value is offered.

## Why is this bad?
A category with a slip in it is a category of its own, with one post that readers of the right one
never see.

## Example
```toml
schema = "posts.schema.json"
```
```file posts.schema.json
{"extends": "jekyll-post", "properties": {"layout": {"enum": ["post", "page"]}}}
```
```post
---
layout: pots
title: Which layout
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```toml
schema = "posts.schema.json"
```
```file posts.schema.json
{"extends": "jekyll-post", "properties": {"layout": {"enum": ["post", "page"]}}}
```
```post
---
layout: post
title: Which layout
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Unsafe: the nearest value is written; it need not be the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.schema import post_violations


@rule(Severity.ERROR, needs="schema violations")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for each value that is none of those that the schema allows."""
    for v in post.once(post_violations):
        if v.kind == "value":
            yield Finding(v.span, v.message, v.help, v.fix, severity=v.severity)

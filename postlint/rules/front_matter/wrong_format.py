"""A value does not have the form that the schema asks for.

## What it does
Checks lengths, ranges, patterns and formats (`pattern`, `format`, `minLength`, `uniqueItems`, ...) of the
post's schema.

## Why is this bad?
An empty title gives a link that nobody can click; what a project writes into its own schema, it
has its reasons for.

## Example
```post
---
layout: post
title: ""
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: A title
date: 2021-12-29 10:14:10 +0800
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.schema import post_violations


@rule(Severity.ERROR, needs="schema violations")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for each value whose form the schema does not allow."""
    for v in post.once(post_violations):
        if v.kind == "format":
            yield Finding(v.span, v.message, v.help, v.fix, severity=v.severity)

"""A value is of another type than the schema asks for.

## What it does
Checks each value's type, as the generator resolves it: `published: "false"` is text. The shipped schemas
ask only for what the generator needs, and mostly warn. Numbers and truth values where a text is meant
have rules of their own (`front-matter/number-for-text`, `front-matter/lost-list`).

## Why is this bad?
Jekyll 4.3 publishes a post with `published: "false"`, since any text is true, and drops one with
`published:` and nothing behind it. Zola stops the whole build over a `weight` that is text.

## Example
```post
---
layout: post
title: Not yet
date: 2021-12-29 10:14:10 +0800
published: "false"
---
Text.
```

## Use instead
```post
---
layout: post
title: Not yet
date: 2021-12-29 10:14:10 +0800
published: false
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
    """Yield a finding for each value of a type that the schema does not allow."""
    for v in post.once(post_violations):
        if v.kind == "type":
            yield Finding(v.span, v.message, v.help, v.fix, severity=v.severity)

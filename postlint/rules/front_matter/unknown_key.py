"""A key is not one that the schema knows.

## What it does
Under a schema that closes the door (`additionalProperties: false`) every key that it does not name is
an error. Under the shipped schemas, which leave it open, since themes have keys of their own, only a slip is
reported, as a warning: a key that is nearly one of the generator's (`tittle`, `catagories`,
`Tags`) where that one is not there.

## Why is this bad?
No generator minds: the value is simply never read. A post with `catagories` has no category,
and a post with `Title` shows the words of its file's name.

## Example
```post
---
layout: post
tittle: Never shown
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: Shown
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Unsafe: the key gets the near name, and the page shows what it did not show before.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.schema import post_violations


@rule(Severity.ERROR, needs="schema violations")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for each key that the schema does not allow, or that is nearly a known one."""
    for v in post.once(post_violations):
        if v.kind == "unknown":
            yield Finding(v.span, v.message, v.help, v.fix, severity=v.severity)

"""Full-width punctuation is part of an address.

## What it does
Reports a full-width mark in the host of an address, one at its very end (`。`, `，`, `；`, `、`), and a
closing bracket (`）`, `】`, `》`) that was never opened in it. Marks that belong to a title in the path,
such as `/wiki/统计学（学科）`, are left alone.

## Why is this bad?
The mark belongs to the sentence around the address. As a part of it, it is sent to the server, which
knows no such page.

## Example
```post
---
title: 一日
---
（见[项目](https://example.com/project）)
```
## Use instead
```post
---
title: 一日
---
（见[项目](https://example.com/project)）
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.site.targets import faults


@rule(Severity.ERROR, needs="link faults")
def check(post: Post) -> Iterator[Finding]:
    """Full-width marks that got into an address."""
    for fault in post.once(faults).get("full-width", ()):
        yield Finding(
            fault.span,
            f"the full-width `{post.source.slice(fault.span)}` is part of the address",
            help="end the address before it",
        )

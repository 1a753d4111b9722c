"""A link leads to the author's own machine or network.

## What it does
Reports links and pictures on `localhost`, 127.0.0.1, `[::1]` and private addresses (192.168.x.x,
10.x.x.x and the others of RFC 1918 and RFC 4193). A link whose text shows the very address is
left alone: it is an instruction to the reader. So are addresses in code.

## Why is this bad?
The address answers on the author's machine only. For readers the link is dead.

## Example
```post
---
title: A day
---
![the plot](http://127.0.0.1:8787/plot.png)
```
## Use instead
```post
---
title: A day
---
![the plot](https://example.com/plot.png)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.site.targets import faults


@rule(Severity.WARNING, needs="link faults")
def check(post: Post) -> Iterator[Finding]:
    """Addresses that only the author can open."""
    for fault in post.once(faults).get("local-host", ()):
        host = post.source.slice(fault.span)
        if host.partition(":")[0] in fault.link.text:
            continue
        yield Finding(
            fault.span,
            f"`{host}` is the reader's own machine or network, not yours",
            help="link to the public address",
            severity=None if fault.link.kind == "a[href]" else Severity.ERROR,
        )

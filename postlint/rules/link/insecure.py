"""An address uses `http:`, without encryption.

## What it does
Reports `http://` addresses: one finding for each host in a post for links, at the first of them; each
one for pictures, frames and scripts. Links in a quote widget are left to the rule about widgets.

## Why is this bad?
Anyone on the way can read and change what is sent. Browsers warn of such pages, and on a page that
itself came by `https:` they block frames and scripts (W3C Mixed Content).

## Example
```post
---
title: A day
---
![a chart](http://example.com/chart.png)
```
## Use instead
```post
---
title: A day
---
![a chart](https://example.com/chart.png)
```
## Fix safety
Unsafe: the server may not answer to `https:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.site.targets import Fault, faults
from postlint.text import Span
from postlint.widgets import inside_widget


@rule(Severity.INFO, needs="link faults")
def check(post: Post) -> Iterator[Finding]:
    """Addresses that are not encrypted."""
    hosts: dict[str, list[Fault]] = {}
    for fault in post.once(faults).get("insecure", ()):
        if inside_widget(post, fault.span):
            continue
        if fault.link.kind != "a[href]":
            yield _finding(post, [fault], Severity.WARNING)
        else:
            hosts.setdefault(fault.link.target[7:].partition("/")[0].lower(), []).append(fault)
    for same in hosts.values():
        yield _finding(post, same, None)


def _finding(post: Post, same: list[Fault], severity: Severity | None) -> Finding:
    more = f", as do {len(same) - 1} more links to this host" if len(same) > 2 else ""
    more = ", as does another link to this host" if len(same) == 2 else more
    schemes = [Span(fault.span.start, fault.span.start + 7) for fault in same]
    edits = tuple(Edit(s, "https://") for s in schemes if post.source.slice(s).lower() == "http://")
    fix = Fix("write `https://`", edits, Safety.UNSAFE) if len(edits) == len(same) else None
    message = f"the address uses `http:`, without encryption{more}"
    return Finding(same[0].span, message, fix=fix, severity=severity)

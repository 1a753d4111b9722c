"""An address starts with `//`: it takes the scheme of the page.

## What it does
Reports addresses such as `//example.com/a.js`.

## Why is this bad?
The address works only where the page itself came by `http:` or `https:`: not in a mail, in many feed
readers, or in a file opened from disk, where it becomes `file://example.com/a.js`. Where the page is
served without encryption, so is what it loads.

## Example
```post
---
title: A day
---
[home](//example.com/)
```
## Use instead
```post
---
title: A day
---
[home](https://example.com/)
```
## Fix safety
Unsafe: the server may not answer to `https:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.site.targets import faults
from postlint.text import Span


@rule(Severity.WARNING, needs="link faults")
def check(post: Post) -> Iterator[Finding]:
    """Addresses without a scheme before their host."""
    for fault in post.once(faults).get("protocol-relative", ()):
        start = fault.span.start
        exact = post.source.text.startswith("//", start)
        edit = Edit(Span(start, start), "https:")
        yield Finding(
            fault.span,
            "the address has no scheme: it takes that of the page, and is dead in mail and in files",
            fix=Fix("add `https:`", (edit,), Safety.UNSAFE) if exact else None,
        )

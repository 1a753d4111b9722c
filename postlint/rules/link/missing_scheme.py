"""A web or mail address has no scheme, so it is a path on this site.

## What it does
Reports targets such as `www.example.com`, `example.com/page` and `name@example.com`.

## Why is this bad?
Without `https://` (or `mailto:`) the browser looks for a file of that name beside the page, and the
reader gets a 404.

## Example
```post
---
title: A day
---
[the contest](www.example.com)
```
## Use instead
```post
---
title: A day
---
[the contest](https://www.example.com)
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


@rule(Severity.ERROR, needs="link faults")
def check(post: Post) -> Iterator[Finding]:
    """Hosts and mail addresses that read as relative paths."""
    for fault in post.once(faults).get("missing-scheme", ()):
        scheme = "mailto:" if (fault.replacement or "").startswith("mailto:") else "https://"
        exact = post.source.slice(fault.span) == fault.link.target
        edit = Edit(Span(fault.span.start, fault.span.start), scheme)
        yield Finding(
            fault.span,
            f"`{fault.link.target[:60]}` has no scheme: browsers look for a file of that name on this site",
            help=f"put `{scheme}` before it",
            fix=Fix(f"add `{scheme}`", (edit,), Safety.UNSAFE) if exact else None,
        )

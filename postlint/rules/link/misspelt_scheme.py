"""An address has a misspelt scheme.

## What it does
Reports what is nearly `http://` or `https://`: `ttps://`, `htps://`, `hhttps://`, `https:/host`,
`http//host`, `http;//host`, and full-width marks as in `http：//host`.

## Why is this bad?
The browser knows no such scheme, or takes the address for a path on this site.

## Example
```post
---
title: A day
---
[the change](ttps://example.com/pull/150625)
```
## Use instead
```post
---
title: A day
---
[the change](https://example.com/pull/150625)
```
## Fix safety
Unsafe: the nearest scheme is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.site.targets import faults


@rule(Severity.ERROR, needs="link faults")
def check(post: Post) -> Iterator[Finding]:
    """Schemes that are nearly one of the web's."""
    for fault in post.once(faults).get("misspelt-scheme", ()):
        scheme = fault.replacement or "https://"
        yield Finding(
            fault.span,
            f"`{post.source.slice(fault.span)}` is not `{scheme}`; no browser follows it",
            fix=Fix(f"write `{scheme}`", (Edit(fault.span, scheme),), Safety.UNSAFE),
        )

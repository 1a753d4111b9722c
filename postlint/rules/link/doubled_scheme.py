"""An address starts with two schemes.

## What it does
Reports `http://http://host`, `https://https//host` and the like. A host that merely starts so
(`https://httpd.apache.org`, `https://https.cio.gov`) is none.

## Why is this bad?
The browser takes the second `http` for the name of a host, and finds none.

## Example
```post
---
title: A day
---
[the book](http://http://example.com/book)
```
## Use instead
```post
---
title: A day
---
[the book](http://example.com/book)
```
## Fix safety
Unsafe: the second scheme is kept; the address may need the other one.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.site.targets import faults


@rule(Severity.ERROR, needs="link faults")
def check(post: Post) -> Iterator[Finding]:
    """Two schemes in a row."""
    for span, scheme in ((f.span, f.replacement) for f in post.once(faults).get("doubled-scheme", ())):
        edit = Edit(span, scheme or "")
        yield Finding(
            span,
            f"the address starts with two schemes: `{post.source.slice(span)}`",
            help="a browser looks for a host with the second one's name",
            fix=Fix(f"keep `{scheme}` only", (edit,), Safety.UNSAFE),
        )

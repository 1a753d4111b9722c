"""Text or markup got into an address.

## What it does
Reports a quotation mark, a back-tick, an angle bracket or a line break inside an address, and one
that starts with a bracket: `[text]((https://example.com))`. In Markdown also what tears a link in two:
a tag that a filter put into its address, or the `> ` of a quotation that was wrapped anew.

## Why is this bad?
What was meant as text around the link, or is left of another program's markup, is sent to the server
as a part of the address.

## Example
```post
---
title: A day
---
<p>See <a href="https://example.com/a<b>/c">the page</a>.</p>
```
## Use instead
```post
---
title: A day
---
<p>See <a href="https://example.com/a/c">the page</a>.</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.site.targets import faults, torn_targets

_NAMES = {"\n": "a line break", "\r": "a line break"}


@rule(Severity.ERROR, needs="link faults")
def check(post: Post) -> Iterator[Finding]:
    """Characters that no address holds."""
    for fault in post.once(faults).get("markup", ()):
        text = post.source.slice(fault.span)
        what = _NAMES.get(text, f"`{text[:20]}`")
        yield Finding(fault.span, f"{what} is part of the address", help="keep only the address in the link")
    for span in torn_targets(post):
        yield Finding(
            span,
            f"`{post.source.slice(span)[:60].strip()}` tears the link in two: Markdown shows it as text",
            help="keep only the address in the link",
        )

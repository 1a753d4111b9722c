"""A link runs a script.

## What it does
Reports addresses with the scheme `javascript:` or `vbscript:`.

## Why is this bad?
Imported posts bring such links from the page that they were on: the script is not here, so the link
does nothing; and where it does something, it is another site's code. Feed readers remove it.

## Example
```post
---
title: A day
---
<p><a href="javascript:void(0)">More</a></p>
```
## Use instead
```post
---
title: A day
---
<p><a href="https://example.com/more">More</a></p>
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
    """Scripts as addresses."""
    for fault in post.once(faults).get("script", ()):
        scheme = post.source.slice(fault.span)
        advice = "link to an address, or keep the text only"
        yield Finding(fault.span, f"the link runs a script (`{scheme}`)", help=advice)

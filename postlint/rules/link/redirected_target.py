"""A link leads to an old address of a page of this site.

## What it does
Reports links to an address that a page lists under `redirect_from` (jekyll-redirect-from) or `aliases`
(Hugo, Zola).

## Why is this bad?
The link works, by way of a page that sends the reader on. The new address is known, and shorter.

## Example
```post
---
title: A day
---
[the day before](/old/)
```
```post _posts/2021-12-28-the-day-before.md
---
title: The day before
redirect_from: /old/
---
Text.
```
## Use instead
```post
---
title: A day
---
[the day before](/2021/12/28/the-day-before.html)
```
```post _posts/2021-12-28-the-day-before.md
---
title: The day before
redirect_from: /old/
---
Text.
```
## Fix safety
Unsafe: the old address may be the one that is to be shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.registry import site_rule
from postlint.site.mending import retargeted
from postlint.site.model import Site


@site_rule(Severity.INFO)
def check(site: Site) -> Iterator[Finding]:
    """Links to redirects."""
    for judged in site.judged.get("redirected", ()):
        yield Finding(
            judged.link.span,
            f"`{judged.link.target[:100]}` redirects to `{judged.verdict.near}`",
            fix=retargeted(judged),
            path=judged.page.path,
        )

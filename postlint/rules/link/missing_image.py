"""A picture, or another file that the page loads, is not in the site.

## What it does
Reports relative addresses, addresses from the site's root and addresses on the site's own host in
`img`, `source`, `video`, `audio`, `embed`, `object`, `script` and the like (`srcset` and `poster` too)
for which the site's sources have no file. Where a theme or plugin may bring the file, nothing is reported.

## Why is this bad?
The reader sees the alternative text, or nothing. Generators build such a page without a word. A path
relative to the post's source file is the usual cause: the page is served from another folder.

## Example
```post
---
title: A day
---
![the plot](/images/plott.png)
```
```file images/plot.png
png
```
## Use instead
```post
---
title: A day
---
![the plot](/images/plot.png)
```
```file images/plot.png
png
```
## Fix safety
Unsafe: the nearest file that exists need not be the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.registry import site_rule
from postlint.site.mending import retargeted
from postlint.site.model import Judged, Site

_PAGES = frozenset(("a[href]", "area[href]", "link[href]", "form[action]", "iframe[src]"))


@site_rule(Severity.ERROR)
def check(site: Site) -> Iterator[Finding]:
    """Files that a page loads and that are not there."""
    for cause in ("absent", "case", "base"):
        for judged in site.judged.get(cause, ()):
            if judged.link.kind not in _PAGES:
                yield Finding(
                    judged.link.span,
                    _message(judged, site),
                    fix=retargeted(judged),
                    path=judged.page.path,
                )


def _message(judged: Judged, site: Site) -> str:
    target = judged.link.target[:100]
    match judged.verdict.cause:
        case "case":
            return f"`{target}` differs by case from `{judged.verdict.near}`: hosts on Linux do not find it"
        case "base":
            return f"`{target}` lacks the site's base URL `{site.base}`: nothing is served there"
    return f"the site has no file at `{target}`"

"""Two files are published at the same address.

## What it does
Reports posts, pages and documents that the generator writes to the same file.

## Why is this bad?
One of them is lost. Jekyll 4.3 prints `Conflict: The following destination is shared by multiple files`
and lets the last one win: pages first, then files that are copied, then posts and documents in the order
of their dates.

## Example
```post _posts/2021-12-29-markets.md
---
title: Markets
---
Text.
```
```post _posts/2021-12-29-markets.markdown
---
title: Markets at noon
---
Text.
```
## Use instead
```post _posts/2021-12-29-markets.md
---
title: Markets
---
Text.
```
```post _posts/2021-12-29-markets-at-noon.markdown
---
title: Markets at noon
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Related, Severity
from postlint.registry import site_rule
from postlint.site.clashes import overwritten
from postlint.site.model import Site


@site_rule(Severity.ERROR)
def check(site: Site) -> Iterator[Finding]:
    """Files that are written twice."""
    for one, winner in overwritten(site):
        here, other = (one, winner) if one.path in site.linted else (winner, one)
        fate = "this page is lost" if here is one else "that page is lost"
        yield Finding(
            here.place,
            f"`{other.path}` is published at the same address, `{site.link_to(here)}`: {fate}",
            help="change the name or the permalink of one of them",
            related=(Related(other.place, "the other page", other.path),),
            path=here.path,
        )

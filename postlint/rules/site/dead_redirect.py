"""A `redirect_from` or alias names an address that another page has.

## What it does
Reports addresses under `redirect_from` (jekyll-redirect-from) or `aliases` (Hugo, Zola) at which the site
publishes another page, and those that two pages claim.

## Why is this bad?
Only one of the two can stand there: the redirect is overwritten, or it overwrites the page.

## Example
```post _posts/2021-12-29-two.md
---
title: Two
redirect_from: /2021/12/28/one.html
---
```
```post _posts/2021-12-28-one.md
---
title: One
---
```
## Use instead
```post _posts/2021-12-29-two.md
---
title: Two
redirect_from: /old/two/
---
```
```post _posts/2021-12-28-one.md
---
title: One
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Related, Severity
from postlint.registry import site_rule
from postlint.site.clashes import shadowed_aliases
from postlint.site.model import Site
from postlint.text import Span


@site_rule(Severity.WARNING)
def check(site: Site) -> Iterator[Finding]:
    """Redirects from where another page stands."""
    for one, alias, other in shadowed_aliases(site):
        yield Finding(
            one.alias_place,
            f"`{alias}` cannot lead here: `{other.path}` is published at that address",
            "take the address out of this list, or move the other page",
            related=(Related(Span(0, 0), "the page that has the address", other.path),),
            path=one.path,
        )

"""The same article is published twice.

## What it does
Reports posts whose bodies hold the same words (white space, punctuation and case do not count), and
posts of the same title and day. Posts without a body of at least 40 letters are left alone.

## Why is this bad?
Importers fetch an article again under another name. Readers meet it twice in lists and feeds, and search
engines show one of the two, perhaps not the one that others link to.

## Example
```post _posts/2021-12-29-NW1.md
---
title: Export controls
date: 2021-12-29 10:00:00 +0800
---
The office published a paper on export controls today, and answered questions.
```
```post _posts/2021-12-29-202112292.md
---
title: Export controls
date: 2021-12-29 10:05:00 +0800
---
The office published a paper on export controls today, and answered questions.
```
## Use instead
```post _posts/2021-12-29-NW1.md
---
title: Export controls
date: 2021-12-29 10:00:00 +0800
---
The office published a paper on export controls today, and answered questions.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Related, Severity
from postlint.registry import site_rule
from postlint.site.clashes import repeated
from postlint.site.model import Site


@site_rule(Severity.WARNING)
def check(site: Site) -> Iterator[Finding]:
    """Articles that stand twice."""
    for one, first, why in repeated(site):
        yield Finding(
            one.title_place,
            f"the same article is published as `{first.path}`: {why}",
            help="keep one of the two, and redirect the other's address to it",
            related=(Related(first.title_place, "the other one", first.path),),
            path=one.path,
        )

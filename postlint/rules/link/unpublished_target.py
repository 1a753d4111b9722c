"""A link leads to a page that the generator does not publish.

## What it does
Reports links to drafts, to posts with `published: false`, to posts dated in the future, and to documents
of a collection without `output: true`, by the address that they would have or by the name of their source.

## Why is this bad?
The page is not on the site: readers get a 404. For a post dated in the future they get it until that day.

## Example
```post
---
title: A day
---
[tomorrow](/2021/12/30/tomorrow.html)
```
```post _posts/2021-12-30-tomorrow.md
---
title: Tomorrow
published: false
---
Text.
```
## Use instead
```post
---
title: A day
---
[tomorrow](/2021/12/30/tomorrow.html)
```
```post _posts/2021-12-30-tomorrow.md
---
title: Tomorrow
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Related, Severity
from postlint.registry import site_rule
from postlint.site.model import Site
from postlint.text import Span


@site_rule(Severity.ERROR)
def check(site: Site) -> Iterator[Finding]:
    """Links to what is not published."""
    for judged in site.judged.get("unpublished", ()):
        source, why = judged.verdict.source, judged.verdict.why
        if judged.page.url is None:
            # A draft may link to another draft.
            continue
        yield Finding(
            judged.link.span,
            f"`{judged.link.target[:100]}` is not published: {why}",
            help=f"its source is `{source}`",
            related=(Related(Span(0, 0), "the page that is not published", source),) if source else (),
            path=judged.page.path,
        )

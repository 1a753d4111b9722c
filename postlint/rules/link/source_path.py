"""A link names the source file of a page instead of its address.

## What it does
Reports links to `.md` and other source files that the generator turns into pages, written as a path to
the file: `[text](2021-12-28-the-day-before.md)`, `/_posts/2021-12-28-the-day-before.md`.

## Why is this bad?
The link works in an editor and on GitHub. On the site there is no such file: the reader gets a 404. (The
plugin jekyll-relative-links rewrites such links in pages; where it is on, they are not reported.)

## Example
```post
---
title: A day
---
[the day before](2021-12-28-the-day-before.md)
```
```post _posts/2021-12-28-the-day-before.md
---
title: The day before
---
Text.
```
## Use instead
```post
---
title: A day
---
[the day before]({% post_url 2021-12-28-the-day-before %})
```
```post _posts/2021-12-28-the-day-before.md
---
title: The day before
---
Text.
```
## Fix safety
Unsafe: the address is right now, and changes when the date or the title of the page does.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.registry import site_rule
from postlint.site.mending import retargeted
from postlint.site.model import Site


@site_rule(Severity.ERROR)
def check(site: Site) -> Iterator[Finding]:
    """Links to sources."""
    for judged in site.judged.get("source-name", ()):
        yield Finding(
            judged.link.span,
            f"`{judged.link.target[:100]}` is a source file; its page is `{judged.verdict.near}`",
            help="link to the page's address, or use the generator's own tag for links between pages",
            fix=retargeted(judged),
            path=judged.page.path,
        )

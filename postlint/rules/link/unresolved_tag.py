"""A `link`, `post_url` or `include` tag names a file that is not there.

## What it does
Resolves `{% post_url %}`, `{% link %}` and `{% include %}` as Jekyll 4.3 does: `post_url` takes the name
of a post without its extension, `link` the exact path of a source file, `include` a file in `_includes`.
Tags whose argument is a variable, and includes that a theme may bring, are left alone.

## Why is this bad?
The whole build stops: `Could not find post "2021-12-28-x" in tag 'post_url'`. It does so in code spans
and HTML comments too, since Liquid runs first; only `{% raw %}` and `{% comment %}` keep a tag from it.

## Example
```post
---
title: A day
---
[the day before]({% post_url 2021-12-28-the-day-befor %})
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
Unsafe: the nearest file that exists need not be the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.registry import site_rule
from postlint.site.generator import unresolved
from postlint.site.mending import SAFETY
from postlint.site.model import Site


@site_rule(Severity.ERROR)
def check(site: Site) -> Iterator[Finding]:
    """Tags that stop the build."""
    for page, tag, verdict in unresolved(site):
        edit = Edit(tag.span, verdict.near or "")
        yield Finding(
            tag.span,
            f"the build stops: {verdict.why}",
            fix=Fix(f"write `{verdict.near}`", (edit,), SAFETY) if verdict.near else None,
            path=page.path,
        )

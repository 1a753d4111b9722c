"""A post asks for a layout that the site does not have.

## What it does
Reports a `layout` for which there is no file in `_layouts`. A site with a theme (`theme`, `remote_theme`)
and one without any layout of its own are left alone: the layouts are elsewhere.

## Why is this bad?
Jekyll 4.3 prints `Build Warning: Layout 'pst' requested in ... does not exist.` and publishes the post
without a layout: bare text without the site's head, style and menu.

## Example
```post
---
layout: pst
title: A day
---
Text, and [a link](/).
```
```file _layouts/post.html
{{ content }}
```
## Use instead
```post
---
layout: post
title: A day
---
Text, and [a link](/).
```
```file _layouts/post.html
{{ content }}
```
```file index.html
---
---
Home
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.registry import site_rule
from postlint.site.jekyll_layouts import missing_layouts
from postlint.site.mending import SAFETY
from postlint.site.model import Site
from postlint.site.nearness import closest


@site_rule(Severity.WARNING)
def check(site: Site) -> Iterator[Finding]:
    """Layouts that are not there."""
    for page, layout, known in missing_layouts(site):
        near = closest(layout.name, known)
        fix = Fix(f"write `{near}`", (Edit(layout.span, near),), SAFETY) if near else None
        yield Finding(
            layout.span,
            f"the site has no layout `{layout.name}`: Jekyll publishes the post without one",
            help=None if near else f"its layouts are {', '.join(f'`{name}`' for name in sorted(known)[:5])}",
            fix=fix,
            path=page.path,
        )

"""A permalink or slug that stops the build, or takes the home page's place.

## What it does
Finds permalinks and slugs of Jekyll posts that are no text, placeholders that Jekyll does not
know, and an empty permalink.

## Why is this bad?
Jekyll 4.3 stops the build at `slug: 2022` ("undefined method `gsub' for 2022:Integer") and at
`permalink: /a/:name2/` ("The URL template doesn't have name2 keys"). With an empty permalink the
post is written to `/index.html`, over the home page.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
permalink: /news/:headline/
---
Text.
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
permalink: /news/:title/
---
Text.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.front_matter.tree import Node, Scalar, resolved
from postlint.names import nearest
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_KNOWN = frozenset(
    {
        *("collection", "output_ext", "name", "path", "title", "slug", "categories", "slugified_categories"),
        *("year", "month", "i_month", "day", "i_day", "hour", "minute", "second", "y_day", "short_year"),
        *("short_month", "long_month", "short_day", "long_day", "week", "w_year", "w_day"),
    }
)
"""The placeholders of Jekyll 4.3's `UrlDrop`."""


@rule(Severity.ERROR, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the values of `permalink` and `slug` that Jekyll cannot make a URL of."""
    block = post.front_matter
    if block is None or post.context.generator != "jekyll" or "/_posts/" not in f"/{post.site_path}":
        return
    for name in ("permalink", "slug"):
        entry = block.entry(name)
        node = resolved(entry.value) if entry else None
        if node and entry and _is_text(node):
            if name == "permalink":
                yield from _template(post, node)
        elif entry and node and not (isinstance(node, Scalar) and node.value in (None, False)):
            source = post.source.slice(entry.value.span)
            plain = isinstance(node, Scalar) and "\n" not in source
            fix = Fix("put it in quotes", (Edit(entry.value.span, f'"{source}"'),)) if plain else None
            message = f"the value of `{name}` is not text; Jekyll stops the build"
            yield Finding(entry.value.span, message, "put it in quotes" if fix else "write a text", fix)


def _is_text(node: Node) -> bool:
    return isinstance(node, Scalar) and isinstance(node.value, str)


def _template(post: Post, node: Node) -> Iterator[Finding]:
    source = post.source.slice(node.span)
    if isinstance(node, Scalar) and not node.text:
        message = "the permalink is empty, so Jekyll writes the post over the home page"
        yield Finding(node.span, message, "write a path, or take the key away", severity=Severity.WARNING)
    for match in re.finditer(r":([a-z_]+)", source):
        # Jekyll also tries the name without its last underscores.
        if match[1] not in _KNOWN and match[1].rstrip("_") not in _KNOWN:
            span = Span(node.span.start + match.start(), node.span.start + match.end())
            near = nearest(match[1], _KNOWN)
            help_text = f"did you mean `:{near}`?" if near else None
            yield Finding(
                span, f"Jekyll knows no `{match[0]}` in a permalink, and stops the build", help_text
            )

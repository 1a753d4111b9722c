"""A Liquid tag, output or block is not closed, and stops the build.

## What it does
Reports `{%` without `%}`, `{{` without `}}`, a block such as `{% if %}` or `{% raw %}` without its end
tag, and an end tag without its block.

## Why is this bad?
Jekyll 4 stops there with "was not properly terminated" or "tag was never closed" and writes no site at
all: one post takes down the build. Braces that are only text belong between `{% raw %}` and `{% endraw
%}`.

## Example
```post
---
layout: post
title: "A"
---
In Liquid, a tag begins with {% and ends with the same.
```

## Use instead
```post
---
layout: post
title: "A"
---
In Liquid, a tag begins with {% raw %}{%{% endraw %} and ends with the same.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.body.liquid_names import unbalanced
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_RAW = "put braces that are text between `{% raw %}` and `{% endraw %}`"


@rule(Severity.ERROR, needs="liquid")
def check(post: Post) -> Iterator[Finding]:
    """What Liquid's parser stops at."""
    liquid = post.body.liquid
    if not liquid:
        return
    for tag in liquid:
        if not tag.closed and not tag.raw:
            braces, end = ("{{", "}}") if tag.kind == "output" else ("{%", "%}")
            span = Span(tag.span.start, tag.span.start + 2)
            yield Finding(span, f"`{braces}` is never closed by `{end}`: the build stops here", help=_RAW)
    if post.context.generator == "jekyll":
        for tag, wanted in unbalanced(liquid):
            message = f"`{tag.name}` has no `{wanted}`: the build stops here"
            yield Finding(tag.span, message, help=f"add `{{% {wanted} %}}`")

"""A Liquid output that prints nothing.

## What it does
Reports `{{ name }}` in a Jekyll post where nothing defines `name`: no `assign`, `capture` or `for` in the
post, and none of Jekyll's own variables (`site`, `page`, `layout`, `include`, …).

## Why is this bad?
Liquid prints nothing for an unknown variable, and says nothing: the text vanishes from the page. It
happens to posts that show templates (`{{name}}` of Mustache, Vue, Go or GitHub Actions), in code blocks
as well.

## Example
```post
---
layout: post
title: "A"
---
Write `{{ name }}` into the template.
```

## Use instead
```post
---
layout: post
title: "A"
---
Write `{% raw %}{{ name }}{% endraw %}` into the template.
```

## Fix safety
Unsafe: the output is put between `{% raw %}` and `{% endraw %}`, and shows on the page, braces and all.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.body.liquid_names import GLOBALS, assigned, variable
from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span


@rule(Severity.WARNING, needs="liquid")
def check(post: Post) -> Iterator[Finding]:
    """Outputs of variables that do not exist."""
    liquid = post.body.liquid
    if not liquid or post.context.generator != "jekyll":
        return
    written = post.source.slice
    known = GLOBALS | assigned(written(tag.span) for tag in liquid if tag.kind == "tag")
    for tag in liquid:
        if tag.kind != "output" or tag.raw or not tag.closed:
            continue
        name = variable(written(tag.span))
        if name and name not in known:
            edits = (
                Edit(Span(tag.span.start, tag.span.start), "{% raw %}"),
                Edit(Span(tag.span.end, tag.span.end), "{% endraw %}"),
            )
            fix = Fix("show the braces", edits, Safety.UNSAFE)
            message = f"nothing defines `{name}`: Liquid prints nothing here"
            yield Finding(tag.span, message, help="put text with braces in `{% raw %}`", fix=fix)

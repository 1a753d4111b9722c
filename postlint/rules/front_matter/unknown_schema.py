"""The post asks for a schema that there is not.

## What it does
Looks at the keys `$schema` and `schema` of the front matter, which choose the post's schema: a shipped one by
name (`imported-news`), or one that the settings give under `schemas`. The key `schema` is left alone
where its value looks like no schema's name: themes use it too. A schema of the settings that cannot be
used is reported as well.

## Why is this bad?
The post is then checked against the default schema, which is not the one that its author meant.

## Example
```post
---
$schema: imported-newz
layout: post
title: Which schema
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
$schema: imported-news
layout: post
title: Which schema
date: 2021-12-29 10:14:10 +0800
categories: emnews
tags: news
---
Text.
```

## Fix safety
Safe: the name is written as the schema is called; the page does not change.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.front_matter.dates.wording import content_span
from postlint.names import nearest
from postlint.post import Post
from postlint.registry import rule
from postlint.schema import SHIPPED, SchemaError, choose, chosen, load
from postlint.text import Span


@rule(Severity.ERROR, needs="odd schema")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding where a key of the post names no schema."""
    choice = post.once(choose)
    block = post.front_matter
    if block is None:
        return
    if post.once(chosen) is None:
        yield _unusable(choice.given, block.opening)
    scalar = block.scalar(choice.key) if choice.key else None
    if choice.found or scalar is None:
        return
    near = nearest(scalar.text, [*SHIPPED, *post.context.schemas])
    yield Finding(
        scalar.span,
        f"no schema is called `{scalar.text}`: the post is checked by the schema of its site",
        f"did you mean `{near}`?" if near else f"the shipped ones are {', '.join(SHIPPED)}",
        Fix(f"write `{near}`", (Edit(content_span(scalar), near),)) if near else None,
    )


def _unusable(given: str, span: Span) -> Finding:
    """The settings give a schema that nothing can be checked with; never pass that over in silence."""
    try:
        load(given)
    except SchemaError as error:
        return Finding(span, f"the schema of the settings cannot be used: {error}", error.faults[0].help)
    return Finding(span, "the schema of the settings cannot be used")

"""A tag has the same attribute twice.

## What it does
Reports the second attribute of the same name in one tag.

## Why is this bad?
Browsers take the first and ignore the second (HTML standard, 13.2.5.33), so a `class` or a `style` added
at the end of a tag that has one has no effect.

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p class="a" class="b">One</p>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p class="a b">One</p>
```

## Fix safety
Safe: the second attribute, which has no effect, is removed.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body import Body
from postlint.body.parse_findings import parse_findings
from postlint.body.tags import ParseError
from postlint.conformance.written import attribute_at, index_of, removed, verbatim
from postlint.diagnostic import Finding, Fix, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_WEIGHTS = {
    "duplicate-attribute": (Severity.WARNING, "merge the two, or remove one"),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    return parse_findings(post.body, post.context.html, _WEIGHTS, _repair)


def _repair(body: Body, error: ParseError, _span: Span) -> Fix | None:
    """Remove the attribute with the blanks before it."""
    index = index_of(body, error.span.start)
    attribute = attribute_at(body.tags[index], error.span) if index is not None else None
    place = verbatim(body, attribute.span) if attribute is not None else None
    if attribute is None or place is None:
        return None
    return Fix(f"remove the second `{attribute.name}`", (removed(body.source.text, place),))

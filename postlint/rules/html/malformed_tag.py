"""A tag is not written as tags are.

## What it does
Reports slips inside a tag: a quote or `<` in an attribute's name or unquoted value, two attributes
without a blank between them, a stray `=` or `/`, `name=` without a value, an end tag with attributes, a
`/` that does not close (`<div/>`), and a `<` that begins no tag.

## Why is this bad?
Browsers guess (HTML standard, 13.2.5): a doubled quote becomes a part of the next attribute's name,
`<div/>` stays open, a `<` before a blank is shown as it is. The guess is mostly what was meant, so these
are warnings.

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p class="a"title="b">One</p>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p class="a" title="b">One</p>
```

## Fix safety
Safe: a missing blank is added, a `<` that begins no tag is escaped. The page stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body import Body
from postlint.body.parse_findings import parse_findings, replaced
from postlint.body.tags import ParseError
from postlint.diagnostic import Finding, Fix, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_WEIGHTS = {
    "missing-whitespace-between-attributes": (Severity.WARNING, None),
    "unexpected-character-in-attribute-name": (Severity.WARNING, None),
    "unexpected-character-in-unquoted-attribute-value": (Severity.WARNING, None),
    "unexpected-equals-sign-before-attribute-name": (Severity.WARNING, None),
    "unexpected-solidus-in-tag": (Severity.WARNING, None),
    "missing-attribute-value": (Severity.WARNING, None),
    "end-tag-with-attributes": (Severity.WARNING, None),
    "end-tag-with-trailing-solidus": (Severity.WARNING, None),
    "non-void-html-element-start-tag-with-trailing-solidus": (Severity.WARNING, None),
    "invalid-first-character-of-tag-name": (Severity.WARNING, None),
    "eof-before-tag-name": (Severity.WARNING, None),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    return parse_findings(post.body, post.context.html, _WEIGHTS, _repair)


def _repair(body: Body, error: ParseError, span: Span) -> Fix | None:
    """Add the blank, or escape the `<`."""
    written = body.source.slice(span)
    if error.code == "missing-whitespace-between-attributes" and len(written) == 2:
        return replaced("add a blank", Span(span.start + 1, span.start + 1), " ")
    if error.code == "invalid-first-character-of-tag-name" and written.startswith("<"):
        return replaced("write `&lt;`", Span(span.start, span.start + 1), "&lt;")
    return None

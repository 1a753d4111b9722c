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
Safe: a missing blank is added, a `<` that begins no tag is escaped, an unquoted value is quoted, what
browsers ignore (attributes and a `/` of an end tag, a stray `/`) is removed. The page stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body import Body
from postlint.body.parse_findings import parse_findings, replaced
from postlint.body.tags import ParseError
from postlint.conformance.tried import tried
from postlint.conformance.written import attribute_at, index_of, removed, verbatim
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
    return tried(post, parse_findings(post.body, post.context.html, _WEIGHTS, _repair))


def _repair(body: Body, error: ParseError, span: Span) -> Fix | None:
    """What browsers read, written as it should be."""
    place = verbatim(body, error.span)
    if place != span:
        return None
    if error.code == "missing-whitespace-between-attributes" and span.end - span.start == 2:
        return replaced("add a blank", Span(span.start + 1, span.start + 1), " ")
    if error.code in ("invalid-first-character-of-tag-name", "eof-before-tag-name"):
        return replaced("write `&lt;`", Span(span.start, span.start + 1), "&lt;")
    if error.code == "unexpected-character-in-unquoted-attribute-value":
        return _quoted(body, error)
    if error.code == "missing-attribute-value":
        return replaced('write `""` for the empty value', Span(span.end, span.end), '""')
    # kramdown closes an element whose start tag ends with a slash.
    if error.code.startswith("non-void") and body.markup == "markdown":
        return None
    if error.code == "unexpected-solidus-in-tag":
        return replaced("write a blank for the `/`", span, " ")
    return _removed(body, span) if error.code in _IDLE else None


_START = "non-void-html-element-start-tag-with-trailing-solidus"
_IDLE = ("end-tag-with-attributes", "end-tag-with-trailing-solidus", _START)
"""What browsers pass over."""


def _removed(body: Body, span: Span) -> Fix:
    return Fix(f"remove `{body.source.slice(span)}`", (removed(body.source.text, span),))


def _quoted(body: Body, error: ParseError) -> Fix | None:
    """The value in quotes."""
    index = index_of(body, error.span.start)
    attribute = attribute_at(body.tags[index], error.span) if index is not None else None
    place = verbatim(body, attribute.value_span) if attribute and attribute.value_span else None
    if place is None:
        return None
    value = body.source.slice(place)
    if '"' in value and "'" not in value:
        return replaced("quote the value", place, f"'{value}'")
    return replaced("quote the value", place, '"' + value.replace('"', "&quot;") + '"')

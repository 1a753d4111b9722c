"""A character reference lacks its semicolon, or names nothing.

## What it does
Reports `&copy` without a semicolon, `&nosuch;`, `&#;`, and numbers that stand for no character (`&#0;`,
`&#xD800;`).

## Why is this bad?
Without the semicolon, browsers take the longest old name that fits: `&copy2021` shows ©2021, and
`&notice` shows ¬ice (HTML standard, 13.2.5.73). An unknown name is shown as it is written; a wrong number
becomes U+FFFD, and those of 128 to 159 other characters than they name.

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>&copy 2021</p>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>&copy; 2021</p>
```

## Fix safety
Safe: the semicolon is added, or the `&` of an unknown name escaped. The page stays the same.
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
    "missing-semicolon-after-character-reference": (Severity.WARNING, None),
    "unknown-named-character-reference": (Severity.WARNING, None),
    "absence-of-digits-in-numeric-character-reference": (Severity.WARNING, None),
    "null-character-reference": (Severity.WARNING, None),
    "control-character-reference": (Severity.WARNING, None),
    "noncharacter-character-reference": (Severity.WARNING, None),
    "surrogate-character-reference": (Severity.WARNING, None),
    "character-reference-outside-unicode-range": (Severity.WARNING, None),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    return parse_findings(post.body, post.context.html, _WEIGHTS, _repair)


def _repair(body: Body, error: ParseError, span: Span) -> Fix | None:
    """Add the semicolon, or escape the `&`."""
    if not body.source.slice(span).startswith("&"):
        return None
    if error.code == "missing-semicolon-after-character-reference":
        return replaced("add the semicolon", Span(span.end, span.end), ";")
    if error.code in (
        "unknown-named-character-reference",
        "absence-of-digits-in-numeric-character-reference",
    ):
        return replaced("write `&amp;`", Span(span.start, span.start + 1), "&amp;")
    return None

"""A comment is not written as comments are.

## What it does
Reports a comment that is never closed, closed by `--!>`, opened inside another, or opened by `<!` without
dashes; `<![CDATA[` and `<?`, which are comments in HTML.

## Why is this bad?
An unclosed comment hides the rest of the page: that is an error. `<!`, `<?` and `<![CDATA[` hide what
follows up to the next `>` (HTML standard, 13.2.5.41); the others end in another place than was meant.

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>One</p>
<!-- two --!>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>One</p>
<!-- two -->
```

## Fix safety
Safe: `--!>` becomes `-->`, and `<!-->` becomes `<!---->`, as browsers read them.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body import Body
from postlint.body.parse_findings import parse_findings, replaced
from postlint.body.tags import ParseError
from postlint.conformance.written import verbatim
from postlint.diagnostic import Finding, Fix, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_WEIGHTS = {
    "eof-in-comment": (Severity.ERROR, "close it with `-->`"),
    "eof-in-script-html-comment-like-text": (Severity.WARNING, None),
    "incorrectly-closed-comment": (Severity.WARNING, "close it with `-->`"),
    "incorrectly-opened-comment": (Severity.WARNING, "begin a comment with `<!--`"),
    "nested-comment": (Severity.WARNING, "the first `-->` ends both"),
    "abrupt-closing-of-empty-comment": (Severity.WARNING, None),
    "cdata-in-html-content": (Severity.WARNING, None),
    "unexpected-question-mark-instead-of-tag-name": (Severity.WARNING, None),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    return parse_findings(post.body, post.context.html, _WEIGHTS, _repair)


_INSTEAD = {"incorrectly-closed-comment": "-->", "abrupt-closing-of-empty-comment": "<!---->"}


def _repair(body: Body, error: ParseError, _span: Span) -> Fix | None:
    """The mark that was meant, where browsers take it for that."""
    place = verbatim(body, error.span) if error.code in _INSTEAD else None
    if place is None or not body.source.slice(place).endswith(">"):
        return None
    mark = _INSTEAD[error.code]
    return replaced(f"write `{mark}`", place, mark)

"""Elements overlap instead of lying in each other.

## What it does
Reports an end tag that comes too late or too early, `<b>…<p>…</b>…</p>`, a link that opens in a link, a
heading that is closed by another heading's end tag, and HTML that ends an SVG image it stands in.

## Why is this bad?
Browsers cut the elements into pieces until they fit (HTML standard, 13.2.6.4.7, the "adoption agency"):
the page mostly looks right, but links split, styles apply twice, and scripts find other elements than
were written. HTML inside SVG breaks the image: that is an error.

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>One <b>two <i>three</b> four</i></p>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>One <b>two <i>three</i></b><i> four</i></p>
```

## Fix safety
Safe: the elements are cut into the pieces that browsers make of them, where the page stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body.parse_findings import parse_findings
from postlint.conformance.tree_mending import mend
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule

_WEIGHTS = {
    "misnested-tag": (Severity.WARNING, "close the inner element first"),
    "nested-link": (Severity.WARNING, "close the first link before the second begins"),
    "mismatched-heading": (Severity.WARNING, "use the same number in both tags"),
    "html-in-foreign-content": (Severity.ERROR, "close the drawing or formula before it"),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    return parse_findings(
        post.body, post.context.html, _WEIGHTS, lambda _body, error, _span: mend(post, error)
    )

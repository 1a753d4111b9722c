"""An element is never closed, or something around it is closed first.

## What it does
Reports a start tag whose element is still open where the element around it ends, or where the post ends.
End tags that HTML lets you leave out (`</p>`, `</li>`, `</td>`, …) are not asked for.

## Why is this bad?
What is open at the end of a post takes in the rest of the page: a `<b>` makes the footer bold, a `<div>`
swallows the sidebar. A format (`<b>`, `<i>`, `<font>`, `<a>`, …) goes on in what follows even if its
parent is closed (HTML standard, 13.2.4.3). These are errors; an element that just ends with its parent is
a warning.

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<div>
<p>One</p>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<div>
<p>One</p>
</div>
```

## Fix safety
Safe where the end tag is added at the place where browsers end the element anyway, so that the page stays
the same. Unsafe for a format (`<b>`, `<i>`, …) that goes on in what follows: the fix ends it with its parent.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body.parse_findings import parse_findings
from postlint.conformance.tree_mending import mend
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule

_WEIGHTS = {
    "unclosed-element": (Severity.WARNING, "close it where it should end"),
    "eof-in-tag": (Severity.ERROR, "add the missing `>`"),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    return parse_findings(
        post.body, post.context.html, _WEIGHTS, lambda _body, error, _span: mend(post, error)
    )

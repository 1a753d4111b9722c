"""HTML that is indented by four spaces is shown as code.

## What it does
Reports a block element four or more columns from the left, right below other HTML.

## Why is this bad?
Four columns begin a code block in Markdown. Once the HTML above is complete (in kramdown) or a blank line
has come (in CommonMark), the indented tags are code, and the reader sees them.

## Example
```post
---
layout: post
title: "A"
---
<p>One</p>

    <p>Two</p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p>One</p>

<p>Two</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="notes")
def check(post: Post) -> Iterator[Finding]:
    """HTML in code blocks that nobody meant."""
    for note in post.body.notes:
        if note.kind == "indented-html":
            message = f"indented by four columns, `<{note.text}>` is code: the reader sees it as text"
            yield Finding(note.span, message, help="indent it by three columns at most")

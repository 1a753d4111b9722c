"""A start tag is ignored where it stands.

## What it does
Reports start tags that HTML drops in their place: `<html>`, `<head>` or `<body>` inside a post, `<td>`
outside a table, a `<form>` in a form, a `<select>` in a select, a second doctype; and `<image>`, which is
read as `<img>`.

## Why is this bad?
The tag and its attributes are lost (HTML standard, 13.2.6). The content stays, but is not what was meant:
cells outside a table run together. Whole documents pasted into a post show it, too: only their body
belongs there.

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<body class="old">
<p>One</p>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>One</p>
```

## Fix safety
Safe: the tag is removed, or written as browsers read it, where the page stays the same. Parts of a table that
is not there have no fix: they want one.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body.parse_findings import parse_findings
from postlint.conformance.tree_mending import mend
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule

_WEIGHTS = {
    "stray-start-tag": (Severity.WARNING, "remove the tag, or put it where HTML has it"),
    "stray-doctype": (Severity.WARNING, "a post is part of a page that has its doctype already"),
    "content-after-body": (Severity.WARNING, None),
    "misplaced-head-element": (Severity.WARNING, None),
    "image-start-tag": (Severity.WARNING, "write `<img>`"),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    return parse_findings(
        post.body, post.context.html, _WEIGHTS, lambda _body, error, _span: mend(post, error)
    )

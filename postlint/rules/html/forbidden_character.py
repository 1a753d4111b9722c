"""A character that HTML does not allow.

## What it does
Reports NUL, control characters, noncharacters and halves of surrogate pairs in the body. With the profile
`conforming` only: `file/control-character` reports control characters of any file.

## Why is this bad?
The HTML standard forbids them (13.2.3.5): browsers drop NUL or show U+FFFD, and XML, which feeds are made
of, cannot hold them at all.

## Example
```bytes _posts/2021-12-29-a.html
b'---\\nlayout: post\\n---\\n<p>a\\xef\\xb7\\x90b</p>\\n'
```
```toml
html = "conforming"
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>ab</p>
```
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body.parse_findings import parse_findings
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule

_REMOVE = "remove it: it is invisible, and no text needs it"
_WEIGHTS = {
    "unexpected-null-character": (Severity.INFO, _REMOVE),
    "control-character-in-input-stream": (Severity.INFO, _REMOVE),
    "noncharacter-in-input-stream": (Severity.INFO, _REMOVE),
    "surrogate-in-input-stream": (Severity.INFO, _REMOVE),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    if post.context.html != "conforming":
        return ()
    return parse_findings(post.body, post.context.html, _WEIGHTS)

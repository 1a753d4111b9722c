"""A suppression does not say why.

## What it does
Reports comments that suppress rules and give no reason after the brackets. It is off by default;
`require-reason = true` in the settings is another way to switch it on.

## Why is this bad?
Whoever reads the comment next year cannot tell whether it is still needed.

## Example
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
<p id="a">Shares rose.</p>
<!-- postlint: ignore[html/duplicate-id] -->
<p id="a">Shares fell.</p>
```
## Use instead
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
<p id="a">Shares rose.</p>
<!-- postlint: ignore[html/duplicate-id] the widget's script asks for it -->
<p id="a">Shares fell.</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.suppress import read


@rule(Severity.WARNING, default=False, needs="suppressions")
def check(post: Post) -> Iterator[Finding]:
    """The comments without a word after their brackets."""
    for item in post.once(read).items:
        if not any(character.isalnum() for character in item.reason):
            yield Finding(item.span, "the suppression gives no reason", "say why, after the closing bracket")

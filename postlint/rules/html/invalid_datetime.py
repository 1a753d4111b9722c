"""A date or time is not one that a machine can read.

## What it does
Checks `datetime` on `time`, `del` and `ins`, the text of a `time` without `datetime`, and `value`,
`min` and `max` of date inputs: the form (`2021-12-29`, `2021-12-29T22:29+08:00`, `2021-W52`,
`P3D`), the month's days, leap years, hours, and zones that no clock shows. A year before 1000 or
after 3000 is taken for a slip.

## Why is this bad?
Search engines, readers and calendars read these attributes; a value that they cannot read is as
good as none.

## Example
```post
---
layout: post
title: "A"
---
<p>Published <time datetime="2021/12/29">29 December</time>.</p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p>Published <time datetime="2021-12-29">29 December</time>.</p>
```
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.conformance import findings
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="html violations")
def check(post: Post) -> Iterable[Finding]:
    """What the conformance checks found of this kind."""
    return findings(post, "html/invalid-datetime")

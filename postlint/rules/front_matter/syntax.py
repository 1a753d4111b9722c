"""The front matter is no valid YAML, TOML or JSON.

## What it does
Reads the front matter as the site's generator does, and names each fault of its syntax: the cause,
at the characters that cause it. The keys that can still be read are checked by the other rules.

## Why is this bad?
Jekyll 4.3 logs an error, ends with exit code 0, and publishes the post without its front matter:
without its layout and title, under the day of the build. Hugo, Eleventy, Astro and Zola stop the
build; Hexo leaves the post out.

## Example
```post
---
layout: post
title: Weekly report: prices rise
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: "Weekly report: prices rise"
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Safe where the text has one reading: the value is put in quotes and what is inside is escaped, a
missing blank or colon is added, tabs and odd blanks become plain spaces. Where a `#` could begin a
comment, or an escape could be meant, the fix is unsafe.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.block import BOUNDS
from postlint.post import Post
from postlint.registry import Effects, rule

_ELSEWHERE = ("merge-conflict", "duplicate-key", "unclosed", "fence-space")


@rule(Severity.ERROR, needs="front matter faults", effects=Effects(reveals="front matter"))
def check(post: Post) -> Iterator[Finding]:
    """Yield every fault of the block's syntax; some have rules of their own."""
    block = post.front_matter
    if block is None or not block.faults:
        return
    for fault in block.faults:
        if fault.cause not in _ELSEWHERE and fault.cause not in BOUNDS:
            severity = None if fault.fatal else Severity.WARNING
            yield Finding(fault.span, fault.message, fault.help, fault.fix, severity=severity)

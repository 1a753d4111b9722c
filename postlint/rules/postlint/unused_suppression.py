"""A suppression has nothing to suppress.

## What it does
Reports each rule or group in a `postlint: ignore[...]` comment that finds nothing in the place
that the comment covers. Only rules that ran are judged; those that look at a whole site only by
a run over all of it, not over some of its posts. A group of which some rules look at a post and others at the
site (`link`, `all`) is left alone where the latter have a say in it.

## Why is this bad?
The fault is gone, but the comment still says that it is there, and would hide the next one.

## Example
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
<!-- postlint: ignore[html/duplicate-id] the widget needs it -->
<p id="a">Shares rose.</p>
```
## Use instead
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
<p id="a">Shares rose.</p>
```
## Fix safety
Safe where the post, rendered again without the comment, is the same page but for comments and white
space. Unsafe where it is not: the comment parts two paragraphs or lists, or is a part of an address.
"""

from __future__ import annotations

from postlint.diagnostic import Severity
from postlint.registry import run_rule

rule = run_rule(Severity.WARNING, __name__)

"""A link leads to an address that has moved for good.

## What it does
With `--online`, reports links whose server answers that the page is now elsewhere (301 or 308, over all
hops), when it is there. Redirects for the time being (302, 307) are not reported.

## Why is this bad?
The link works as long as the old server keeps pointing to the new place. Many links die when it stops.

## Example
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
[The report](http://example.com/old)
```
## Use instead
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
[The report](https://example.com/new)
```
## Fix safety
Unsafe: some sites redirect every page that they have lost to their front page.
"""

from __future__ import annotations

from postlint.diagnostic import Severity
from postlint.registry import run_rule

rule = run_rule(Severity.INFO, __name__)

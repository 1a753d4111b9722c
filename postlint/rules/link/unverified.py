"""A link could not be verified.

## What it does
With `--online`, reports links whose server refuses to answer a program (401, 403, 429), fails (5xx), or
does not answer in time, and links to private addresses, which postlint does not ask. It is
for information: the link may be well.

## Why is this bad?
It need not be. Servers that turn programs away answer readers; a failure may be over in a minute. But
nobody knows whether the link works until someone has looked.

## Example
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
[The report](https://example.com/for-subscribers)
```
## Use instead
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
[The report](https://example.com/)
```
"""

from __future__ import annotations

from postlint.diagnostic import Severity
from postlint.registry import run_rule

rule = run_rule(Severity.INFO, __name__)

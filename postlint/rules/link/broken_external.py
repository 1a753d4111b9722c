"""A link leads to a page of another site that is not there.

## What it does
With `--online`, asks for each address that the posts link to, and reports those that are surely dead:
the server answers 404 or 410, there is no such host, it refuses the connection, its certificate is
not valid, or it redirects in a circle. Servers that answer with a refusal or an error of their own
are not reported here, but by `link/unverified`.

Each address is asked once, however many links lead to it, and its answer is remembered: an hour when
it was dead, a week when it was well. Addresses of this machine and its network are never asked.

## Why is this bad?
The reader who follows the link gets nothing.

## Example
```post
---
layout: post
title: Markets today
date: 2021-12-29 22:29:56 +0800
---
[The report](https://example.com/no-such-page)
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

rule = run_rule(Severity.ERROR, __name__)

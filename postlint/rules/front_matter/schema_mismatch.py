"""The front matter breaks a condition of its schema.

## What it does
Reports what is about several values at once: `dependentRequired`, `not`, `oneOf` with two matches, and such.

## Why is this bad?
The project's own schema says so, for a reason of the project's.

## Example
```toml
schema = "posts.schema.json"
```
```file posts.schema.json
{"extends": "jekyll-post", "dependentRequired": {"image": ["image_alt"]}}
```
```post
---
layout: post
title: A picture
date: 2021-12-29 10:14:10 +0800
image: /assets/a.png
---
Text.
```

## Use instead
```toml
schema = "posts.schema.json"
```
```file posts.schema.json
{"extends": "jekyll-post", "dependentRequired": {"image": ["image_alt"]}}
```
```post
---
layout: post
title: A picture
date: 2021-12-29 10:14:10 +0800
image: /assets/a.png
image_alt: A river
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.schema import post_violations


@rule(Severity.ERROR, needs="schema violations")
def check(post: Post) -> Iterator[Finding]:
    """Yield a finding for each other condition of the schema that does not hold."""
    for v in post.once(post_violations):
        if v.kind == "other":
            yield Finding(v.span, v.message, v.help, v.fix, severity=v.severity)

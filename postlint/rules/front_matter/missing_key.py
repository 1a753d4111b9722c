"""A key that the schema asks for is missing.

## What it does
Compares the keys of the front matter with the `required` keys of its schema. Under the default schema of
Jekyll these are `layout` and `title`, of which a missing one is a warning (nothing is reported where the
site's `defaults` give it), and `date`, which is info: the file's name gives the day. Under `imported-news`
each is an error.

## Why is this bad?
Jekyll 4.3 publishes a post without `layout` as a bare fragment, and one without `title` under the words
of its file's name. Hugo dates a page without `date` 0001-01-01.

## Example
```post
---
title: No layout
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: With its layout
date: 2021-12-29 10:14:10 +0800
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
    """Yield a finding for each key that the schema asks for and the post lacks."""
    for v in post.once(post_violations):
        if v.kind == "missing":
            yield Finding(v.span, v.message, v.help, v.fix, severity=v.severity)

"""The value of an attribute is not of its type.

## What it does
Checks the values of attributes against the types of the HTML standard: whole numbers
(`width="100%"` on an image), numbers, keywords (`loading="fast"`), colours, ids, hash names, media
queries, media types, language tags, autofill fields, coordinates, and relations (a `meter` whose
`value` is above its `max`). URLs, dates, `srcset` and ARIA have rules of their own.

## Why is this bad?
A browser that cannot read the value takes a default: the image has another size, the list starts at
1, the frame is less closed than was meant.

## Example
```post
---
layout: post
title: "A"
---
<p><img src="/chart.png" alt="Chart" width="100%"></p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p><img src="/chart.png" alt="Chart" style="width: 100%"></p>
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
    return findings(post, "html/invalid-attribute-value")

"""HTML has no element of that name.

## What it does
Reports a tag whose name is neither of HTML nor of SVG or MathML nor that of a custom element (which
has a hyphen).

## Why is this bad?
Often it is no tag at all but text: in `List<String>` the reader sees only `List`. Write
`&lt;String>`, or code in backticks.

## Example
```post
---
layout: post
title: "A"
---
<p>Use a <listing-price>list</listing-price> or <pricelist>list</pricelist>.</p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p>Use a <listing-price>list</listing-price> or <span>list</span>.</p>
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
    return findings(post, "html/unknown-element")

"""An element has an attribute that it cannot have.

## What it does
Reports an attribute that HTML does not know on this element: misspelt (`herf`), of another element
(`href` on `div`), or for another type of `input`. Attributes of your own begin with `data-`. Event
handlers, ARIA attributes, microdata and RDFa are known. An element with a hyphen in its name may
have any attribute.

Under the profile `renders` the markup of quote widgets is left to the rules of `widget/`; so it is by
`html/obsolete` and `html/missing-attribute`.

## Why is this bad?
Browsers drop what they do not know: a misspelt `href` is no link, `widht` no width. Made-up
attributes may come to mean something one day.

## Example
```post
---
layout: post
title: "A"
---
<p><a href="/news" tittle="All news">News</a></p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p><a href="/news" title="All news">News</a></p>
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
    return findings(post, "html/attribute-not-allowed")

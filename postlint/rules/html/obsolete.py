"""An element or attribute is obsolete.

## What it does
Reports elements that the HTML standard has dropped (`center`, `font`, `tt`, `marquee`) and
attributes that it has dropped (`align`, `bgcolor`, `border`, `cellpadding`, `frameborder`, `name`
on `a`), with what took their place. Under the profile `renders` each kind is reported once in a
post, with how often it occurs.

## Why is this bad?
Browsers still know most of them, so nothing is broken today; but they are no part of HTML
(standard, 16 "Obsolete features"), and a theme's style sheet cannot easily overrule them.

## Example
```post
---
layout: post
title: "A"
---
<center>Closing prices</center>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p style="text-align: center">Closing prices</p>
```

## Fix safety
Unsafe: elements and attributes become CSS in `style`, or the element that took their place, in the
whole post at once for each kind. A theme's style sheet counts less than `style`, and more than what it
replaces. Where CSS has no answer for one tag alone (`cellpadding`, a table's `border="1"`), there is no
fix.
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
    return findings(post, "html/obsolete")

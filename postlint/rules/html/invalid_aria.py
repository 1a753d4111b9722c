"""A role, state or accessible name is not as ARIA in HTML allows.

## What it does
Checks roles (known, allowed on the element, complete), states and properties (known, allowed for
the role, of the right type), names on elements that cannot be named, and roles that say again what
the element is by itself: "ARIA in HTML" and WAI-ARIA 1.2.

## Why is this bad?
Assistive technology ignores what it cannot use, or takes it at its word and misleads the reader.

## Example
```post
---
layout: post
title: "A"
---
<p><span role="buton" tabindex="0">Buy</span></p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p><span role="button" tabindex="0">Buy</span></p>
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
    return findings(post, "html/invalid-aria")

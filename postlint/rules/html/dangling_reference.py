"""An attribute refers to an id that no element has.

## What it does
Follows `for`, `form`, `list`, `usemap`, `headers`, `itemref`, `commandfor` and
`aria-activedescendant` to the element that they name, and checks that it is of the right kind.
Links (`href="#id"`) are the concern of `link/`.

## Why is this bad?
The label does not focus its field, the map does not work, the cell has no header: silently.

## Example
```post
---
layout: post
title: "A"
---
<p><label for="email">Mail</label> <input id="mail"></p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p><label for="mail">Mail</label> <input id="mail"></p>
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
    return findings(post, "html/dangling-reference")

"""An element lacks a child that it cannot do without.

## What it does
Reports a `dl` with a term and no description, a `details` without `summary`, a `picture` without
`img`, a `ruby` without `rt`, an empty `option`, a required `select` without options, and others
whose content model (HTML standard, section 4) asks for a child.

## Why is this bad?
Browsers show something, but not what was meant: a `details` without `summary` is labelled "Details"
in the browser's language, a `picture` without `img` shows nothing.

## Example
```post
---
layout: post
title: "A"
---
<details>
Long list
</details>
```

## Use instead
```post
---
layout: post
title: "A"
---
<details><summary>All holdings</summary>
Long list
</details>
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
    return findings(post, "html/missing-element")

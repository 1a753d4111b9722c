"""A script has attributes or content that its type does not allow.

## What it does
Checks the attributes of `script` against its type (classic, module, import map, speculation rules,
data block), the JSON of import maps and speculation rules, and text in a script that has a `src`.

## Why is this bad?
The browser ignores the attribute, the text or the whole script.

## Example
```post
---
layout: post
title: "A"
---
<script type="importmap">
{"imports": {"chart": "chart.js"}}
</script>
```

## Use instead
```post
---
layout: post
title: "A"
---
<script type="importmap">
{"imports": {"chart": "./chart.js"}}
</script>
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
    return findings(post, "html/invalid-script")

"""An element stands where its surroundings do not allow it.

## What it does
Checks the content models of the HTML standard (section 4): what may stand in a list, table,
heading, paragraph, link or button, in which order, and what excludes what at any depth (a link in a
button, a heading in a table's header cell, a form in a form). What the parser itself repairs is a
parse error, and has its own rules.

## Why is this bad?
Browsers build the tree as written, but screen readers, feed readers and style sheets go by the
model: an item outside of a list is no item, a control inside another cannot be reached.

## Example
```post
---
layout: post
title: "A"
---
<ul>
<p>First</p>
<li>Second</li>
</ul>
```

## Use instead
```post
---
layout: post
title: "A"
---
<ul>
<li>First</li>
<li>Second</li>
</ul>
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
    return findings(post, "html/element-not-allowed-here")

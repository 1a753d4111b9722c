"""Something stands in a table, but in none of its cells.

## What it does
Reports text and elements directly inside `<table>`, `<tbody>` or `<tr>`, a table directly inside a table,
and cells outside a row.

## Why is this bad?
Browsers move what is not in a cell in front of the table (HTML standard, 13.2.6.4.9, "foster parenting"),
so it appears somewhere else than it was written. A table in a table, but in no cell, ends the outer one.

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<table>
Note
<tr><td>1</td></tr>
</table>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>Note</p>
<table>
<tr><td>1</td></tr>
</table>
```

## Fix safety
Safe: the row is opened that browsers add. What stands between cells has no fix: only its author knows where
it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body.parse_findings import parse_findings
from postlint.conformance.tree_mending import mend
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule

_WEIGHTS = {
    "misplaced-in-table": (Severity.ERROR, "put it into a cell, or before the table"),
    "nested-table": (Severity.ERROR, "put the inner table into a cell"),
    "missing-row": (Severity.WARNING, "put the cell into a `<tr>`"),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    return parse_findings(
        post.body, post.context.html, _WEIGHTS, lambda _body, error, _span: mend(post, error)
    )

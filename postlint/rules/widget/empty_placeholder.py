"""An empty span waits for a price that no script will put there.

## What it does
Finds the empty spans of quote widgets (`quote_1.600160`, `bkquote_90.BK0740`) that stand in a
post without the widget that they belong to.

## Why is this bad?
The span shows nothing, and its id may be in the post more than once. It is what an earlier, half
done clean-up leaves.

## Example
```post
---
layout: post
title: Exports
date: 2021-12-29 10:14:10 +0800
---
<p>Shares of Juhua<span id="quote_1.600160"></span> rose.</p>
```

## Use instead
```post
---
layout: post
title: Exports
date: 2021-12-29 10:14:10 +0800
---
<p>Shares of Juhua rose.</p>
```

## Fix safety
Safe: the element holds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Fix, Severity
from postlint.post import Post
from postlint.registry import Effects, rule
from postlint.widgets import Options, chosen, shown, subject


@rule(Severity.WARNING, options=Options, needs="widgets", effects=Effects(elements="span"))
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each placeholder that stands alone."""
    for widget in chosen(post, "placeholder", options):
        yield Finding(
            widget.span,
            f"empty quote placeholder of {widget.title}:{shown(widget)}",
            "no script of this site fills it",
            Fix("remove the empty span", widget.edits),
            subject=subject(widget),
        )

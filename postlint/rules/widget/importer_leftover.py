"""An importer left its own marks in the post.

## What it does
Finds comments that mark the place of a chart or of keywords for the importer (`EM_StockImg_Start`,
`IMG#0`, `news_keyword_pub`, `TradingView Widget BEGIN`) where the widget itself is gone, and the
hidden, empty paragraphs that stand before East Money's charts.

## Why is this bad?
They mean nothing on this site. A hidden paragraph still takes its margins in some feed readers
and is read out by some screen readers.

## Example
```post
---
layout: post
title: Exports
date: 2021-12-29 10:14:10 +0800
---
<p style="display:none;height:1px;overflow:hidden;"><br /></p><p>Exports rose.</p>
```

## Use instead
```post
---
layout: post
title: Exports
date: 2021-12-29 10:14:10 +0800
---
<p>Exports rose.</p>
```

## Fix safety
Unsafe: scripts or styles of the site could look for the element or the comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.widgets import Options, chosen, subject


@rule(Severity.WARNING, options=Options, needs="widgets")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each mark."""
    for widget in chosen(post, "leftover", options):
        comment = post.source.text.startswith("<!--", widget.span.start)
        what = "importer's comment" if comment else "hidden empty paragraph"
        yield Finding(
            widget.span,
            f"{what} of {widget.title}",
            "an importer left it; it means nothing on this site",
            Fix(f"remove the {'comment' if comment else 'paragraph'}", widget.edits, Safety.UNSAFE),
            subject=subject(widget),
        )

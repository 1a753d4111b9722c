"""A price stands in the text as it was when the page was copied.

## What it does
Finds the numbers that a quote widget showed at the moment of the copy: Sina's filled spans
(`(18.550, 0.56, 3.11%)`), Yahoo's `fin-streamer`, MarketWatch's `bg-quote`.

## Why is this bad?
On the provider's page the number moves. In the post it is the price of an unknown minute, and
looks like part of the article.

## Example
```post
---
layout: post
title: Glass
date: 2021-12-29 10:14:10 +0800
---
<p>Shares of <span><a href="http://finance.sina.com.cn/realstock/company/sh600660/nc.shtml"
>Fuyao</a></span><span>(<span style="color:#FF0000;">18.550</span>, <span>3.11%</span>)</span> rose.</p>
```

## Use instead
```post
---
layout: post
title: Glass
date: 2021-12-29 10:14:10 +0800
---
<p>Shares of Fuyao rose.</p>
```

## Fix safety
Unsafe: the page loses the numbers. The name stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.widgets import Options, chosen, shown, subject


@rule(Severity.WARNING, options=Options, needs="widgets")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each frozen price."""
    for widget in chosen(post, "frozen-price", options):
        yield Finding(
            widget.span,
            f"price of {widget.title} frozen when the page was copied:{shown(widget)}".rstrip(":"),
            "no script moves it here; name the price and its date in the text, or drop it",
            Fix("remove the price", widget.edits, Safety.UNSAFE),
            subject=subject(widget),
        )

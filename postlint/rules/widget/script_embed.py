"""A widget of a quote provider runs in the page.

## What it does
Finds the embedded widgets of quote providers: TradingView's containers, frames and scripts, Google
Finance frames, CoinMarketCap's tickers. A container with its comments and scripts is one finding.

## Why is this bad?
The widget loads and runs the provider's code in each reader's browser, shows the prices of the
day on which the post is read, and is blank in feeds and where the service has ended. A site that
wants it says so in its settings: `widgets.allow = ["tradingview"]`.

## Example
```post
---
layout: post
title: A ticker
date: 2021-12-29 10:14:10 +0800
---
<div class="coinmarketcap-currency-widget" data-currencyid="1" data-base="USD"></div>
```

## Use instead
```post
---
layout: post
title: A ticker
date: 2021-12-29 10:14:10 +0800
---
See [today's price](https://coinmarketcap.com/currencies/bitcoin/).
```

## Fix safety
Unsafe: the page loses the widget. Of a TradingView container the link to the symbol stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.widgets import Options, chosen, shown, subject


@rule(Severity.WARNING, options=Options, needs="widgets")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each embedded widget."""
    for widget in chosen(post, "script", options):
        yield Finding(
            widget.span,
            f"embedded widget of {widget.title}:{shown(widget)}".rstrip(":"),
            "the provider's code runs in each reader's browser; link to its page instead",
            Fix("remove the widget", widget.edits, Safety.UNSAFE),
            subject=subject(widget),
        )

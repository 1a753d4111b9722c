"""A chart is loaded from a quote provider each time the post is read.

## What it does
Finds the chart images of quote providers (a K-line of East Money with its importer's comments, a
chart of Finviz or Google Finance).

## Why is this bad?
The provider draws the image when the page is opened: years later the article shows the prices of
that day, not of its own. Its address holds a token that expires, and some of the services are
gone, so that the reader sees a broken image.

## Example
```post
---
layout: post
title: A chart
date: 2021-12-29 10:14:10 +0800
---
<!-- EM_StockImg_Start --><p><a href="http://quote.eastmoney.com/unify/r/106.NIO"
class="EmImageRemark"><img src="https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid=106.NIO"
alt="K图 NIO_0" /></a></p><!-- EM_StockImg_End -->
```

## Use instead
```post
---
layout: post
title: A chart
date: 2021-12-29 10:14:10 +0800
---
![NIO, daily prices in December 2021](/images/nio-2021-12.png)
```

## Fix safety
Unsafe: the page loses the chart, with the link and the paragraph that hold nothing else. Of a
Finviz chart the alternative text stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.widgets import Options, chosen, shown, subject


@rule(Severity.WARNING, options=Options, needs="widgets")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each chart image."""
    for widget in chosen(post, "chart", options):
        yield Finding(
            widget.span,
            f"chart image of {widget.title}:{shown(widget)}".rstrip(":"),
            "it shows the prices of the day on which it is read, as long as its address works; "
            "keep an image of the day instead",
            Fix("remove the chart", widget.edits, Safety.UNSAFE),
            subject=subject(widget),
        )

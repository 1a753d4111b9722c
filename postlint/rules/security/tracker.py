"""An invisible image tells another site who reads the post.

## What it does
Finds images of other hosts that are at most one pixel wide and high, and images of hosts that only
count readers (FeedBurner, WordPress statistics, Google Analytics, Facebook, Baidu).

## Why is this bad?
The image shows nothing. Each reader's browser tells its host the page, the time and the address;
in many countries that needs the reader's consent. It comes along when a feed or a newsletter is
imported.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
Some text.

<img src="https://feeds.feedburner.com/~r/example/~4/1" width="1" height="1" alt="">
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
Some text.
```

## Fix safety
Unsafe: whoever counts the readers loses them.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.body.tags import Attribute, Tag
from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.hosts import below, host_of
from postlint.post import Post
from postlint.registry import rule

_COUNTERS = (
    "feeds.feedburner.com", "stats.wordpress.com", "pixel.wp.com", "google-analytics.com",
    "googletagmanager.com", "doubleclick.net", "scorecardresearch.com", "quantserve.com", "hm.baidu.com",
    "cnzz.com", "51.la", "statcounter.com", "facebook.com/tr?", "list-manage.com",
)  # fmt: skip


@rule(Severity.WARNING, needs="images")
def check(post: Post) -> Iterator[Finding]:
    """Yield one finding for each image that only counts."""
    if not post.body.starts("img"):
        return
    sources = [(tag, url.value or "") for tag, url in post.body.carrying("src") if tag.name == "img"]
    every = "\n".join([url for _, url in sources])
    known = any(counter in every for counter in _COUNTERS)
    dots = {tag.span for tag, width in post.body.carrying("width") if _is_dot(tag, width)}
    for tag, url in sources if known or dots else ():
        host = host_of(url)
        if host and (tag.span in dots or (known and _counts(host, url))):
            span = post.body.locate(tag.span)
            yield Finding(
                span,
                f"an invisible image tells `{host}` who reads the post",
                "remove it; a counter that the site wants belongs in the layout",
                Fix("remove the image", (Edit(span, ""),), Safety.UNSAFE),
            )


def _counts(host: str, url: str) -> bool:
    return below(host, _COUNTERS) or (below(host, ("facebook.com",)) and "facebook.com/tr?" in url)


def _is_dot(tag: Tag, width: Attribute) -> bool:
    dots = ("0", "1", "0px", "1px")
    return width.value in dots and tag.value("height") in dots

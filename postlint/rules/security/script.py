"""A script runs in the post.

## What it does
Finds `script` elements in a post: a warning when the script comes from another host, information
when it stands in the post or on the site. Data blocks (`application/json`, `application/ld+json`),
the scripts of well-known embeds (Twitter, Instagram, gists) and quote widgets, which
`widget/script-embed` reports, do not count. `allow` names hosts whose scripts the site wants.

## Why is this bad?
A script that an importer brought along has the rights of the site: it reads what visitors type
and changes what they see. Feeds and readers drop it, so the post must make sense without.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
Some text.

<script src="https://cdn.example.net/counter.js"></script>
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
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postlint.body.tags import Tag
from postlint.diagnostic import Finding, Severity
from postlint.hosts import below, host_of
from postlint.post import Post
from postlint.registry import rule
from postlint.widgets import inside_widget

_DATA = ("json", "text/x-", "text/template", "math/", "importmap", "speculationrules")

_EMBEDS = (
    "platform.twitter.com", "platform.x.com", "platform.instagram.com", "www.instagram.com",
    "gist.github.com", "embedr.flickr.com", "connect.facebook.net", "static.codepen.io",
    "production-assets.codepen.io", "cpwebassets.codepen.io", "speakerdeck.com", "asciinema.org",
    "embed.reddit.com", "public.flourish.studio", "www.tiktok.com",
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """Which scripts are wanted.

    `allow` names hosts; those below them are allowed too.
    """

    allow: tuple[str, ...] = ()


@rule(Severity.WARNING, options=Options, needs="active markup")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each script that runs."""
    for tag in post.body.starts("script"):
        kind = (tag.value("type") or "").lower()
        span = post.body.locate(tag.span)
        if any(data in kind for data in _DATA) or inside_widget(post, span):
            continue
        finding = _finding(post, tag, options)
        if finding is not None:
            yield finding


def _finding(post: Post, tag: Tag, options: Options) -> Finding | None:
    source = tag.attribute("src")
    if source is None or source.value_span is None:
        return Finding(
            post.body.locate(tag.span),
            "the post runs a script",
            "feeds drop it; move it to the layout when the site needs it",
            severity=Severity.INFO,
        )
    host = host_of(source.value or "")
    if host and below(host, (*_EMBEDS, *options.allow)):
        return None
    return Finding(
        post.body.locate(source.value_span),
        f"the post runs a script from `{host}`" if host else "the post runs a script of the site",
        "it can do all that the site can, and feeds drop it; move it to the layout when the site needs it",
        severity=Severity.WARNING if host else Severity.INFO,
    )

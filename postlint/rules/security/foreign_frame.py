"""A frame shows a page of a host that is not a known player.

## What it does
Finds `iframe` elements whose host is not one of the well-known services that people embed (videos,
slides, maps, code, charts). `allow` adds hosts.

## Why is this bad?
The other site runs in the page, and may change, track or end without the author's knowledge. A
frame that came with an imported article is often an advertisement.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<iframe src="https://ads.example.net/box.html" title="box"></iframe>
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<iframe src="https://www.youtube-nocookie.com/embed/0123456789a" title="talk"></iframe>
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postlint.diagnostic import Finding, Severity
from postlint.hosts import below, host_of
from postlint.post import Post
from postlint.registry import rule
from postlint.widgets import inside_widget

_KNOWN = (
    "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "bilibili.com", "v.qq.com", "youku.com",
    "iqiyi.com", "ixigua.com", "dailymotion.com", "twitch.tv", "ted.com", "wistia.com", "wistia.net",
    "loom.com", "archive.org", "music.163.com", "spotify.com", "soundcloud.com", "bandcamp.com",
    "podcasts.apple.com", "music.apple.com", "speakerdeck.com", "slideshare.net", "slides.com",
    "docs.google.com", "drive.google.com", "maps.google.com", "calendar.google.com", "www.google.com",
    "openstreetmap.org", "codepen.io", "jsfiddle.net", "codesandbox.io", "stackblitz.com", "replit.com",
    "play.golang.org", "go.dev", "asciinema.org", "observablehq.com", "datawrapper.de",
    "datawrapper.dwcdn.net", "plotly.com", "plot.ly", "shinyapps.io", "rpubs.com", "figma.com", "giphy.com",
    "twitter.com", "x.com", "instagram.com", "facebook.com", "reddit.com", "redditmedia.com", "github.com",
    "gist.github.com", "ghbtns.com", "desmos.com", "geogebra.org", "tableau.com", "flourish.studio",
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """Which frames are wanted.

    `allow` names hosts; those below them are allowed too.
    """

    allow: tuple[str, ...] = ()


@rule(Severity.WARNING, options=Options, needs="active markup")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each frame of a host that is not known."""
    for tag in post.body.starts("iframe"):
        source = tag.attribute("src")
        if source is None or source.value_span is None or post.body.templated(source.value_span):
            continue
        host = host_of(source.value or "")
        place = post.body.locate(source.value_span)
        if host and not below(host, (*_KNOWN, *options.allow)) and not inside_widget(post, place):
            yield Finding(
                place,
                f"the frame shows a page of `{host}`",
                f'if the site wants it, set `allow = ["{host}"]` for this rule',
            )

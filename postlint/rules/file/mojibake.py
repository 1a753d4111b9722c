"""UTF-8 text was read as another encoding and saved so.

## What it does
Finds text whose characters, written in Windows-1252 (or Latin-1) or GBK, are the bytes of other,
plain UTF-8 text: `CafÃ©` for `Café`, `itâ€™s` for `it’s`, `ä¸­å›½` for `中国`; and `锟斤拷`, which is
the replacement character read as GBK. Only sequences that no language writes count.

## Why is this bad?
The reader sees the wrong characters. It happened when the text was imported or pasted, and each
further round makes it worse.

## Example
```post
---
layout: post
title: The cafÃ© is open
date: 2021-12-29 10:14:10 +0800
---
Itâ€™s open all day.
```

## Use instead
```post
---
layout: post
title: The café is open
date: 2021-12-29 10:14:10 +0800
---
It’s open all day.
```

## Fix safety
Unsafe: the text changes, to what the bytes say in UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.encodings import misread
from postlint.post import Post
from postlint.registry import rule
from postlint.spans import touched
from postlint.text import Span


@rule(Severity.WARNING, needs="odd characters")
def check(post: Post) -> Iterator[Finding]:
    """Yield one finding for each run of misread characters outside code."""
    for garbled in misread(post.source.text):
        if touched(post.once(_not_prose), garbled.span):
            continue
        shown = post.source.slice(garbled.span)
        if garbled.meant is None:
            yield Finding(
                garbled.span,
                f"`{shown}` is UTF-8 read as {garbled.encoding}, and what it said is lost",
                "write again what stood here",
            )
        else:
            yield Finding(
                garbled.span,
                f"`{shown}` is UTF-8 read as {garbled.encoding}: `{garbled.meant}`",
                "the text was read in the wrong encoding before it was saved here",
                Fix(
                    f"write `{garbled.meant}`",
                    (Edit(garbled.span, garbled.meant),),
                    Safety.UNSAFE,
                ),
            )


def _not_prose(post: Post) -> tuple[Span, ...]:
    """Code, scripts and styles: what shows or holds bytes on purpose."""
    raw = [
        post.body.locate(Span(tag.span.start, after.span.end))
        for tag, after in pairwise(post.body.tags)
        if tag.name in ("script", "style") and not tag.closing
    ]
    return tuple(sorted((*post.body.code, *raw)))

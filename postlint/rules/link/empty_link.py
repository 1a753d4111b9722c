"""A link or picture has no address.

## What it does
Reports `[text]()`, `[text](<>)`, `<a href="">`, `<img src="">`, and `<>` on a line of its own or
after a colon, where the address of a source was meant.

## Why is this bad?
`href=""` leads to the page that the reader is on, and with an empty `src` there is nothing to show
(HTML standard, 4.8.3: the URL must not be empty). kramdown prints `<>` as these two characters: the
address is lost.

## Example
```post
---
title: A day
---
From [the agency]().

<>
```
## Use instead
```post
---
title: A day
---
From [the agency](https://example.com/news/1350.html).

<https://example.com/news/1350.html>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.body.links import Link
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.site.targets import empty_autolinks, faults


@rule(Severity.ERROR, needs="link faults")
def check(post: Post) -> Iterator[Finding]:
    """Links without a target, and `<>`."""
    for fault in post.once(faults).get("empty", ()):
        yield Finding(fault.span, _message(fault.link), help="give the address, or take the link away")
    text = post.source.text
    if "<" in text and "<>" in text:
        for span in empty_autolinks(post):
            yield Finding(
                span,
                f"`<>` holds no address; {post.context.generator_title} prints the two characters",
                help="put the address of the source between them, or delete them",
            )


def _message(link: Link) -> str:
    if link.kind != "a[href]":
        return f"the address of this `<{link.kind.partition('[')[0]}>` is empty: nothing is loaded"
    what = f"`{link.text[:40]}`" if link.text.strip() else "the link"
    return f"{what} leads nowhere: its address is empty"

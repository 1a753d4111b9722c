"""A `#` cuts a title or another text short.

## What it does
Finds texts without quotes in which a blank and a `#` stand right before more text, as in
`Issue #1`: YAML takes the rest of the line for a comment. A `#` with a blank after it is a comment
to the reader as well, and is left alone.

## Why is this bad?
The page shows `Issue`. Where the text begins with `#`, nothing is left of it.

## Example
```post
---
layout: post
title: Issue #1 is out
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: "Issue #1 is out"
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Unsafe: what would go into the text may have been meant as a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.front_matter.meant import NAMES, Text
from postlint.front_matter.quoting import quoted
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span


@rule(Severity.ERROR, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the comments that were meant as text."""
    block = post.front_matter
    if block is None or block.format != "yaml":
        return
    content = block.content
    if "#" not in post.source.text[content.start : content.end]:
        return
    for text in block.texts:
        comment = _comment(post.source.text, text) if text.value.style == "plain" else None
        if comment:
            yield _finding(post, text, comment)


def _comment(source: str, text: Text) -> Span | None:
    """The comment after a plain value, when no blank follows its `#`."""
    start = text.value.span.end
    while source[start : start + 1] in (" ", "\t"):
        start += 1
    if source[start : start + 1] != "#" or source[start + 1 : start + 2] in (
        "",
        " ",
        "\t",
        "\r",
        "\n",
        "#",
        "!",
    ):
        return None
    if source.startswith("#postlint", start):
        return None
    end = source.find("\n", start)
    return Span(start, len(source[: end if end >= 0 else None].rstrip()))


def _finding(post: Post, text: Text, comment: Span) -> Finding:
    whole = Span(text.value.span.start, comment.end)
    fix = Fix("put the whole text in quotes", (Edit(whole, quoted(post.source.slice(whole))),), Safety.UNSAFE)
    reader = NAMES[post.context.generator]
    rest = f"reads only `{text.value.text}`" if text.value.text else "reads nothing"
    message = f"`{post.source.slice(comment)}` is a comment, so {reader} {rest}"
    return Finding(comment, message, "put the whole text in quotes", fix)

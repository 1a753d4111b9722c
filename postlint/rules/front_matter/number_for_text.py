"""A number stands where a text is meant.

## What it does
Finds titles, tags, categories, authors and the like that YAML reads as a number, and says what is
left of them.

## Why is this bad?
A stock code loses its zeros (`000001` is 1), a version its last digit (`1.10` is 1.1), and `12:30`
becomes a number of seconds. That is an error; a number that prints as it was written is a warning,
since a page that asks for a text gets none.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
tags: [000001]
---
Text.
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
tags: ["000001"]
---
Text.
```

## Fix safety
Safe: the text is put in quotes as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.front_matter.meant import NAMES, Text, printed
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.ERROR, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the plain values under text keys that are numbers to the generator."""
    block = post.front_matter
    if block is None or block.format != "yaml":
        return
    reader = NAMES[post.context.generator]
    for text in block.texts:
        if text.value.value.__class__ in (int, float) and not _unread(post, text):
            yield _finding(text, reader)


def _unread(post: Post, text: Text) -> bool:
    """Jekyll reads no such list at all, which `front-matter/lost-list` says."""
    return post.context.generator == "jekyll" and not text.listed and text.key.text in ("tags", "categories")


def _finding(text: Text, reader: str) -> Finding:
    source, shown = text.value.text, printed(text.value.value)
    quoted = Fix("put it in quotes", (Edit(text.value.span, f'"{source}"'),))
    if shown == source:
        message = f"`{source}` in `{text.key.text}` is a number to {reader}, not a text"
        return Finding(text.value.span, message, f'write `"{source}"`', quoted, severity=Severity.WARNING)
    message = f"`{source}` in `{text.key.text}` is the number {shown} to {reader}"
    return Finding(text.value.span, message, f'write `"{source}"`', quoted)

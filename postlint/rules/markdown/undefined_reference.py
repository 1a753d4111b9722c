"""A link refers to a definition that does not exist.

## What it does
Reports `[text][label]` and `[text][]` where the post has no line `[label]: target`.

## Why is this bad?
No Markdown renderer makes a link of it: the reader sees the brackets. Mostly the label is misspelt, or
its definition was removed.

## Example
```post
---
layout: post
title: "A"
---
See [the guide][guied].

[guide]: https://example.org/guide
```

## Use instead
```post
---
layout: post
title: "A"
---
See [the guide][guide].

[guide]: https://example.org/guide
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="notes")
def check(post: Post) -> Iterator[Finding]:
    """Labels without a definition, as the renderer found them."""
    for note in post.body.notes:
        if note.kind == "undefined-reference":
            if note.text.isdecimal() and _is_index(post.source.text, note.span.start):
                continue
            message = f"no line defines `{note.text}`: the reader sees the brackets, and no link"
            yield Finding(note.span, message, help=f"add `[{note.text}]: …`, or write `[text](target)`")


def _is_index(text: str, at: int) -> bool:
    """Whether brackets before a number make it an index, `row[i][1]`, or one of two marks, `[1][2]`."""
    first = re.search(r"([\w)]?)\[([^\[\]\n]*)\]\[\Z", text[max(at - 100, 0) : at], re.ASCII)
    return first is not None and (bool(first[1]) or first[2].strip().isdecimal())

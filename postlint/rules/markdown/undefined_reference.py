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

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="notes")
def check(post: Post) -> Iterator[Finding]:
    """Labels without a definition, as the renderer found them."""
    for note in post.body.notes:
        if note.kind == "undefined-reference":
            before = post.source.text[max(note.span.start - 2, 0) : note.span.start]
            if note.text.isdecimal() and before.endswith("[") and not note.text.startswith("^"):
                # `row[0][1]` is code that nobody put in backticks.
                continue
            message = f"no line defines `{note.text}`: the reader sees the brackets, and no link"
            yield Finding(note.span, message, help=f"add `[{note.text}]: …`, or write `[text](target)`")

"""An HTML element that is never closed swallows the Markdown after it.

## What it does
Reports an HTML element in a Jekyll post whose end tag is missing, or comes after that of an element
around it.

## Why is this bad?
kramdown 2.4 keeps everything up to the end tag as it stands. Without one, that is the rest of the post
(of a block element) or of the paragraph (of one in a line): no Markdown in it is rendered, and links and
headings show as typed.

## Example
```post
---
layout: post
title: "A"
---
<div>
<p>Note</p>

See [the guide](/guide/).
```

## Use instead
```post
---
layout: post
title: "A"
---
<div>
<p>Note</p>
</div>

See [the guide](/guide/).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.body.kramdown.elements import ELEMENTS, IN_LINES
from postlint.diagnostic import Finding, Related, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="notes")
def check(post: Post) -> Iterator[Finding]:
    """Elements that kramdown closed at the end."""
    for note in post.body.notes:
        if note.kind == "unclosed-element" and note.text.lower() in ELEMENTS:
            is_block = note.text.lower() not in IN_LINES
            what = "the rest of the post" if is_block else "the rest of the paragraph"
            related = (Related(note.related, "this end tag comes too late"),) if note.related else ()
            message = f"`<{note.text}>` is never closed: kramdown renders no Markdown in {what}"
            yield Finding(note.span, message, help=f"add `</{note.text}>`", related=related)

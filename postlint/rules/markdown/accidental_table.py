"""A paragraph with a pipe becomes a table.

## What it does
Reports a paragraph of one line that kramdown makes a table of because a `|` stands in it.

## Why is this bad?
kramdown 2.4 needs neither a line of dashes nor a pipe at the start: any paragraph each line of which
holds a pipe is a table (its syntax page, "Tables"). A headline `A | B` or a byline then stands in cells.

## Example
```post
---
layout: post
title: "A"
---
Price a | b compared
```

## Use instead
```post
---
layout: post
title: "A"
---
Price a \\| b compared
```

## Fix safety
Safe: the pipes are escaped, and the line is a paragraph. Unsafe where the cells kept apart what is emphasis
in one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import finditer

from postlint.conformance.reading import reads_the_same
from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import Effects, rule
from postlint.text import Span


@rule(Severity.WARNING, needs="notes", effects=Effects("|", "table thead tbody tr td th p"))
def check(post: Post) -> Iterator[Finding]:
    """Tables of one line, without a line of dashes and without a pipe at the start."""
    for note in post.body.notes:
        if note.kind == "implicit-table" and note.text == "1":
            pipes = [m.start() for m in finditer(r"(?<!\\)\|", post.source.slice(note.span))]
            spans = [Span(note.span.start + at, note.span.start + at + 1) for at in pipes]
            edits = tuple(Edit(Span(span.start, span.start), "\\") for span in spans)
            if spans:
                message = "this `|` makes kramdown set the paragraph as a table"
                safe = reads_the_same(post, edits, but="|")
                fix = Fix("escape the pipe", edits, Safety.SAFE if safe else Safety.UNSAFE)
                yield Finding(spans[0], message, fix=fix)

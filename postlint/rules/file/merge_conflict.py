"""A merge conflict was committed.

## What it does
Finds git's conflict markers at the start of lines, outside code: `<<<<<<<`, then `=======`, then
`>>>>>>>`, or an opening one that was left over. In front matter too, where no other rule reports
them.

## Why is this bad?
Both versions of the text are published, with the markers between them: Jekyll prints `«««< HEAD`.
In front matter the YAML does not load, and Jekyll publishes the post without its layout, under
the day of the build.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<<<<<<< HEAD
Two applies.
=======
Two apples.
>>>>>>> correct a word
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
Two apples.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Related, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.spans import touched
from postlint.text import Span

_ROLES = {"<": "one version starts", "|": "the common ancestor", "=": "the other version", ">": "it ends"}


@rule(Severity.ERROR, needs="conflict marks")
def check(post: Post) -> Iterator[Finding]:
    """Yield one finding for each conflict, at its first marker."""
    text = post.source.text
    block = post.front_matter
    conflicts = _conflicts(post) if "<<<<<<<" in text else []
    body_start = block.body_start if block else 0
    if block and not any(markers[0].start < body_start for markers in conflicts):
        conflicts += [[fault.span] for fault in block.faults if fault.cause == "merge-conflict"]
    for first, *others in conflicts:
        effect = "the front matter does not load" if first.start < body_start else "all of it is published"
        yield Finding(
            first,
            f"merge conflict that was not resolved: {effect}",
            "keep one of the versions and delete the marker lines",
            None,
            tuple(Related(marker, _ROLES[text[marker.start]]) for marker in others),
        )


def _conflicts(post: Post) -> list[list[Span]]:
    """The markers of each conflict, in order; a conflict starts with an opening one."""
    found: list[list[Span]] = []
    for marker in _markers(post):
        kind = post.source.text[marker.start]
        if kind == "<":
            found.append([marker])
        elif found and post.source.text[found[-1][-1].start] != ">":
            found[-1].append(marker)
    return found


def _markers(post: Post) -> Iterator[Span]:
    import re

    text = post.source.text
    for match in re.finditer(r"^(?:<{7} .*|\|{7}(?: .*)?|={7}|>{7} .*)(?=\r?$)", text, re.MULTILINE):
        span = Span(match.start(), match.end() - match[0].endswith("\r"))
        if not touched(post.body.code, span):
            yield span

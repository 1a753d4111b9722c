"""A text begins with `&` or `!`, which YAML takes away.

## What it does
Finds anchors (`&name`) that no alias uses and tags (`!name`) before values of the front matter.

## Why is this bad?
`title: &amp Co` gives the title `Co`, `title: !Important news` gives `news`: the first word is
gone, without a word from the generator.

## Example
```post
---
layout: post
title: &Sons opens a shop
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: "&Sons opens a shop"
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Safe: the text is put in quotes as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.front_matter.meant import NAMES, TEXTS
from postlint.front_matter.quoting import quoted
from postlint.front_matter.tree import Alias, Entry, Scalar, walk
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span


@rule(Severity.ERROR, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the anchors that nothing refers to, and the tags, of the top level's values."""
    block = post.front_matter
    if block is None or block.format != "yaml":
        return
    source = post.source.text[block.content.start : block.content.end]
    if "&" not in source and "!" not in source:
        return
    used = {node.name for entry in block.entries for node in walk(entry.value) if isinstance(node, Alias)}
    for entry in block.entries:
        span = _property(post.source.text, entry, used)
        if span:
            yield _finding(post, entry, span)


def _property(text: str, entry: Entry, used: set[str]) -> Span | None:
    """The anchor or tag before a scalar, unless it is one that YAML defines, or one that is used."""
    value = entry.value
    if not isinstance(value, Scalar):
        return None
    if value.anchor and text[value.anchor.start + 1 : value.anchor.end] not in used:
        return value.anchor
    # A tag before a quoted text takes nothing of it away: `! 'text'` is what an old Psych wrote.
    if (
        value.tag
        and value.style == "plain"
        and not value.tag.startswith(("tag:yaml.org,2002:", "!binary", "!str"))
    ):
        start = text.rfind("!", entry.key.span.end, value.span.start)
        return Span(start, len(text[: value.span.start].rstrip())) if start >= 0 else None
    return None


def _finding(post: Post, entry: Entry, span: Span) -> Finding:
    mark = post.source.slice(span)
    kind = "an anchor" if mark.startswith("&") else "a tag"
    whole = Span(span.start, max(entry.value.span.end, span.end))
    fix = Fix("put the text in quotes", (Edit(whole, quoted(post.source.slice(whole))),))
    message = f"`{mark}` is {kind} to YAML, so {NAMES[post.context.generator]} leaves it out of the text"
    severity = None if entry.key.text in TEXTS else Severity.WARNING
    return Finding(span, message, "put the text in quotes", fix, severity=severity)

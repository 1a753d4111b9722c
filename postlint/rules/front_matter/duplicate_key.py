"""A key stands twice in the front matter.

## What it does
Finds keys that one mapping of the front matter holds more than once, nested mappings included.

## Why is this bad?
Jekyll and Hugo keep the last value and drop the others without a word: an error where the values differ,
since one is lost. js-yaml and YAML 1.2
readers (Eleventy, Astro, Hexo) stop at the second.

## Example
```post
---
layout: post
title: First title
title: Second title
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: Second title
date: 2021-12-29 10:14:10 +0800
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Related, Severity
from postlint.front_matter.meant import NAMES
from postlint.front_matter.tree import Entry, Mapping, Scalar, walk
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield every key that its mapping already holds."""
    block = post.front_matter
    if block is None or block.format == "toml":
        return
    stops = post.context.yaml == "js" and block.format == "yaml"
    reader = NAMES[post.context.generator]
    for key, first, same in _repeated(block.entries):
        effect = f"{reader} cannot read the front matter" if stops else f"{reader} keeps the last value only"
        severity = None if same and not stops else Severity.ERROR
        message = f"`{key.text}` stands twice; {effect}"
        related = (Related(first.span, "it stands here first"),)
        yield Finding(key.span, message, "keep one of the two", related=related, severity=severity)


def _repeated(entries: tuple[Entry, ...]) -> Iterator[tuple[Scalar, Scalar, bool]]:
    """Keys that stand a second time, each with the first, and whether the values are equal texts."""
    mappings = [entries]
    for entry in entries:
        if entry.value.__class__ is not Scalar:
            mappings += [node.entries for node in walk(entry.value) if isinstance(node, Mapping)]
    for held in mappings:
        seen: dict[str, Entry] = {}
        for entry in held:
            key, value = entry
            first = seen.setdefault(key.text, entry)
            if first is not entry and key.text != "<<":
                before = first.value
                same = isinstance(value, Scalar) and isinstance(before, Scalar) and value.text == before.text
                yield key, first.key, same

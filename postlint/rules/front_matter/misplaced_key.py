"""A key of the post stands inside another value.

## What it does
Finds `title`, `date`, `layout`, `tags` and their like inside the tags, the categories or the
authors, where a blank too much in front of them has put them.

## Why is this bad?
The generator sees a tag that is a mapping, and a post without that key: `date` inside `tags` dates
nothing.

## Example
```post
---
layout: post
title: Example
tags:
  - stocks
  - date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: Example
tags:
  - stocks
date: 2021-12-29 10:14:10 +0800
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.front_matter.meant import NAMES, POST_KEYS
from postlint.front_matter.tree import Mapping, Node, Scalar, Sequence, resolved
from postlint.post import Post
from postlint.registry import rule

_LISTS = ("tags", "categories", "tag", "category", "keywords")


@rule(Severity.ERROR, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the keys of a post that stand in its tags or categories."""
    block = post.front_matter
    if block is None:
        return
    reader = NAMES[post.context.generator]
    for key, value in block.entries:
        if key.text in _LISTS and value.__class__ is not Scalar:
            for name in _inside(value):
                message = f"`{name.text}` stands inside `{key.text}`, where {reader} does not look for it"
                yield Finding(name.span, message, "begin the key where the other keys begin")


def _inside(value: Node) -> Iterator[Scalar]:
    node = resolved(value)
    nodes = node.items if isinstance(node, Sequence) else (node,)
    for item in nodes:
        if isinstance(item, Mapping):
            yield from (key for key, _ in item.entries if key.text in POST_KEYS)

"""The tags or categories are neither a text nor a list, and Jekyll loses them.

## What it does
Finds `tags` and `categories` whose value Jekyll 4.3 reads as a number, a truth value, a date or a
mapping.

## Why is this bad?
`tags: 600519` gives the post no tag at all, without a word. `categories: 2022` is worse: Jekyll
logs "no implicit conversion of Integer into Array", and publishes the post without its layout,
under the day of the build.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
tags: 600519
---
Text.
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
tags: "600519"
---
Text.
```

## Fix safety
Safe: the value is put in quotes as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.front_matter.meant import POST_KEYS
from postlint.front_matter.tree import Mapping, Node, Scalar, resolved
from postlint.post import Post
from postlint.registry import rule

_EFFECTS = {
    "tags": "Jekyll gives the post no tag",
    "categories": "Jekyll cannot read the post, and publishes it without its front matter",
}


@rule(Severity.ERROR, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the value of `tags` or `categories` that is no text and no list."""
    block = post.front_matter
    if block is None or post.context.generator != "jekyll":
        return
    for name, effect in _EFFECTS.items():
        entry = block.entry(name)
        if entry is None or (name == "tags" and block.entry("tag") is not None):
            continue
        what = _what(resolved(entry.value), name)
        if what:
            source = post.source.slice(entry.value.span)
            fix = None
            if isinstance(entry.value, Scalar):
                fix = Fix("put it in quotes", (Edit(entry.value.span, f'"{source}"'),))
            message = f"the value of `{name}` is {what}; {effect}"
            yield Finding(
                entry.value.span, message, f'write a list: `["{source}"]`' if fix else "write a list", fix
            )


def _what(node: Node, name: str) -> str | None:
    if isinstance(node, Mapping):
        # A key that was meant for the post has a rule of its own.
        return None if any(key.text in POST_KEYS for key, _ in node.entries) else "a mapping"
    if not isinstance(node, Scalar) or node.value is None or isinstance(node.value, str):
        return None
    if isinstance(node.value, bool):
        # `tags: false` has no tags, as its author wants; the same of categories does not load.
        return None if name == "tags" and not node.value else "a truth value"
    return "a number" if isinstance(node.value, int | float) else "a date"

"""A word stands where a text is meant, and YAML reads it as true, false or nothing.

## What it does
Finds titles, tags, categories, authors and the like that are one of `yes`, `no`, `on`, `off`,
`true`, `false`, `null` and `~` without quotes; in Hugo also `y` and `n`.

## Why is this bad?
The page shows `true` for `yes`. A title of `no` is false, so Jekyll makes one of the file's name;
a tag of `null` is dropped.

## Example
```post
---
layout: post
title: No
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Use instead
```post
---
layout: post
title: "No"
date: 2021-12-29 10:14:10 +0800
---
Text.
```

## Fix safety
Safe: the word is put in quotes as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.front_matter.meant import LISTS, NAMES, Text, printed
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.ERROR, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the plain words under text keys that are no texts to the generator."""
    block = post.front_matter
    if block is None or block.format != "yaml":
        return
    for text in block.texts:
        value = text.value.value
        word = value.__class__ is bool or (value is None and text.listed and text.value.text)
        if word and not _switch(post, text):
            yield _finding(text, NAMES[post.context.generator])


def _switch(post: Post, text: Text) -> bool:
    """``tags: false`` and ``excerpt: false`` turn something off; other whole lists Jekyll cannot read."""
    if text.listed:
        return False
    if text.key.text in LISTS and post.context.generator == "jekyll":
        return True
    return text.value.value is False and text.key.text not in ("title", "subtitle", "tag", "category")


def _finding(text: Text, reader: str) -> Finding:
    source = text.value.text
    shown = printed(text.value.value) or "nothing"
    if shown == source.lower() and text.key.text not in ("title", "tag", "tags", "category", "categories"):
        shown = "a truth value"
    fix = Fix("put it in quotes", (Edit(text.value.span, f'"{source}"'),))
    message = f"`{source}` in `{text.key.text}` is {shown} to {reader}, not a text"
    return Finding(text.value.span, message, f'write `"{source}"`', fix)

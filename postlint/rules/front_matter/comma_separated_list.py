"""Tags or categories are one text with commas, where a list is meant.

## What it does
Finds `tags` and `categories` that are a text with commas in it. `keywords` are left alone: pages
print them as they stand.

## Why is this bad?
Jekyll 4.3 splits such a text at its blanks, not its commas: `a, b` gives the tags `a,` and `b`.
Hugo, Hexo, Eleventy and Zola make one tag of it.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
tags: stocks, bonds
---
Text.
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
tags: [stocks, bonds]
---
Text.
```

## Fix safety
Unsafe: tag pages and URLs change with the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.front_matter.meant import NAMES, Text
from postlint.front_matter.quoting import quoted
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the texts with commas under `tags` and `categories`."""
    block = post.front_matter
    if block is None:
        return
    for text in block.texts:
        if not text.listed and text.key.text in ("tags", "categories") and isinstance(text.value.value, str):
            parts = [part.strip() for part in re.split("[,，、]", text.value.value)]
            if len(parts) > 1:
                yield _finding(post, text, [part for part in parts if part])


def _finding(post: Post, text: Text, parts: list[str]) -> Finding:
    made = text.value.text.split() if post.context.generator == "jekyll" else [text.value.text]
    shown = ", ".join(f"`{name}`" for name in made[:4]) + (", …" if len(made) > 4 else "")
    items = ", ".join(
        part if re.fullmatch(r"[^\W\d][\w-]*(?: [\w-]+)*", part) else quoted(part) for part in parts
    )
    fix = None
    if post.front_matter and post.front_matter.format == "yaml" and "\n" not in text.value.text:
        fix = Fix("write a list", (Edit(text.value.span, f"[{items}]"),), Safety.UNSAFE)
    reader = NAMES[post.context.generator]
    message = f"`{text.key.text}` is one text, not a list: {reader} reads {shown}"
    return Finding(text.value.span, message, f"write a list: `[{items}]`", fix)

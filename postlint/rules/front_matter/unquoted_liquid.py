"""A value is `{{ ... }}` without quotes.

## What it does
Finds values that begin with `{{` and are a mapping to YAML.

## Why is this bad?
No generator fills in Liquid or Go templates in front matter. Jekyll 4.3 reads a mapping whose key
is a mapping, and prints `{{"x"=>nil}=>nil}`; the value is lost. Hugo stops the build.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
image: {{ site.logo }}
---
Text.
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
image: /logo.png
---
Text.
```

## Fix safety
Unsafe: in quotes it is a text, and still not filled in.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.front_matter.meant import NAMES
from postlint.front_matter.tree import Mapping, walk
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.ERROR, needs="unusual front matter")
def check(post: Post) -> Iterator[Finding]:
    """Yield the values in double braces that are mappings."""
    block = post.front_matter
    if block is None or block.format != "yaml" or block.broken:
        return
    text = post.source.text
    if "{{" not in text[block.content.start : block.content.end]:
        return
    reader = NAMES[post.context.generator]
    for key, value in block.entries:
        for node in walk(value):
            if isinstance(node, Mapping) and node.flow and text.startswith("{{", node.span.start):
                source = text[node.span.start : node.span.end]
                fix = Fix("put it in quotes", (Edit(node.span, f'"{source}"'),), Safety.UNSAFE)
                message = (
                    f"the value of `{key.text}` is a mapping to {reader}, not what `{source[:40]}` stands for"
                )
                yield Finding(node.span, message, "write the value itself", fix)

"""A Liquid tag that neither Liquid nor Jekyll defines.

## What it does
Reports `{% name %}` whose name is no tag of Liquid 4 or Jekyll 4 nor of a widely used plugin.

## Why is this bad?
Jekyll stops the build with "Unknown tag" unless a plugin of the site defines it. It is an error in a site
that has no plugin (no `plugins` in `_config.yml`, no `_plugins`, no Gemfile), and else a warning, since
postlint does not run plugins: name the tags of yours under `tags`.

## Example
```post
---
layout: post
title: "A"
---
{% inlcude note.html %}
```

## Use instead
```post
---
layout: post
title: "A"
---
{% include note.html %}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postlint.body.liquid_names import BLOCKS, PLUGIN_TAGS, TAGS
from postlint.diagnostic import Finding, Severity
from postlint.names import nearest
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span


@dataclass(frozen=True, slots=True)
class Options:
    """tags: names of tags that the site's plugins define."""

    tags: tuple[str, ...] = ()


@rule(Severity.WARNING, options=Options, needs="liquid")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Tags by names that are not known."""
    if not post.body.liquid or post.context.generator != "jekyll":
        return
    known = TAGS | PLUGIN_TAGS | {f"end{name}" for name in BLOCKS} | set(options.tags)
    known |= {f"end{name}" for name in options.tags}
    unless = " unless a plugin defines it" if post.context.plugins else ""
    severity = None if post.context.plugins else Severity.ERROR
    for tag in post.body.liquid:
        if tag.kind == "tag" and tag.closed and not tag.raw and tag.name and tag.name not in known:
            start = post.source.text.index(tag.name, tag.span.start)
            message = f"Liquid has no tag `{tag.name}`: the build stops here" + unless
            near = nearest(tag.name, known)
            advice = f"did you mean `{near}`?" if near else None
            yield Finding(Span(start, start + len(tag.name)), message, advice, severity=severity)

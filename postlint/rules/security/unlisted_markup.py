"""An element or attribute is not among those that the site allows in posts.

## What it does
Compares the tags of a post with two lists: `elements`, and `attributes` (an entry such as
`data-*` stands for all that start so). What is not in them is reported, each name once for a post.
The lists that come with the rule hold what Markdown makes and what plain articles need: no
scripts, frames, forms, styles or event handlers.

The rule is off until the settings turn it on. It is meant for posts that a program imports from
other people's pages: `[[overrides]]` can select it for their folder alone.

## Why is this bad?
A list of what is wanted is the only one that also stops what nobody thought of.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<form action="https://example.net/"><p>Text.</p></form>
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<p>Text.</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_ELEMENTS = (
    "a", "abbr", "audio", "b", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "li", "mark", "ol", "p", "picture", "pre", "q", "rp",
    "rt", "ruby", "s", "samp", "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "video",
)  # fmt: skip
_ATTRIBUTES = (
    "align", "alt", "border", "checked", "cite", "class", "colspan", "controls", "datetime", "dir",
    "disabled", "height", "href", "id", "lang", "loading", "name", "open", "rel", "reversed", "rowspan",
    "scope", "sizes", "src", "srcset", "start", "style", "target", "title", "type", "value", "width",
    "aria-*", "data-*",
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """What a post may hold.

    `elements` are names of elements.
    `attributes` are names of attributes, or their beginning and ``*``.
    """

    elements: tuple[str, ...] = _ELEMENTS
    attributes: tuple[str, ...] = _ATTRIBUTES


@rule(Severity.WARNING, options=Options, default=False, needs="markup")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each name that is not listed, at its first place."""
    elements: dict[str, Span] = {}
    attributes: dict[str, Span] = {}
    for tag in post.body.tags:
        elements.setdefault(tag.name, tag.name_span)
        for attribute in tag.attributes:
            attributes.setdefault(attribute.name, attribute.name_span)
    beginnings = tuple(entry[:-1] for entry in options.attributes if entry.endswith("*"))
    for name, span in elements.items():
        if name not in options.elements:
            yield Finding(post.body.locate(span), f"`<{name}>` is not among the elements that posts may have")
    for name, span in attributes.items():
        if name not in options.attributes and not name.startswith(beginnings):
            yield Finding(post.body.locate(span), f"`{name}` is not among the attributes that posts may have")

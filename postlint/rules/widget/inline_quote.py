"""A quote widget is wrapped around a word of the text.

## What it does
Finds the markup that news sites put around the names of companies, markets and figures (a span
with an id, a link to a quote page, an empty span for the price) where an importer copied it into
a post. Each provider and form stands in a catalogue; an unrelated id or class that only looks
alike is never taken for one. A widget and its empty placeholder are one finding.

## Why is this bad?
The script that would fill the widget runs on the provider's pages only. What is left in the post
is a link that the author did not set, often insecure or dead, an id that may occur twice, and an
empty element. In imported news it is up to three quarters of the text.

`allow` keeps the widgets of the providers that a site wants, and `forms` adds the site's own.

## Example
```post
---
layout: post
title: Exports
date: 2021-12-29 10:14:10 +0800
---
<p>Shares of <span id="stock_1.600160"><a href="http://quote.eastmoney.com/unify/r/1.600160"
class="keytip" data-code="1,600160">Juhua</a></span><span id="quote_1.600160"></span> rose.</p>
```

## Use instead
```post
---
layout: post
title: Exports
date: 2021-12-29 10:14:10 +0800
---
<p>Shares of Juhua rose.</p>
```

## Fix safety
Safe: the text stays as it is, character for character; the widget's tags and its empty
placeholder go. Unsafe where the text holds a character that Markdown would now read (`*ST`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.diagnostic import Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.widgets import Options, Widget, chosen, shown


@rule(Severity.WARNING, options=Options, needs="widgets")
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each widget around text."""
    for widget in chosen(post, "inline", options):
        what = "link" if post.source.text.startswith("<a", widget.span.start) else "widget"
        yield Finding(
            widget.span,
            f"quote {what} of {widget.title} around{shown(widget)}",
            f"an importer brought it along; what it showed comes from {widget.title}'s own pages",
            Fix(f"keep the text without the {what}", widget.edits, _safety(post, widget)),
        )


def _safety(post: Post, widget: Widget) -> Safety:
    """Unsafe for `*ST` in a line of Markdown: between two tags it was text, without them it is emphasis."""
    if post.body.markup == "html" or not set("*_`~|[") & set(widget.name or ""):
        return Safety.SAFE
    line = post.source.line_span(post.source.position(widget.span.start).line)
    block = re.match(r" {0,3}<(?!(?:span|a|strong|b|em|i|font)\b)", post.source.slice(line))
    return Safety.SAFE if block else Safety.UNSAFE

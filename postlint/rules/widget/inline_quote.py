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

The setting `widgets.allow` keeps the widgets of the providers that a site wants, `widgets.forms` adds
the site's own forms: see `docs/widgets.md`.

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
from collections.abc import Iterable, Iterator, Sequence

from postlint.conformance.reading import reads_the_same
from postlint.diagnostic import Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import Effects, rule
from postlint.widgets import Options, Widget, chosen, find, shown, subject

# Tags without quotes are text to kramdown, and go all the same; and what a widget holds beside its text.
_EFFECTS = Effects("[]()微博", "*", shrinks=True)


@rule(Severity.WARNING, options=Options, needs="widgets", effects=_EFFECTS)
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each widget around text."""
    for widget in chosen(post, "inline", options):
        what = "link" if post.source.text.startswith("<a", widget.span.start) else "widget"
        yield Finding(
            widget.span,
            f"quote {what} of {widget.title} around{shown(widget)}",
            f"an importer brought it along; what it showed comes from {widget.title}'s own pages",
            Fix(f"keep the text without the {what}", widget.edits, _safety(post, widget)),
            subject=subject(widget),
        )


def _safety(post: Post, widget: Widget) -> Safety:
    """Unsafe for `*ST` in a line of Markdown: between tags it was text, without them it may be emphasis."""
    if not _meets_markdown(post, widget) or widget in post.once(_read_the_same):
        return Safety.SAFE
    return Safety.UNSAFE


def _meets_markdown(post: Post, widget: Widget) -> bool:
    """Whether a character of the text, or beside it, may mean something to Markdown without the tags."""
    if post.body.markup == "html":
        return False
    text = post.source.text
    start, end = widget.span
    line = post.source.line_span(post.source.position(start).line)
    before, after = text[line.start : start], text[end : end + 1]
    name = widget.name or ""
    if not set("*_`~|[]\\$:") & set(name) and not set("*_`~[]!\\") & {before[-1:], after}:
        return not before.strip() and re.match(r"[-+#=>]|\d+[.)]", name) is not None
    return not re.match(r" {0,3}<(?!(?:span|a|strong|b|em|i|font)\b)", before)


def _read_the_same(post: Post) -> Sequence[Widget]:
    """Of the widgets that meet Markdown, those that can go, all together, and leave the page its text."""
    inline = [widget for widget in find(post) if widget.kind == "inline"]
    if _can_go(post, inline):
        return inline
    alone = [w for w in inline if not _meets_markdown(post, w) or _can_go(post, [w])]
    # Each of two `*` is text as long as the other is between tags.
    return alone if _can_go(post, alone) else ()


def _can_go(post: Post, widgets: Iterable[Widget]) -> bool:
    return reads_the_same(post, [edit for widget in widgets for edit in widget.edits])

"""A tag is printed as text.

## What it does
Reports tags in a Jekyll post that kramdown 2.4 does not read as HTML but shows to the reader: a value
without quotes (`<a href=/x>`), an end tag that closes nothing, a block element in the middle of a line of
text (also after an ideographic space, as in `</p>　<p>`). For every generator of Markdown: a tag in a line
of text one of whose quotes is never closed (`<a href="/x>`).

## Why is this bad?
Browsers would read the tag, but it never reaches them: the page shows `<a href=/x>` in so many letters,
and the link does not exist.

## Example
```post
---
layout: post
title: "A"
---
See <a href=https://example.org/>this</a>.
```

## Use instead
```post
---
layout: post
title: "A"
---
See <a href="https://example.org/">this</a>.
```

## Fix safety
Safe: quotes are added around the values; the tag is then a tag. An end tag that closes nothing is removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import finditer

from postlint.body.kramdown.markup import start_tag
from postlint.body.notes import Note
from postlint.conformance.reading import prints_fewer, reads_shorter
from postlint.conformance.same_page import edited
from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import Effects, rule
from postlint.text import Span
from postlint.widgets import inside_widget

_MESSAGES = {
    "tag-as-text": "kramdown prints `<{}>` as text: a value lacks its quotes",
    "unclosed-quote": "`<{}>` is printed as text: one of its quotes is never closed",
    "stray-end-tag": "kramdown prints `</{}>` as text: it closes nothing here",
    "block-tag-as-text": "kramdown prints `<{}>` as text: a block element cannot begin inside a line",
}

_HELP = {
    "unclosed-quote": "close the quote",
    "block-tag-as-text": "begin the tag on a line of its own",
}


@rule(Severity.WARNING, needs="notes", effects=Effects(elements="*", shrinks=True, reveals="tags"))
def check(post: Post) -> Iterator[Finding]:
    """Tags that the renderer printed; the end tag of one that it printed is no fault of its own."""
    found = list(_found(post))
    fixes = [f.fix for f in found if f.fix is not None]
    quoting = [fix for fix in fixes if fix.title == _QUOTE]
    if (quoting and not prints_fewer(post, quoting, _MESSAGES)) or (fixes and not reads_shorter(post, fixes)):
        # Something around them keeps them from being tags, or what is inside them is read otherwise then.
        found = [f._replace(fix=f.fix._replace(safety=Safety.UNSAFE)) if f.fix else f for f in found]
    yield from found


def _found(post: Post) -> Iterator[Finding]:
    printed: list[str] = []
    for note in sorted(post.body.notes, key=lambda note: note.span):
        if inside_widget(post, note.span):
            # The rule about widgets speaks of all of it, and its fix takes all of it out.
            continue
        if note.kind == "stray-end-tag" and note.text.lower() in printed:
            printed.remove(note.text.lower())
        elif note.kind in _MESSAGES:
            if note.kind != "stray-end-tag":
                printed.append(note.text.lower())
            yield Finding(
                note.span, _MESSAGES[note.kind].format(note.text), _HELP.get(note.kind), _fix(post, note)
            )


def _fix(post: Post, note: Note) -> Fix | None:
    written = post.source.slice(note.span)
    if note.kind == "stray-end-tag" and written.startswith("</"):
        return Fix(f"remove `{written}`", (Edit(note.span, ""),))
    if note.kind != "tag-as-text":
        return None
    places = [match.span(1) for match in finditer(_VALUE, written) if match[1]]
    edits = [Edit(Span(start, end), f'"{written[start:end]}"') for start, end in places]
    quoted = edited(written, edits)
    tag = start_tag(quoted, 0)
    if tag is None or tag.end() < len(quoted):
        return None
    return Fix(_QUOTE, tuple(Edit(span.shift(note.span.start), new) for span, new in edits))


_QUOTE = "quote the values"
_VALUE = r"""=[ \t\n]*(?:"[^"]*"|'[^']*'|([^\s"'<>`]+)(?=[\s>]))"""
"""A value; the group is one without quotes."""

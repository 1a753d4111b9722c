"""Parse errors of tree construction (13.2.6): what is open, what closes it, what is ignored.

No tree is built: the errors follow from the stack of open elements, the list of active
formatting elements and the insertion mode alone.
"""

from __future__ import annotations

import sys
from functools import cache
from re import Pattern
from re import compile as pattern
from typing import NamedTuple

from postlint.body.builder import Builder
from postlint.body.insertion import Chars, End, dispatch, reset
from postlint.body.scan import comment_at, raw_end, tag_at
from postlint.body.stack import Open
from postlint.body.tags import ParseError, Tag
from postlint.text import Span


class Parsed(NamedTuple):
    """What one pass over the text gives."""

    tags: tuple[Tag, ...]
    comments: tuple[Span, ...]
    errors: tuple[ParseError, ...]
    too_deep: Span | None = None
    """The tag at which it was stopped, since its element nests too deep: all else is what stands before."""


_QUESTION = "unexpected-question-mark-instead-of-tag-name"


@cache
def _visible() -> Pattern[str]:
    return pattern(r"[^\t\n\f\r \0]")


@cache
def _doctype() -> Pattern[str]:
    return pattern(
        r"<!doctype[\t\n\f ]+html[\t\n\f ]*(system[\t\n\f ]*([\"'])about:legacy-compat\2[\t\n\f ]*)?>", 2
    )


def parse_body(html: str, most_depth: int | None = None) -> Parsed:
    """The errors of text that stands in the body of a page; a whole document is taken as one.

    `most_depth` is how many elements may be open, the page's own aside: at the next one it is stopped.
    """
    if html.lstrip()[:9].lower() == "<!doctype" or html.lstrip()[:5].lower() == "<html":
        return _run(Builder(html), most_depth)
    builder = Builder(html)
    builder.imply("html")
    builder.imply("body")
    builder.head = True
    builder.mode = "in body"
    return _run(builder, most_depth)


def parse_document(html: str) -> Parsed:
    """The errors of a whole document."""
    return _run(Builder(html))


def parse_fragment(html: str, context: str) -> Parsed:
    """The errors of the content of an element (13.4); `context` is its name, ``svg g`` in SVG."""
    builder = Builder(html)
    builder.imply("html")
    builder.head = False
    builder.context = Open(context, None)
    if context == "template":
        builder.template_modes.append("in template")
    if context == "form":
        builder.form = builder.context
    reset(builder)
    if context in (
        "title",
        "textarea",
        "style",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "script",
        "plaintext",
    ):
        return Parsed((), (), ())
    return _run(builder)


def _run(b: Builder, most_depth: int | None = None) -> Parsed:
    html = b.html
    # The elements `html` and `body` are those of the page.
    most = sys.maxsize if most_depth is None else most_depth + 2
    tags: list[Tag] = []
    comments: list[Span] = []
    at = 0
    size = len(html)
    while at < size:
        less = html.find("<", at)
        less = _text_end(html, less, size)
        if less > at:
            visible = _visible().search(html, at, less)
            dispatch(b, Chars(Span(at, less), visible is None))
            at = less
            continue
        if not _opens_tag(html, at):
            end = _markup(b, at)
            comments.append(Span(at, end))
            at = end
            continue
        tag = tag_at(html, at)
        if tag is None:
            break
        tags.append(tag)
        at = tag.span.end
        dispatch(b, tag)
        if len(b.stack) > most:
            found = tuple(error for error in b.errors if error is not None)
            return Parsed(tuple(tags), tuple(comments), found, tag.span)
        if b.raw:
            at = _raw(b, at, tags)
    if not b.stopped:
        dispatch(b, End(Span(size, size)))
    return Parsed(tuple(tags), tuple(comments), tuple(error for error in b.errors if error is not None))


def _text_end(html: str, less: int, size: int) -> int:
    """The next `<` that is not text itself."""
    while less >= 0:
        following = html[less + 1 : less + 3]
        first = following[:1]
        if first in ("!", "?") and first:
            return less
        if first == "/" and len(following) > 1:
            return less
        if first.isascii() and first.isalpha():
            return less
        less = html.find("<", less + 1)
    return size


def _opens_tag(html: str, at: int) -> bool:
    first = html[at + 1 : at + 2]
    if first == "/":
        first = html[at + 2 : at + 3]
    return first.isascii() and first.isalpha()


def _markup(b: Builder, at: int) -> int:
    html = b.html
    if html.startswith("<![CDATA[", at) and len(b.stack):
        name = b.context.name if len(b.stack) == 1 and b.context else b.stack.current.name
        if " " in name:
            end = html.find("]]>", at)
            return end + 3 if end >= 0 else len(html)
    end = comment_at(html, at)
    if html[at + 1] == "?":
        b.error(_QUESTION, Span(at, at + 2), "`<?` begins a comment: it is not shown, up to its `>`")
    if html[at : at + 9].lower() == "<!doctype":
        if b.mode == "initial":
            b.mode = "before html"
            if not _doctype().fullmatch(html, at, end):
                b.error("obsolete-doctype", Span(at, end), "this doctype is not that of HTML")
        else:
            b.error("stray-doctype", Span(at, end), "a doctype is ignored here")
    return end


def _raw(b: Builder, at: int, tags: list[Tag]) -> int:
    """Skip what a raw-text element holds, and close it."""
    name, b.raw = b.raw, ""
    html = b.html
    end = raw_end(html, name, at)
    closing = tag_at(html, end) if end < len(html) else None
    if closing is None:
        b.blame_unclosed(b.stack.current, None)
        b.stack.pop()
        return len(html)
    tags.append(closing)
    b.stack.pop()
    return closing.span.end

"""Handing each token to the rules of the insertion mode, or of foreign content (13.2.6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from postlint.body import elements as e
from postlint.body.builder import Builder
from postlint.body.tags import Tag
from postlint.text import Span


class Chars(NamedTuple):
    """A run of text; `blank` when it is only white space."""

    span: Span
    blank: bool


class End(NamedTuple):
    """The end of the text."""

    span: Span


Token: TypeAlias = Tag | Chars | End

MODES: dict[str, Callable[[Builder, Token], None]] = {}
"""The insertion modes by name, filled by `insertion`."""


def dispatch(b: Builder, token: Token) -> None:
    """Process one token by the rules of the current insertion mode, or of foreign content (13.2.6)."""
    if _is_foreign(b, token):
        _foreign(b, token)
    else:
        MODES[b.mode](b, token)


def _adjusted(b: Builder) -> str:
    if len(b.stack) == 1 and b.context is not None:
        return b.context.name
    return b.stack.current.name if len(b.stack) else "html"


def _is_foreign(b: Builder, token: Token) -> bool:
    name = _adjusted(b)
    if " " not in name or isinstance(token, End):
        return False
    start = isinstance(token, Tag) and not token.closing
    if name in e.MATH_TEXT:
        return not (isinstance(token, Chars) or (start and token.name not in ("mglyph", "malignmark")))
    if name == "math annotation-xml":
        if start and token.name == "svg":  # type: ignore[union-attr]
            return False
        node = b.context if len(b.stack) == 1 and b.context else b.stack.current
        return not (node.integration and (start or isinstance(token, Chars)))
    return not (name in e.HTML_INTEGRATION and (start or isinstance(token, Chars)))


def _foreign(b: Builder, token: Token) -> None:
    if not isinstance(token, Tag):
        return
    if token.closing:
        _foreign_end(b, token)
        return
    carries = token.name == "font" and any(a.name in ("color", "face", "size") for a in token.attributes)
    if token.name in e.BREAKOUT or carries:
        _breakout(b, token)
        return
    space = _adjusted(b).partition(" ")[0]
    insert_foreign(b, token, space)


def _breakout(b: Builder, token: Tag) -> None:
    inner = b.stack.current
    related = inner.origin.tag.span if inner.origin.tag else None
    name = inner.name.partition(" ")[2] or inner.name
    b.error("html-in-foreign-content", token.span, f"`<{token.name}>` ends the `<{name}>` around it", related)
    while len(b.stack) > 1:
        name = b.stack.current.name
        if (
            " " not in name
            or name in e.MATH_TEXT
            or name in e.HTML_INTEGRATION
            or b.stack.current.integration
        ):
            break
        b.stack.pop().origin.blamed = True
    MODES[b.mode](b, token)


def insert_foreign(b: Builder, token: Tag, space: str) -> None:
    item = b.insert(token, f"{space} {token.name}")
    if item.name == "math annotation-xml":
        encoding = (token.value("encoding") or "").lower()
        item.integration = encoding in ("text/html", "application/xhtml+xml")
    if token.self_closing:
        b.stack.pop()


def _foreign_end(b: Builder, token: Tag) -> None:
    if token.name in ("br", "p"):
        _breakout(b, token)
        return
    items = b.stack.items
    for index in range(len(items) - 1, 0, -1):
        space, _, name = items[index].name.rpartition(" ")
        if not space:
            break
        if name == token.name:
            while len(b.stack) > index:
                inner = b.stack.pop()
                if len(b.stack) > index:
                    b.blame_unclosed(inner, token)
            return
        b.work -= 1
        if b.work < 0:
            break
    else:
        b.stray_end(token)
        return
    errors = len(b.errors)
    MODES[b.mode](b, token)
    if len(b.errors) == errors and " " in b.stack.current.name:
        b.stray_end(token)


def open_raw(b: Builder, token: Tag) -> None:
    b.insert(token)
    b.raw = token.name
    notice_slash(b, token)


def notice_slash(b: Builder, token: Tag) -> None:
    """`<div/>` is `<div>`: the slash is ignored (13.2.6, non-void element)."""
    if token.self_closing and token.name not in e.VOID:
        span = Span(token.span.end - 2, token.span.end - 1)
        message = f"the `/` is ignored: `<{token.name}>` stays open"
        b.error("non-void-html-element-start-tag-with-trailing-solidus", span, message)


def reset(b: Builder) -> None:
    """Reset the insertion mode appropriately (13.2.4.1)."""
    for index in range(len(b.stack) - 1, -1, -1):
        item = b.stack.items[index]
        last = index == 0
        name = b.context.name if last and b.context is not None else item.name
        if name in ("td", "th") and not last:
            b.mode = "in cell"
        elif name == "template":
            b.mode = b.template_modes[-1] if b.template_modes else "in body"
        elif name == "head" and not last:
            b.mode = "in head"
        elif name in _RESET:
            b.mode = _RESET[name]
        elif name == "html":
            b.mode = "after head" if b.head else "before head"
        elif last:
            b.mode = "in body"
        else:
            continue
        return


_RESET = {
    "tr": "in row",
    "tbody": "in table body",
    "thead": "in table body",
    "tfoot": "in table body",
    "caption": "in caption",
    "colgroup": "in column group",
    "table": "in table",
    "body": "in body",
    "frameset": "in frameset",
}

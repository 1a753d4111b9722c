"""The insertion modes after the body, and of frames (13.2.6.4.17 to 13.2.6.4.21)."""

from __future__ import annotations

from postlint.body.builder import Builder
from postlint.body.dispatch import Chars, End, Token, dispatch, open_raw
from postlint.body.in_body import repeated_html
from postlint.body.tags import Tag


def after_body(b: Builder, token: Token) -> None:
    if isinstance(token, End):
        b.stopped = True
        return
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, Tag) and token.name == "html":
        if token.closing and b.context is not None:
            b.stray_end(token)
            return
        if token.closing and b.mode == "after body":
            b.mode = "after after body"
            return
        if not token.closing:
            repeated_html(b, token)
            return
    b.error("content-after-body", token.span, "this stands after the end of the body")
    b.mode = "in body"
    dispatch(b, token)


def in_frameset(b: Builder, token: Token) -> None:
    if isinstance(token, End):
        if len(b.stack) > 1:
            b.error("unclosed-element", token.span, "`<frameset>` is still open at the end")
        b.stopped = True
        return
    if isinstance(token, Chars):
        if not token.blank:
            b.error("text-in-frameset", token.span, "text stands in a frameset")
        return
    name = token.name
    if not token.closing and name == "frameset":
        b.insert(token)
    elif token.closing and name == "frameset":
        if len(b.stack) == 1:
            b.stray_end(token)
            return
        b.stack.pop()
        if b.context is None and b.stack.current.name != "frameset":
            b.mode = "after frameset"
    elif not token.closing and name == "noframes":
        open_raw(b, token)
    elif not token.closing and name == "html":
        repeated_html(b, token)
    elif token.closing or name != "frame":
        b.stray_end(token) if token.closing else b.stray_start(token, "in a frameset")


def after_frameset(b: Builder, token: Token) -> None:
    if isinstance(token, End):
        b.stopped = True
        return
    if isinstance(token, Chars):
        if not token.blank:
            b.error("text-in-frameset", token.span, "text stands after a frameset")
        return
    if token.name == "html":
        if token.closing and b.mode == "after frameset":
            b.mode = "after after frameset"
            return
        repeated_html(b, token)
    elif not token.closing and token.name == "noframes":
        open_raw(b, token)
    elif token.closing:
        b.stray_end(token)
    else:
        b.stray_start(token, "after a frameset")

"""The insertion modes before the body (13.2.6.4.1 to 13.2.6.4.6)."""

from __future__ import annotations

from postlint.body import elements as e
from postlint.body.builder import Builder
from postlint.body.dispatch import MODES, Chars, End, Token, dispatch, open_raw, reset
from postlint.body.tags import Tag
from postlint.text import Span


def initial(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    span = token.span if isinstance(token, End) else Span(token.span.start, token.span.start)
    b.error("missing-doctype", span, "the document has no doctype")
    b.mode = "before html"
    dispatch(b, token)


def before_html(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, Tag):
        if token.name == "html" and not token.closing:
            b.insert(token)
            b.mode = "before head"
            return
        if token.closing and token.name not in ("head", "body", "html", "br"):
            b.stray_end(token)
            return
    b.imply("html")
    b.mode = "before head"
    dispatch(b, token)


def before_head(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, Tag):
        if token.closing and token.name not in ("head", "body", "html", "br"):
            b.stray_end(token)
            return
        if not token.closing and token.name == "html":
            MODES["in body"](b, token)
            return
        if not token.closing and token.name == "head":
            b.insert(token)
            b.head = True
            b.mode = "in head"
            return
    b.imply("head")
    b.head = True
    b.mode = "in head"
    dispatch(b, token)


def in_head(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, Tag):
        name = token.name
        if token.closing:
            if name == "head":
                b.stack.pop()
                b.mode = "after head"
                return
            if name == "template":
                end_template(b, token)
                return
            if name not in ("body", "html", "br"):
                b.stray_end(token)
                return
        elif start_in_head(b, token):
            return
    b.stack.pop()
    b.mode = "after head"
    dispatch(b, token)


def start_in_head(b: Builder, token: Tag) -> bool:
    name = token.name
    if name == "html":
        MODES["in body"](b, token)
    elif name in ("base", "basefont", "bgsound", "link", "meta"):
        return True
    elif name in ("title", "style", "noframes", "script"):
        open_raw(b, token)
    elif name == "noscript":
        b.insert(token)
        b.mode = "in head noscript"
    elif name == "template":
        start_template(b, token)
    elif name == "head":
        b.stray_start(token, "inside the head")
    else:
        return False
    return True


def start_template(b: Builder, token: Tag) -> None:
    b.insert(token)
    b.formatting.append(None)
    b.frameset_ok = False
    b.mode = "in template"
    b.template_modes.append("in template")


def end_template(b: Builder, token: Tag) -> None:
    if not b.stack.has("template"):
        b.stray_end(token)
        return
    b.implied_ends(names=e.IMPLIED_THOROUGHLY)
    b.pop_to("template", token)
    b.clear_to_marker()
    b.template_modes.pop()
    reset(b)


def in_head_noscript(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, Tag):
        if token.closing and token.name == "noscript":
            b.stack.pop()
            b.mode = "in head"
            return
        if not token.closing and token.name in (
            "basefont",
            "bgsound",
            "link",
            "meta",
            "noframes",
            "style",
            "html",
        ):
            start_in_head(b, token)
            return
        if token.closing and token.name != "br":
            b.stray_end(token)
            return
        if not token.closing and token.name in ("head", "noscript"):
            b.stray_start(token, "inside `<noscript>`")
            return
    b.error("misplaced-in-noscript", token.span, "only metadata may stand in a `<noscript>` of the head")
    b.stack.pop()
    b.mode = "in head"
    dispatch(b, token)


def after_head(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, Tag):
        name = token.name
        if token.closing:
            if name == "template":
                end_template(b, token)
                return
            if name not in ("body", "html", "br"):
                b.stray_end(token)
                return
        elif name == "html":
            MODES["in body"](b, token)
            return
        elif name == "body":
            b.insert(token)
            b.frameset_ok = False
            b.mode = "in body"
            return
        elif name == "frameset":
            b.insert(token)
            b.mode = "in frameset"
            return
        elif name in e.HEAD_TAGS:
            b.error("misplaced-head-element", token.span, f"`<{name}>` stands after the head")
            b.imply("head")
            start_in_head(b, token)
            if b.stack.current.name == "head":
                b.stack.pop()
            else:
                b.stack.remove(next(i for i in b.stack if i.name == "head"))
            return
        elif name == "head":
            b.stray_start(token, "after the head")
            return
    b.imply("body")
    b.mode = "in body"
    dispatch(b, token)

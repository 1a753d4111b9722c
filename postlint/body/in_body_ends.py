"""End tags in the insertion mode "in body" (13.2.6.4.7)."""

from __future__ import annotations

from collections.abc import Callable

from postlint.body import elements as e
from postlint.body.builder import Builder
from postlint.body.dispatch import dispatch
from postlint.body.in_head import end_template
from postlint.body.tags import Tag


def _e_body(b: Builder, token: Tag) -> None:
    if not b.stack.in_scope("body"):
        b.stray_end(token)
        return
    for item in b.stack:
        if item.name not in e.OPEN_AT_END and item.name not in ("optgroup", "option"):
            b.blame_unclosed(item, token)
    b.mode = "after body"
    if token.name == "html":
        dispatch(b, token)


def _e_block(b: Builder, token: Tag) -> None:
    if b.stack.in_scope(token.name):
        b.close(token.name, token)
    else:
        b.stray_end(token)


def _e_form(b: Builder, token: Tag) -> None:
    if b.stack.has("template"):
        _e_block(b, token)
        return
    node, b.form = b.form, None
    if node is None or not node.on_stack or not b.stack.in_scope("form"):
        b.stray_end(token)
        return
    b.implied_ends()
    if b.stack.current is not node:
        for item in reversed(b.stack.items):
            if item is node:
                break
            b.blame_unclosed(item, token)
    b.stack.remove(node)


def _e_p(b: Builder, token: Tag) -> None:
    if b.stack.in_scope("p", "button"):
        b.close_p(token)
        b.ended_p = None
        return
    ended = b.ended_p
    by = f"`<{ended.name}>` has ended the paragraph: " if ended else ""
    message = f"{by}`</p>` without an open `<p>` makes an empty paragraph"
    b.error("stray-end-tag", token.span, message, ended.span if ended else None)
    b.ended_p = None


def _e_li(b: Builder, token: Tag) -> None:
    more = ("ol", "ul") if token.name == "li" else ()
    if b.stack.in_scope(token.name, *more):
        b.close(token.name, token)
    else:
        b.stray_end(token)


def _e_heading(b: Builder, token: Tag) -> None:
    stack = b.stack
    found = [name for name in e.HEADINGS if stack.in_scope(name)]
    if not found:
        b.stray_end(token)
        return
    b.implied_ends()
    place = max(stack.last(name) for name in found)
    item = stack.items[place]
    if item.name != token.name:
        related = item.origin.tag.span if item.origin.tag else None
        b.error("mismatched-heading", token.span, f"`</{token.name}>` closes `<{item.name}>`", related)
        item.origin.blamed = True
    while len(stack) > place + 1:
        b.blame_unclosed(stack.pop(), token)
    stack.pop()


def _e_formatting(b: Builder, token: Tag) -> None:
    b.adopt(token)


def _e_marked(b: Builder, token: Tag) -> None:
    if b.stack.in_scope(token.name):
        b.close(token.name, token)
        b.clear_to_marker()
    else:
        b.stray_end(token)


def _e_br(b: Builder, token: Tag) -> None:
    b.error("stray-end-tag", token.span, "`</br>` is read as `<br>`")
    b.reconstruct()
    b.frameset_ok = False


def _e_template(b: Builder, token: Tag) -> None:
    end_template(b, token)


ENDS: dict[str, Callable[[Builder, Tag], None]] = {
    "body": _e_body,
    "html": _e_body,
    "form": _e_form,
    "p": _e_p,
    "br": _e_br,
    "template": _e_template,
    **dict.fromkeys(("li", "dd", "dt"), _e_li),
    **dict.fromkeys(("applet", "marquee", "object"), _e_marked),
    **dict.fromkeys(e.HEADINGS, _e_heading),
    **dict.fromkeys(e.FORMATTING, _e_formatting),
    **dict.fromkeys(e.BLOCK_ENDS, _e_block),
}

"""The insertion mode "in body" (13.2.6.4.7)."""

from __future__ import annotations

from collections.abc import Callable

from postlint.body import elements as e
from postlint.body.builder import Builder
from postlint.body.dispatch import (
    MODES,
    Chars,
    End,
    Token,
    insert_foreign,
    notice_slash,
    open_raw,
)
from postlint.body.in_body_ends import ENDS
from postlint.body.in_head import start_in_head
from postlint.body.tags import Tag


def in_body(b: Builder, token: Token) -> None:
    if isinstance(token, Chars):
        b.reconstruct()
        if not token.blank:
            b.frameset_ok = False
    elif isinstance(token, End):
        if b.template_modes:
            MODES["in template"](b, token)
        else:
            end_all(b)
    elif token.closing:
        ENDS.get(token.name, _other_end)(b, token)
    else:
        STARTS.get(token.name, _other_start)(b, token)


def end_all(b: Builder) -> None:
    for item in b.stack:
        if item.name not in e.OPEN_AT_END:
            b.blame_unclosed(item, None)
    b.stopped = True


def _other_end(b: Builder, token: Tag) -> None:
    b.any_other_end(token)


def _other_start(b: Builder, token: Tag) -> None:
    b.reconstruct()
    b.insert(token)
    notice_slash(b, token)


def repeated_html(b: Builder, token: Tag) -> None:
    b.stray_start(token, "here: the page has its `<html>` already")


def _s_head_tag(b: Builder, token: Tag) -> None:
    start_in_head(b, token)


def _s_ignored(b: Builder, token: Tag) -> None:
    where = "outside a table" if token.name not in ("body", "head", "frame", "html") else "inside the body"
    b.stray_start(token, where)
    if token.name in ("td", "th", "tr"):
        b.errors[-1] = b.errors[-1] and b.errors[-1]._replace(breaks=True)
    if token.name == "body" and len(b.stack) > 1 and not b.stack.has("template"):
        b.frameset_ok = False


def _s_frameset(b: Builder, token: Tag) -> None:
    b.stray_start(token, "inside the body")
    if b.frameset_ok and len(b.stack) > 1 and b.stack.items[1].name == "body":
        while len(b.stack) > 1:
            b.stack.pop()
        b.insert(token)
        b.mode = "in frameset"


def _s_block(b: Builder, token: Tag) -> None:
    b.close_p(token)
    b.insert(token)
    notice_slash(b, token)


def _s_heading(b: Builder, token: Tag) -> None:
    b.close_p(token)
    if b.stack.current.name in e.HEADINGS:
        open_tag = b.stack.pop()
        b.blame_unclosed(open_tag, token)
    b.insert(token)
    notice_slash(b, token)


def _s_pre(b: Builder, token: Tag) -> None:
    _s_block(b, token)
    b.frameset_ok = False


def _s_form(b: Builder, token: Tag) -> None:
    if b.form is not None and not b.stack.has("template"):
        related = b.form.origin.tag.span if b.form.origin.tag else None
        b.error("stray-start-tag", token.span, "`<form>` is ignored inside another `<form>`", related)
        return
    b.close_p(token)
    item = b.insert(token)
    if not b.stack.has("template"):
        b.form = item
    notice_slash(b, token)


def _s_li(b: Builder, token: Tag) -> None:
    names = {"li"} if token.name == "li" else {"dd", "dt"}
    b.frameset_ok = False
    for item in reversed(b.stack.items):
        if item.name in names:
            b.close(item.name, token)
            break
        if item.name in e.SPECIAL and item.name not in ("address", "div", "p"):
            break
        b.work -= 1
        if b.work < 0:
            break
    _s_block(b, token)


def _s_plaintext(b: Builder, token: Tag) -> None:
    b.close_p(token)
    open_raw(b, token)


def _s_button(b: Builder, token: Tag) -> None:
    if b.stack.in_scope("button"):
        b.implied_ends()
        b.blame_unclosed(b.stack.items[b.stack.last("button")], token)
        b.pop_to("button")
    b.reconstruct()
    b.insert(token)
    b.frameset_ok = False
    notice_slash(b, token)


def _s_a(b: Builder, token: Tag) -> None:
    found = b.find_formatting("a")
    if found is not None:
        related = found.origin.tag.span if found.origin.tag else None
        if not found.origin.blamed:
            found.origin.blamed = True
            b.error("nested-link", token.span, "`<a>` opens while another `<a>` is still open", related)
            b.closed_early.setdefault("a", []).append(len(b.errors) - 1)
        if found.on_stack and b.visible(found):
            while b.adopt_once(found):
                again = b.find_formatting("a")
                if again is None:
                    break
                found = again
        if found in b.formatting:
            b.forget(found)
        if found.on_stack:
            b.stack.remove(found)
    b.reconstruct()
    b.format(token)
    notice_slash(b, token)


def _s_formatting(b: Builder, token: Tag) -> None:
    b.reconstruct()
    b.format(token)
    notice_slash(b, token)


def _s_nobr(b: Builder, token: Tag) -> None:
    b.reconstruct()
    if b.stack.in_scope("nobr"):
        b.blame_unclosed(b.stack.items[b.stack.last("nobr")], token)
        b.adopt(token)
        b.reconstruct()
    b.format(token)
    notice_slash(b, token)


def _s_marked(b: Builder, token: Tag) -> None:
    b.reconstruct()
    b.insert(token)
    b.formatting.append(None)
    b.frameset_ok = False
    notice_slash(b, token)


def _s_table(b: Builder, token: Tag) -> None:
    b.close_p(token)
    b.insert(token)
    b.frameset_ok = False
    b.mode = "in table"
    notice_slash(b, token)


def _s_void(b: Builder, token: Tag) -> None:
    b.reconstruct()
    if not (token.name == "input" and (token.value("type") or "").lower() == "hidden"):
        b.frameset_ok = False


def _s_input(b: Builder, token: Tag) -> None:
    if b.stack.in_scope("select"):
        b.blame_unclosed(b.stack.items[b.stack.last("select")], token)
        b.pop_to("select")
    _s_void(b, token)


def _s_param(_b: Builder, _token: Tag) -> None:
    return


def _s_hr(b: Builder, token: Tag) -> None:
    b.close_p(token)
    if b.stack.in_scope("select"):
        b.implied_ends()
        for name in ("option", "optgroup"):
            if b.stack.in_scope(name):
                b.blame_unclosed(b.stack.items[b.stack.last(name)], token)
    b.frameset_ok = False


def _s_image(b: Builder, token: Tag) -> None:
    b.error("image-start-tag", token.name_span, "`<image>` is read as `<img>`")
    _s_void(b, token)


def _s_raw(b: Builder, token: Tag) -> None:
    if token.name == "xmp":
        b.close_p(token)
        b.reconstruct()
    b.frameset_ok = False
    open_raw(b, token)


def _s_select(b: Builder, token: Tag) -> None:
    if b.stack.in_scope("select"):
        b.error(
            "stray-start-tag", token.span, "`<select>` ends the `<select>` around it, and is ignored itself"
        )
        b.stack.items[b.stack.last("select")].origin.blamed = True
        b.pop_to("select")
        return
    b.reconstruct()
    b.insert(token)
    b.frameset_ok = False
    notice_slash(b, token)


def _s_option(b: Builder, token: Tag) -> None:
    stack = b.stack
    if stack.in_scope("select"):
        b.implied_ends("optgroup" if token.name == "option" else "")
        for name in ("option",) if token.name == "option" else ("option", "optgroup"):
            if stack.in_scope(name):
                b.blame_unclosed(stack.items[stack.last(name)], token)
    elif stack.current.name == "option":
        stack.pop()
    b.reconstruct()
    b.insert(token)
    notice_slash(b, token)


def _s_ruby_part(b: Builder, token: Tag) -> None:
    stack = b.stack
    if stack.in_scope("ruby"):
        b.implied_ends("rtc" if token.name in ("rp", "rt") else "")
        if stack.current.name not in ("ruby", "rtc"):
            b.blame_unclosed(stack.current, token)
    b.insert(token)
    notice_slash(b, token)


def _s_foreign(b: Builder, token: Tag) -> None:
    b.reconstruct()
    insert_foreign(b, token, token.name)


STARTS: dict[str, Callable[[Builder, Tag], None]] = {
    "html": repeated_html,
    "frameset": _s_frameset,
    "form": _s_form,
    "plaintext": _s_plaintext,
    "button": _s_button,
    "a": _s_a,
    "nobr": _s_nobr,
    "table": _s_table,
    "input": _s_input,
    "hr": _s_hr,
    "image": _s_image,
    "select": _s_select,
    **dict.fromkeys(("option", "optgroup"), _s_option),
    **dict.fromkeys(("math", "svg"), _s_foreign),
    **dict.fromkeys(("rb", "rp", "rt", "rtc"), _s_ruby_part),
    **dict.fromkeys(("xmp", "iframe", "noembed", "textarea"), _s_raw),
    **dict.fromkeys(("param", "source", "track"), _s_param),
    **dict.fromkeys(("area", "br", "embed", "img", "keygen", "wbr"), _s_void),
    **dict.fromkeys(("applet", "marquee", "object"), _s_marked),
    **dict.fromkeys(e.FORMATTING - {"a", "nobr"}, _s_formatting),
    **dict.fromkeys(("li", "dd", "dt"), _s_li),
    **dict.fromkeys(("pre", "listing"), _s_pre),
    **dict.fromkeys(e.HEADINGS, _s_heading),
    **dict.fromkeys(e.BLOCKS, _s_block),
    **dict.fromkeys(e.TABLE_PARTS | {"body"}, _s_ignored),
    **dict.fromkeys(e.HEAD_TAGS, _s_head_tag),
}

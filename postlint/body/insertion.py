"""The insertion modes of tree construction (13.2.6.4), as far as errors depend on them."""

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
    _insert_foreign(b, token, space)


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


def _insert_foreign(b: Builder, token: Tag, space: str) -> None:
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


# Before the body


def _initial(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    span = token.span if isinstance(token, End) else Span(token.span.start, token.span.start)
    b.error("missing-doctype", span, "the document has no doctype")
    b.mode = "before html"
    dispatch(b, token)


def _before_html(b: Builder, token: Token) -> None:
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


def _before_head(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, Tag):
        if token.closing and token.name not in ("head", "body", "html", "br"):
            b.stray_end(token)
            return
        if not token.closing and token.name == "html":
            _in_body(b, token)
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


def _in_head(b: Builder, token: Token) -> None:
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
                _end_template(b, token)
                return
            if name not in ("body", "html", "br"):
                b.stray_end(token)
                return
        elif _start_in_head(b, token):
            return
    b.stack.pop()
    b.mode = "after head"
    dispatch(b, token)


def _start_in_head(b: Builder, token: Tag) -> bool:
    name = token.name
    if name == "html":
        _in_body(b, token)
    elif name in ("base", "basefont", "bgsound", "link", "meta"):
        return True
    elif name in ("title", "style", "noframes", "script"):
        _raw(b, token)
    elif name == "noscript":
        b.insert(token)
        b.mode = "in head noscript"
    elif name == "template":
        _start_template(b, token)
    elif name == "head":
        b.stray_start(token, "inside the head")
    else:
        return False
    return True


def _raw(b: Builder, token: Tag) -> None:
    b.insert(token)
    b.raw = token.name
    _solidus(b, token)


def _solidus(b: Builder, token: Tag) -> None:
    """`<div/>` is `<div>`: the slash is ignored (13.2.6, non-void element)."""
    if token.self_closing and token.name not in e.VOID:
        span = Span(token.span.end - 2, token.span.end - 1)
        message = f"the `/` is ignored: `<{token.name}>` stays open"
        b.error("non-void-html-element-start-tag-with-trailing-solidus", span, message)


def _start_template(b: Builder, token: Tag) -> None:
    b.insert(token)
    b.formatting.append(None)
    b.frameset_ok = False
    b.mode = "in template"
    b.template_modes.append("in template")


def _end_template(b: Builder, token: Tag) -> None:
    if not b.stack.has("template"):
        b.stray_end(token)
        return
    b.implied_ends(names=e.IMPLIED_THOROUGHLY)
    b.pop_to("template", token)
    b.clear_to_marker()
    b.template_modes.pop()
    reset(b)


def _in_head_noscript(b: Builder, token: Token) -> None:
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
            _start_in_head(b, token)
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


def _after_head(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, Tag):
        name = token.name
        if token.closing:
            if name == "template":
                _end_template(b, token)
                return
            if name not in ("body", "html", "br"):
                b.stray_end(token)
                return
        elif name == "html":
            _in_body(b, token)
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
            _start_in_head(b, token)
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


# The body


def _in_body(b: Builder, token: Token) -> None:
    if isinstance(token, Chars):
        b.reconstruct()
        if not token.blank:
            b.frameset_ok = False
    elif isinstance(token, End):
        if b.template_modes:
            _in_template(b, token)
        else:
            _end(b)
    elif token.closing:
        ENDS.get(token.name, _other_end)(b, token)
    else:
        STARTS.get(token.name, _other_start)(b, token)


def _end(b: Builder) -> None:
    for item in b.stack:
        if item.name not in e.OPEN_AT_END:
            b.blame_unclosed(item, None)
    b.stopped = True


def _other_end(b: Builder, token: Tag) -> None:
    b.any_other_end(token)


def _other_start(b: Builder, token: Tag) -> None:
    b.reconstruct()
    b.insert(token)
    _solidus(b, token)


def _s_html(b: Builder, token: Tag) -> None:
    b.stray_start(token, "here: the page has its `<html>` already")


def _s_head_tag(b: Builder, token: Tag) -> None:
    _start_in_head(b, token)


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
    _solidus(b, token)


def _s_heading(b: Builder, token: Tag) -> None:
    b.close_p(token)
    if b.stack.current.name in e.HEADINGS:
        open_tag = b.stack.pop()
        b.blame_unclosed(open_tag, token)
    b.insert(token)
    _solidus(b, token)


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
    _solidus(b, token)


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
    _raw(b, token)


def _s_button(b: Builder, token: Tag) -> None:
    if b.stack.in_scope("button"):
        b.implied_ends()
        b.blame_unclosed(b.stack.items[b.stack.last("button")], token)
        b.pop_to("button")
    b.reconstruct()
    b.insert(token)
    b.frameset_ok = False
    _solidus(b, token)


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
    _solidus(b, token)


def _s_formatting(b: Builder, token: Tag) -> None:
    b.reconstruct()
    b.format(token)
    _solidus(b, token)


def _s_nobr(b: Builder, token: Tag) -> None:
    b.reconstruct()
    if b.stack.in_scope("nobr"):
        b.blame_unclosed(b.stack.items[b.stack.last("nobr")], token)
        b.adopt(token)
        b.reconstruct()
    b.format(token)
    _solidus(b, token)


def _s_marked(b: Builder, token: Tag) -> None:
    b.reconstruct()
    b.insert(token)
    b.formatting.append(None)
    b.frameset_ok = False
    _solidus(b, token)


def _s_table(b: Builder, token: Tag) -> None:
    b.close_p(token)
    b.insert(token)
    b.frameset_ok = False
    b.mode = "in table"
    _solidus(b, token)


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
    _raw(b, token)


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
    _solidus(b, token)


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
    _solidus(b, token)


def _s_ruby_part(b: Builder, token: Tag) -> None:
    stack = b.stack
    if stack.in_scope("ruby"):
        b.implied_ends("rtc" if token.name in ("rp", "rt") else "")
        if stack.current.name not in ("ruby", "rtc"):
            b.blame_unclosed(stack.current, token)
    b.insert(token)
    _solidus(b, token)


def _s_foreign(b: Builder, token: Tag) -> None:
    b.reconstruct()
    _insert_foreign(b, token, token.name)


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
    _end_template(b, token)


STARTS: dict[str, Callable[[Builder, Tag], None]] = {
    "html": _s_html,
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

# Tables


def _in_table(b: Builder, token: Token) -> None:
    stack = b.stack
    if isinstance(token, End):
        _in_body(b, token)
        return
    if isinstance(token, Chars):
        if token.blank and stack.current.name in _TABLE_CONTEXT:
            return
        _foster(b, token)
        return
    name = token.name
    if token.closing:
        if name == "table":
            if stack.in_table_scope("table"):
                _close_table_part(b, "table", token)
                reset(b)
            else:
                b.stray_end(token)
        elif name == "template":
            _end_template(b, token)
        elif name in e.TABLE_PARTS or name in ("body", "html"):
            b.stray_end(token)
        else:
            _foster(b, token)
        return
    _start_in_table(b, token)


_TABLE_CONTEXT = frozenset({"table", "tbody", "template", "tfoot", "thead", "tr"})


def _start_in_table(b: Builder, token: Tag) -> None:
    name = token.name
    if name in ("caption", "colgroup"):
        _clear_back(b, ("table", "template", "html"))
        if name == "caption":
            b.formatting.append(None)
        b.insert(token)
        b.mode = "in caption" if name == "caption" else "in column group"
        _solidus(b, token)
    elif name == "col":
        _clear_back(b, ("table", "template", "html"))
        b.imply("colgroup")
        b.mode = "in column group"
        dispatch(b, token)
    elif name in ("tbody", "tfoot", "thead"):
        _clear_back(b, ("table", "template", "html"))
        b.insert(token)
        b.mode = "in table body"
        _solidus(b, token)
    elif name in ("td", "th", "tr"):
        _clear_back(b, ("table", "template", "html"))
        b.imply("tbody")
        b.mode = "in table body"
        dispatch(b, token)
    elif name == "table":
        _nested_table(b, token)
    elif name in ("style", "script", "template"):
        _start_in_head(b, token)
    elif name == "input" and (token.value("type") or "").lower() == "hidden":
        b.error(
            "misplaced-in-table", token.span, "`<input type=hidden>` stands in the table outside its cells"
        )
    elif name == "form":
        b.error(
            "misplaced-in-table", token.span, "`<form>` stands in the table outside its cells: it stays empty"
        )
        if b.form is None and not b.stack.has("template"):
            b.form = b.insert(token)
            b.stack.pop()
            # Never on the stack again: its end tag is one of the errors of this cause.
            b.form.origin.blamed = True
    else:
        _foster(b, token)


def _nested_table(b: Builder, token: Tag) -> None:
    outer = b.stack.items[b.stack.last("table")] if b.stack.in_table_scope("table") else None
    related = outer.origin.tag.span if outer and outer.origin.tag else None
    b.error(
        "nested-table", token.span, "`<table>` ends the table around it: it is in none of its cells", related
    )
    if outer is not None:
        outer.origin.blamed = True
        _close_table_part(b, "table", token)
        reset(b)
        dispatch(b, token)


def _clear_back(b: Builder, names: tuple[str, ...]) -> None:
    """Clear the stack back to a table context: what is open there was moved out of the table already."""
    while b.stack.current.name not in names and len(b.stack) > 1:
        item = b.stack.pop()
        if item.name not in e.IMPLIED_THOROUGHLY:
            item.origin.blamed = True


def _close_table_part(b: Builder, name: str, by: Tag) -> None:
    while len(b.stack) > 1:
        item = b.stack.pop()
        if item.name == name:
            return
        if item.name not in e.IMPLIED_THOROUGHLY and item.name != "table":
            b.blame_unclosed(item, by)


def _foster(b: Builder, token: Tag | Chars) -> None:
    """Process by the rules of the body: what stands in a table outside its cells is moved before it."""
    outside = b.stack.current.name in _TABLE_CONTEXT or len(b.stack) == 1
    if outside and not (isinstance(token, Tag) and token.closing):
        what = f"`<{token.name}>`" if isinstance(token, Tag) else "text"
        table = b.stack.items[max(b.stack.last("table"), 0)]
        related = table.origin.tag.span if table.origin.tag else None
        message = f"{what} stands in the table outside its cells: it is moved before the table"
        b.error("misplaced-in-table", _visible(b, token), message, related)
    _in_body(b, token)


def _visible(b: Builder, token: Tag | Chars) -> Span:
    """The token without the white space around it."""
    start, end = token.span
    text = b.html[start:end]
    return Span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def _in_caption(b: Builder, token: Token) -> None:
    if isinstance(token, Tag):
        name = token.name
        parts = e.TABLE_PARTS - {"frame", "head"}
        if (
            (token.closing and name == "table")
            or (not token.closing and name in parts)
            or (token.closing and name == "caption")
        ):
            if not b.stack.in_table_scope("caption"):
                b.stray_end(token) if token.closing else b.stray_start(token, "here")
                return
            b.implied_ends()
            _close_table_part(b, "caption", token)
            b.clear_to_marker()
            b.mode = "in table"
            if not (token.closing and name == "caption"):
                dispatch(b, token)
            return
        if token.closing and (name in parts or name in ("body", "html")):
            b.stray_end(token)
            return
    _in_body(b, token)


def _in_colgroup(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, End):
        _in_body(b, token)
        return
    if isinstance(token, Tag):
        name = token.name
        if not token.closing and name == "html":
            _in_body(b, token)
            return
        if not token.closing and name == "col":
            return
        if name == "template":
            _end_template(b, token) if token.closing else _start_template(b, token)
            return
        if token.closing and name == "col":
            b.stray_end(token)
            return
        if token.closing and name == "colgroup":
            if b.stack.current.name == "colgroup":
                b.stack.pop()
                b.mode = "in table"
            else:
                b.stray_end(token)
            return
    if b.stack.current.name != "colgroup":
        if isinstance(token, Tag) and token.closing:
            b.stray_end(token)
        elif isinstance(token, Tag):
            b.stray_start(token, "in a column group")
        else:
            b.error("misplaced-in-table", token.span, "text stands in a column group")
        return
    b.stack.pop()
    b.mode = "in table"
    dispatch(b, token)


def _in_table_body(b: Builder, token: Token) -> None:
    stack = b.stack
    if isinstance(token, Tag):
        name = token.name
        if not token.closing and name in ("tr", "th", "td"):
            _clear_back(b, ("tbody", "tfoot", "thead", "template", "html"))
            if name == "tr":
                b.insert(token)
                _solidus(b, token)
            else:
                b.error("missing-row", token.name_span, f"`<{name}>` stands outside a `<tr>`")
                b.imply("tr")
            b.mode = "in row"
            if name != "tr":
                dispatch(b, token)
            return
        if token.closing and name in ("tbody", "tfoot", "thead"):
            if stack.in_table_scope(name):
                _clear_back(b, ("tbody", "tfoot", "thead", "template", "html"))
                stack.pop()
                b.mode = "in table"
            else:
                b.stray_end(token)
            return
        outer = not token.closing and name in ("caption", "col", "colgroup", "tbody", "tfoot", "thead")
        if outer or (token.closing and name == "table"):
            if any(stack.in_table_scope(part) for part in ("tbody", "thead", "tfoot")):
                _clear_back(b, ("tbody", "tfoot", "thead", "template", "html"))
                stack.pop()
                b.mode = "in table"
                dispatch(b, token)
            elif token.closing:
                b.stray_end(token)
            else:
                b.stray_start(token, "here")
            return
        if token.closing and name in ("body", "caption", "col", "colgroup", "html", "td", "th", "tr"):
            b.stray_end(token)
            return
    _in_table(b, token)


def _in_row(b: Builder, token: Token) -> None:
    if isinstance(token, Tag):
        name = token.name
        if not token.closing and name in ("th", "td"):
            _clear_back(b, ("tr", "template", "html"))
            b.insert(token)
            b.mode = "in cell"
            b.formatting.append(None)
            _solidus(b, token)
            return
        outer = not token.closing and name in ("caption", "col", "colgroup", "tbody", "tfoot", "thead", "tr")
        if token.closing and name in ("tbody", "tfoot", "thead") and not b.stack.in_table_scope(name):
            b.stray_end(token)
            return
        if outer or (token.closing and name in ("tr", "table", "tbody", "tfoot", "thead")):
            if not b.stack.in_table_scope("tr"):
                b.stray_end(token) if token.closing else b.stray_start(token, "here")
                return
            _clear_back(b, ("tr", "template", "html"))
            b.stack.pop()
            b.mode = "in table body"
            if not (token.closing and name == "tr"):
                dispatch(b, token)
            return
        if token.closing and name in ("body", "caption", "col", "colgroup", "html", "td", "th"):
            b.stray_end(token)
            return
    _in_table(b, token)


def _close_cell(b: Builder, by: Tag) -> None:
    b.implied_ends()
    while b.stack.current.name not in ("td", "th") and len(b.stack) > 1:
        b.blame_unclosed(b.stack.pop(), by)
    b.stack.pop()
    b.clear_to_marker()
    b.mode = "in row"


def _in_cell(b: Builder, token: Token) -> None:
    if isinstance(token, Tag):
        name = token.name
        if token.closing and name in ("td", "th"):
            if b.stack.in_table_scope(name):
                b.implied_ends()
                _close_table_part(b, name, token)
                b.clear_to_marker()
                b.mode = "in row"
            else:
                b.stray_end(token)
            return
        if not token.closing and name in e.TABLE_PARTS - {"frame", "head"}:
            if b.stack.in_table_scope("td") or b.stack.in_table_scope("th"):
                _close_cell(b, token)
                dispatch(b, token)
            else:
                b.stray_start(token, "here")
            return
        if token.closing and name in ("body", "caption", "col", "colgroup", "html"):
            b.stray_end(token)
            return
        if token.closing and name in ("table", "tbody", "tfoot", "thead", "tr"):
            if b.stack.in_table_scope(name):
                _close_cell(b, token)
                dispatch(b, token)
            else:
                b.stray_end(token)
            return
    _in_body(b, token)


_TEMPLATE_MODES = {
    **dict.fromkeys(("caption", "colgroup", "tbody", "tfoot", "thead"), "in table"),
    "col": "in column group",
    "tr": "in table body",
    "td": "in row",
    "th": "in row",
}


def _in_template(b: Builder, token: Token) -> None:
    if isinstance(token, End):
        while b.stack.has("template"):
            b.blame_unclosed(b.stack.items[b.stack.last("template")], None)
            b.pop_to("template")
            b.clear_to_marker()
            b.template_modes.pop()
        _end(b)
        return
    if isinstance(token, Tag):
        name = token.name
        if name == "template" and token.closing:
            _end_template(b, token)
            return
        if not token.closing and name in e.HEAD_TAGS:
            _start_in_head(b, token)
            return
        if token.closing:
            b.stray_end(token)
            return
        b.template_modes[-1] = b.mode = _TEMPLATE_MODES.get(name, "in body")
        dispatch(b, token)
        return
    _in_body(b, token)


# After the body, and frames


def _after_body(b: Builder, token: Token) -> None:
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
            _s_html(b, token)
            return
    b.error("content-after-body", token.span, "this stands after the end of the body")
    b.mode = "in body"
    dispatch(b, token)


def _in_frameset(b: Builder, token: Token) -> None:
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
        _raw(b, token)
    elif not token.closing and name == "html":
        _s_html(b, token)
    elif token.closing or name != "frame":
        b.stray_end(token) if token.closing else b.stray_start(token, "in a frameset")


def _after_frameset(b: Builder, token: Token) -> None:
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
        _s_html(b, token)
    elif not token.closing and token.name == "noframes":
        _raw(b, token)
    elif token.closing:
        b.stray_end(token)
    else:
        b.stray_start(token, "after a frameset")


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

MODES: dict[str, Callable[[Builder, Token], None]] = {
    "initial": _initial,
    "before html": _before_html,
    "before head": _before_head,
    "in head": _in_head,
    "in head noscript": _in_head_noscript,
    "after head": _after_head,
    "in body": _in_body,
    "in table": _in_table,
    "in caption": _in_caption,
    "in column group": _in_colgroup,
    "in table body": _in_table_body,
    "in row": _in_row,
    "in cell": _in_cell,
    "in template": _in_template,
    "after body": _after_body,
    "after after body": _after_body,
    "in frameset": _in_frameset,
    "after frameset": _after_frameset,
    "after after frameset": _after_frameset,
}

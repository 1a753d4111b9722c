"""The insertion modes of tables and templates (13.2.6.4.9 to 13.2.6.4.16)."""

from __future__ import annotations

from postlint.body import elements as e
from postlint.body.builder import Builder
from postlint.body.dispatch import MODES, Chars, End, Token, dispatch, notice_slash, reset
from postlint.body.in_body import end_all
from postlint.body.in_head import end_template, start_in_head, start_template
from postlint.body.tags import Tag
from postlint.text import Span

_BLANK = "\t\n\f\r \0"


def in_table(b: Builder, token: Token) -> None:
    stack = b.stack
    if isinstance(token, End):
        MODES["in body"](b, token)
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
            end_template(b, token)
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
        notice_slash(b, token)
    elif name == "col":
        _clear_back(b, ("table", "template", "html"))
        b.imply("colgroup")
        b.mode = "in column group"
        dispatch(b, token)
    elif name in ("tbody", "tfoot", "thead"):
        _clear_back(b, ("table", "template", "html"))
        b.insert(token)
        b.mode = "in table body"
        notice_slash(b, token)
    elif name in ("td", "th", "tr"):
        _clear_back(b, ("table", "template", "html"))
        b.imply("tbody")
        b.mode = "in table body"
        dispatch(b, token)
    elif name == "table":
        _nested_table(b, token)
    elif name in ("style", "script", "template"):
        start_in_head(b, token)
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
    MODES["in body"](b, token)


def _visible(b: Builder, token: Tag | Chars) -> Span:
    """The token without the white space around it."""
    start, end = token.span
    text = b.html[start:end]
    # HTML's white space: a no-break space is text.
    before, after = len(text) - len(text.lstrip(_BLANK)), len(text) - len(text.rstrip(_BLANK))
    return Span(start + before, end - after)


def in_caption(b: Builder, token: Token) -> None:
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
    MODES["in body"](b, token)


def in_colgroup(b: Builder, token: Token) -> None:
    if isinstance(token, Chars) and token.blank:
        return
    if isinstance(token, End):
        MODES["in body"](b, token)
        return
    if isinstance(token, Tag):
        name = token.name
        if not token.closing and name == "html":
            MODES["in body"](b, token)
            return
        if not token.closing and name == "col":
            return
        if name == "template":
            end_template(b, token) if token.closing else start_template(b, token)
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


def in_table_body(b: Builder, token: Token) -> None:
    stack = b.stack
    if isinstance(token, Tag):
        name = token.name
        if not token.closing and name in ("tr", "th", "td"):
            _clear_back(b, ("tbody", "tfoot", "thead", "template", "html"))
            if name == "tr":
                b.insert(token)
                notice_slash(b, token)
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
    in_table(b, token)


def in_row(b: Builder, token: Token) -> None:
    if isinstance(token, Tag):
        name = token.name
        if not token.closing and name in ("th", "td"):
            _clear_back(b, ("tr", "template", "html"))
            b.insert(token)
            b.mode = "in cell"
            b.formatting.append(None)
            notice_slash(b, token)
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
    in_table(b, token)


def _close_cell(b: Builder, by: Tag) -> None:
    b.implied_ends()
    while b.stack.current.name not in ("td", "th") and len(b.stack) > 1:
        b.blame_unclosed(b.stack.pop(), by)
    b.stack.pop()
    b.clear_to_marker()
    b.mode = "in row"


def in_cell(b: Builder, token: Token) -> None:
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
    MODES["in body"](b, token)


_TEMPLATE_MODES = {
    **dict.fromkeys(("caption", "colgroup", "tbody", "tfoot", "thead"), "in table"),
    "col": "in column group",
    "tr": "in table body",
    "td": "in row",
    "th": "in row",
}


def in_template(b: Builder, token: Token) -> None:
    if isinstance(token, End):
        while b.stack.has("template"):
            b.blame_unclosed(b.stack.items[b.stack.last("template")], None)
            b.pop_to("template")
            b.clear_to_marker()
            b.template_modes.pop()
        end_all(b)
        return
    if isinstance(token, Tag):
        name = token.name
        if name == "template" and token.closing:
            end_template(b, token)
            return
        if not token.closing and name in e.HEAD_TAGS:
            start_in_head(b, token)
            return
        if token.closing:
            b.stray_end(token)
            return
        b.template_modes[-1] = b.mode = _TEMPLATE_MODES.get(name, "in body")
        dispatch(b, token)
        return
    MODES["in body"](b, token)

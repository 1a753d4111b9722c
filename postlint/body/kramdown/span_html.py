"""What begins with an angle bracket in a line of text: addresses, comments, tags."""

from __future__ import annotations

from functools import cache
from re import Match, Pattern
from re import compile as pattern
from typing import TYPE_CHECKING

from postlint.body.kramdown import markup as tags
from postlint.body.kramdown.elements import BLOCKS, ELEMENTS, compared, element
from postlint.body.kramdown.nodes import SpanNode
from postlint.body.notes import printed_tag

if TYPE_CHECKING:
    from postlint.body.kramdown.spans import SpanParser

_SCHEMES = ("http:", "https:", "ftp:", "ftps:", "mailto:")
_ANY_END_TAG = r"</[^\W\d][-.:\w]*+[ \t\n\r\f\v]*+>"


def angle(p: SpanParser, at: int) -> bool:
    """What an angle bracket begins."""
    if p.ahead.find(">", at) >= 0 and (_address(p, at) or markup(p, at)):
        return True
    # A guillemet: kramdown's typographic symbols.
    return p.s.startswith("<<", at) and p.add_text(at, at + 2)


@cache
def _mail() -> Pattern[str]:
    return pattern(r"[-.\w]++@[-.\w]++")


def _address(p: SpanParser, at: int) -> bool:
    """An address in angle brackets: of these schemes, or of mail."""
    s = p.s
    start = at + 1
    scheme = next((name for name in _SCHEMES if s.startswith(name, start)), "")
    if scheme:
        end = p.ahead.find(">", start + len(scheme) + 1)
        if end < 0 or 0 <= p.ahead.find("\n", start) < end:
            return False
    else:
        match = _mail().match(s, start)
        if match is None or not s.startswith(">", match.end()):
            return False
        end = match.end()
    return p.add(SpanNode("autolink", at, end + 1, ((start, end), scheme)))


def markup(p: SpanParser, at: int) -> bool:
    """A comment or a tag. kramdown prints what has no place here."""
    s = p.s
    if s.startswith("<!--", at):
        end = p.ahead.past("-->", at + 4)
        return p.add(SpanNode("raw", at, end)) if end >= 0 else p.add_text(at, at + 1)
    closing = tags.end_tag(s, at)
    if closing:
        p.note("stray-end-tag", at, closing.end(), closing["name"])
        return p.add_text(at, closing.end())
    tag = tags.start_tag(s, at)
    if tag is None:
        printed = printed_tag(s, at)
        if printed and printed.name.lower() in ELEMENTS:
            p.note(printed.kind, at, printed.end, printed.name)
        return False
    name = compared(tag["name"])
    if name in BLOCKS:
        p.note("block-tag-as-text", at, tag.end(), name)
        return p.add_text(at, tag.end())
    return _element(p, tag, name)


def _is_raw(p: SpanParser, tag: Match[str], name: str) -> bool:
    """Whether only HTML is looked for in an element."""
    asked = tags.asked_content(tag)
    if asked == "0":
        return True
    raw = p.tree.kind == "html raw" or element(name).content in ("markup", "nothing")
    return raw and asked != "span"


def _element(p: SpanParser, tag: Match[str], name: str) -> bool:
    raw = _is_raw(p, tag, name)
    node = SpanNode("html raw" if raw else "html", tag.start(), tag.end(), (name, tag, None))
    if tag["slash"] or element(name).content == "nothing":
        return p.add(node)
    p.pos = tag.end()
    closing = p.read(node, _ANY_END_TAG, lambda match: _names(match[0], name), "html" if raw else "")
    if closing is None:
        p.note("unclosed-element", tag.start(), tag.end(), name)
        outer, p.tree = p.tree, node
        p.add_text(p.pos, len(p.s))
        p.tree = outer
        node.end = len(p.s)
    else:
        node.data = (name, tag, closing.span())
        node.end = closing.end()
    return p.add(node)


def _names(end_tag: str, name: str) -> bool:
    return compared(end_tag[2:-1].rstrip()) == name

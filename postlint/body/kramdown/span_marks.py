"""Spans between marks of their own: emphasis, code, formulas, and single characters that mean something."""

from __future__ import annotations

from functools import cache
from re import Match, Pattern
from re import compile as pattern
from string import punctuation
from typing import TYPE_CHECKING

from postlint.body.kramdown import braces
from postlint.body.kramdown.braces import EXTENSIONS, merge, parse_attributes
from postlint.body.kramdown.lines import SPACE, past
from postlint.body.kramdown.nodes import SpanNode
from postlint.body.notes import doubles_mark

if TYPE_CHECKING:
    from postlint.body.kramdown.spans import SpanParser

_ESCAPABLE = frozenset(punctuation) - frozenset("%&,/;?@^")
"""The punctuation that a backslash makes text."""


def unescaped(text: str) -> str:
    """The text without the backslashes that make marks text."""
    parts = text.split("\\")
    return parts[0] + "".join(part if part[:1] in _ESCAPABLE else "\\" + part for part in parts[1:])


def is_space(s: str, at: int) -> bool:
    """Whether white space stands at a place."""
    return s[at : at + 1] in SPACE and at < len(s)


def emphasis(p: SpanParser, at: int) -> bool:
    """Emphasis between one mark or two."""
    s = p.s
    char = s[at]
    double = s.startswith(char, at + 1)
    after = at + 1 + double
    kind = "strong" if double else "em"
    in_word = char == "_" and _in_word(s, at)
    if in_word or is_space(s, after) or p.is_inside(kind) or p.ahead.find(char, after) < 0:
        return p.add_text(at, after)
    p.pos = at
    node = p.attempt(char * (after - at), lambda: _emphasized(p, at, char * (after - at), kind))
    if node is None and double and p.tree.kind != "em":
        # `**a*` may still be emphasis that begins with an asterisk.
        node = p.attempt(char, lambda: _emphasized(p, at, char, "em"))
    return p.add(node) if node else p.add_text(at, after)


def _in_word(s: str, at: int) -> bool:
    """Whether letters, with at most one hyphen, stand before the place: `a_b` is no emphasis."""
    previous = s[at - 1 : at]
    return previous.isalpha() or (previous == "-" and s[at - 2 : at - 1].isalpha())


def _emphasized(p: SpanParser, at: int, mark: str, kind: str) -> SpanNode | None:
    s = p.s
    node = SpanNode(kind, at, at)
    p.pos = at + len(mark)

    def closes(match: Match[str]) -> bool:
        end = match.end()
        if s[match.start() - 1] in SPACE or not node.children:
            return False
        if kind == "em" and s.startswith(mark, end) and not s.startswith(mark, end + 1):
            # Two marks are those of another kind; of three, one is this one's.
            return False
        return mark[0] == "*" or not s[end : end + 1].isalnum()

    end = p.read(node, "".join(f"\\{char}" for char in mark), closes)
    if end is None:
        return None
    if mark == "*" and doubles_mark(s, at, end.start()):
        p.note("doubled-mark", at, at + 1, s[at : end.start()])
    node.end = end.end()
    return node


def code(p: SpanParser, at: int) -> bool:
    """Code between as many backticks as it begins with."""
    s = p.s
    start = past(s, at, "`")
    mark = s[at:start]
    single = len(mark) == 1
    if single and is_space(s, start) and (at == 0 or is_space(s, at - 1)):
        return p.add_text(at, start)
    end = p.ahead.find(mark, start)
    if end < 0:
        return p.add_text(at, start)
    after = end + len(mark)
    if not single:
        start += s.startswith(" ", start, end)
        end -= s.endswith(" ", start, end)
    return p.add(SpanNode("code", at, after, (start, end)))


def math(p: SpanParser, at: int) -> bool:
    """A formula between double dollars."""
    end = p.ahead.find("$$", at + 2)
    return end >= 0 and p.add(SpanNode("math", at, end + 2, (at + 2, end)))


def strike(p: SpanParser, at: int) -> bool:
    """Text struck out between double tildes, none of which stands beside white space or a third."""
    s, start = p.s, at + 2
    if is_space(s, start) or s.startswith("~", start) or at >= p.no_strike or p.is_spent():
        return False
    end = s.find("~~", start + 1)
    while end >= 0 and (is_space(s, end - 1) or s[end - 1] == "~"):
        end = s.find("~~", end + 1)
    if end < 0:
        p.no_strike = at
        return False
    inner = type(p)(p.text.slice(start, end), p.defs)
    inner.level = p.level + 2
    inner.budget = p.budget = p.budget - (end - at)
    node = SpanNode("del", at, end + 2, inner.text)
    node.children = inner.parse()
    return p.add(node)


@cache
def _reference() -> Pattern[str]:
    return pattern(r"&(?:#(?:x[0-9A-Fa-f]++|[0-9]++)|[A-Za-z0-9_:][A-Za-z0-9_:.-]*+);")


def reference(p: SpanParser, at: int) -> bool:
    """A character reference."""
    match = _reference().match(p.s, at)
    return match is not None and p.add(SpanNode("entity", at, match.end()))


def backslash(p: SpanParser, at: int) -> bool:
    """A backslash that makes a mark text, or breaks the line: one at its end (GFM), or two."""
    s = p.s
    if s.startswith("\\\\\n", at):
        return p.add(SpanNode("br", at, at + 2))
    after = s[at + 1 : at + 2]
    if after == "\n":
        return p.add(SpanNode("br", at, at + 1))
    return after in _ESCAPABLE and p.add_text(at + 1, at + 2)


def line_break(p: SpanParser, at: int) -> bool:
    """Two spaces at the end of a line."""
    return p.add(SpanNode("br", at, at + 2))


def in_braces(p: SpanParser, at: int) -> bool:
    """Attributes of the span before, or an extension."""
    found = braces.in_line(p.s, at)
    if found is None or found.kind == "end":
        return False
    if found.kind == "extension":
        return _extension(p, found)
    last = p.tree.children[-1] if p.tree.children else None
    if last is None or last.kind == "text":
        return False
    attr = dict(last.attr or {})
    merge(attr, parse_attributes(found.text, p.defs.attributes)[0])
    last.attr = attr
    p.pos = found.end
    return True


def _extension(p: SpanParser, found: braces.Braces) -> bool:
    if found.name not in EXTENSIONS:
        return False
    if found.empty:
        p.pos = found.end
        return True
    ends = (p.ahead.find(stop, found.end) for stop in ("{:/}", f"{{:/{found.name}}}"))
    end = min((place for place in ends if place >= 0), default=-1)
    if end < 0:
        return False
    if found.name != "options":
        kind = "raw" if found.name == "nomarkdown" else "hidden"
        p.tree.children.append(SpanNode(kind, found.end, end))
    p.pos = p.s.index("}", end) + 1
    return True

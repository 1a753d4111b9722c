"""From a line of text to spans: emphasis, code, links, HTML.

A span is tried where its mark stands, and what is in it is read up to its end. Where that is missing,
the mark is text, and what follows is read again. The parsers of one kind are functions of a parser
and a place; they say whether they have read something.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from re import Match, Pattern
from re import compile as pattern

from postlint.body.kramdown import span_html, span_links, span_marks
from postlint.body.kramdown.ahead import Ahead
from postlint.body.kramdown.definitions import Definitions
from postlint.body.kramdown.nodes import SpanNode
from postlint.body.kramdown.text import Text
from postlint.body.notes import Note
from postlint.text import Span

DEPTH = 24
"""How deep spans may nest: kramdown itself overflows Ruby's stack some hundred levels further."""

_MARKS = {
    "": r"[*_`<&\\]|!?\[|\$\$|\{:|~~|  (?=\n)",
    "code": "`",
    "html": r"<(?=[^\W\d]|/|!--)",
    "code and html": r"[`]|<(?=[^\W\d]|/|!--)",
}
"""What may begin a span, by what is looked for: everything, or only these kinds."""

_KINDS = {"em": 1, "strong": 2, "a": 4, "img": 4}


@cache
def _marks(only: str, end: str) -> Pattern[str]:
    return pattern(f"(?P<end>{end})|{_MARKS[only]}" if end else _MARKS[only])


def is_plain(text: str) -> bool:
    """Whether the text holds nothing but text."""
    return _marks("", "").search(text) is None


def _ends(_: Match[str]) -> bool:
    return True


class SpanParser:
    """Parses one leaf. `budget` bounds what failed attempts may cost, in `steps`."""

    def __init__(self, text: Text, definitions: Definitions) -> None:
        self.text = text
        self.s = text.string
        self.defs = definitions
        self.pos = 0
        self.tree = SpanNode("root", 0, len(self.s))
        self.ahead = Ahead(self.s)
        self.level = 0
        # Which kinds are open around the place, as a set of bits: what is in a span depends on nothing else.
        self.inside = 0
        self.failed: set[tuple[int, str, int]] = set()
        self.budget = 4_000 + min(len(self.s) // 4, 200_000)
        self.steps = 0
        # The step at which an attempt is given up, as one that fails: each level may read all of the text.
        self.limit = self.budget + len(self.s)
        self.no_strike = len(self.s)

    def parse(self, only: str = "") -> list[SpanNode]:
        """The nodes of the whole text."""
        self._read_on(_marks(only, ""), _ends, _STARTS[only])
        self.add_text(self.pos, len(self.s))
        return self.tree.children

    # What the parsers of one kind use

    def note(self, kind: str, start: int, end: int, what: str = "") -> None:
        """Remember something that was read otherwise than meant."""
        span = Span(self.text.origin(start), self.text.end_origin(end))
        self.defs.notes.append(Note(kind, span, what))

    def add_text(self, start: int, end: int) -> bool:
        """Add a range as text, and go to its end."""
        self.pos = end
        if start < end:
            children = self.tree.children
            if children and children[-1].kind == "text" and children[-1].end == start:
                children[-1].end = end
            else:
                children.append(SpanNode("text", start, end))
        return True

    def add(self, node: SpanNode) -> bool:
        """Add a node, and go to its end."""
        self.tree.children.append(node)
        self.pos = node.end
        return True

    def is_inside(self, kind: str) -> bool:
        """Whether a span of that kind is open here."""
        return bool(self.inside & _KINDS[kind])

    def is_spent(self) -> bool:
        """Whether no more may be tried: the depth or the budget is used up."""
        return self.level > DEPTH or self.budget < 0

    def attempt(self, mark: str, read: Callable[[], SpanNode | None]) -> SpanNode | None:
        """What is read from here, or None; the place is then as before. What failed is not tried again."""
        at, before = self.pos, self.steps
        key = (at, mark, self.inside)
        if self.budget < 0 or key in self.failed:
            return None
        node = read()
        if node is None:
            self.failed.add(key)
            self.budget -= self.steps - before
            self.pos = at
        return node

    def read(
        self, node: SpanNode, end: str, accepts: Callable[[Match[str]], bool], only: str = ""
    ) -> Match[str] | None:
        """Read into a node, up to what looks like `end` and is accepted; None when there is no such thing."""
        if self.level > DEPTH:
            return None
        if not self.level:
            self.limit = self.steps + len(self.s) - self.pos + max(self.budget, 0)
        outer, inside = self.tree, self.inside
        self.tree = node
        self.inside |= _KINDS.get(node.kind, 0)
        self.level += 1
        found = self._read_on(_marks(only, end), accepts, _STARTS[only])
        self.level -= 1
        self.tree, self.inside = outer, inside
        return found

    def _read_on(
        self, marks: Pattern[str], accepts: Callable[[Match[str]], bool], starts: dict[str, Start]
    ) -> Match[str] | None:
        s = self.s
        while match := marks.search(s, self.pos):
            at = match.start()
            self.steps += 1
            if self.level and self.steps > self.limit:
                return None
            self.add_text(self.pos, at)
            if match.lastgroup and accepts(match):
                return match
            start = starts.get(s[at])
            if start is None or not start(self, at):
                self.add_text(at, at + 1)
        return None


Start = Callable[[SpanParser, int], bool]

_STARTS: dict[str, dict[str, Start]] = {
    "": {
        "*": span_marks.emphasis,
        "_": span_marks.emphasis,
        "`": span_marks.code,
        "~": span_marks.strike,
        "$": span_marks.math,
        "&": span_marks.reference,
        "\\": span_marks.backslash,
        "{": span_marks.in_braces,
        " ": span_marks.line_break,
        "<": span_html.angle,
        "[": span_links.bracket,
        "!": span_links.bracket,
    },
    "code": {"`": span_marks.code},
    "html": {"<": span_html.markup},
    "code and html": {"`": span_marks.code, "<": span_html.markup},
}

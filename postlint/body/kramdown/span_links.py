"""Links, images and references to footnotes: what begins with a bracket."""

from __future__ import annotations

from functools import cache
from re import Match, Pattern
from re import compile as pattern
from typing import TYPE_CHECKING

from postlint.body.kramdown.definitions import Target, footnote_name, label
from postlint.body.kramdown.lines import SPACE, past, trimmed
from postlint.body.kramdown.nodes import SpanNode
from postlint.body.kramdown.span_marks import unescaped

if TYPE_CHECKING:
    from postlint.body.kramdown.spans import SpanParser


def bracket(p: SpanParser, at: int) -> bool:
    """A link, an image, or a reference to a footnote."""
    s = p.s
    name = footnote_name(s, at)
    if name:
        return _footnote(p, at, name)
    is_image = s[at] == "!"
    after = at + 1 + is_image
    if s.startswith("^", after) or after >= len(s):
        return False
    # A link holds no link.
    tried = is_image or not p.is_inside("a")
    if tried and p.ahead.find("]", after) >= 0:
        p.pos = at
        node = p.attempt("![" if is_image else "[", lambda: _link(p, at, after, is_image))
        if node:
            return p.add(node)
    return p.add_text(at, after)


def _footnote(p: SpanParser, at: int, name: str) -> bool:
    end = at + len(name) + 3
    if name not in p.defs.footnotes:
        p.note("undefined-reference", at, end, p.s[at:end])
        return p.add_text(at, end)
    if name not in p.defs.order:
        p.defs.order.append(name)
    return p.add(SpanNode("footnote", at, end, name))


class _Label:
    """Counts the brackets that are open in a link's text: those of an image in it are its own."""

    __slots__ = ("node", "open", "seen")

    def __init__(self, node: SpanNode) -> None:
        self.node = node
        self.open = 1
        self.seen = 0

    def closes(self, match: Match[str]) -> bool:
        children = self.node.children
        while self.seen < len(children):
            self.open -= children[self.seen].kind == "img"
            self.seen += 1
        self.open += -1 if match[0] == "]" else 1
        return self.open == 0


def _link(p: SpanParser, at: int, after: int, is_image: bool) -> SpanNode | None:
    s = p.s
    node = SpanNode("img" if is_image else "a", at, at)
    p.pos = after
    closing = p.read(node, r"\]|!?\[", _Label(node).closes)
    if closing is None:
        return None
    text = (after, closing.start())
    behind = closing.end()
    reference = _reference(p, behind)
    if reference or not s.startswith("(", behind):
        target, node.end = _defined(p, text, reference) or (None, behind)
    else:
        target, node.end = _inline(p, behind) or (None, behind)
    if target is None:
        return None
    node.data = (text, target[:3], target.title)
    node.attr = dict(target.attr) or None
    return node


def _reference(p: SpanParser, at: int) -> tuple[int, int] | None:
    """The range of the label in `[label]`, which may stand apart."""
    start = past(p.s, at, SPACE)
    if not p.s.startswith("[", start):
        return None
    end = p.ahead.find("]", start + 1)
    return (start + 1, end) if end >= 0 else None


def _defined(
    p: SpanParser, text: tuple[int, int], reference: tuple[int, int] | None
) -> tuple[Target, int] | None:
    """What a label is defined as: the label behind the text, or the text itself."""
    given = reference is not None and reference[1] > reference[0]
    start, end = reference if reference is not None and given else text
    name = p.s[start:end]
    target = p.defs.targets.get(label(name if given else unescaped(name)))
    if target is None:
        if given:
            p.note("undefined-reference", start, end, name)
        return None
    return target, reference[1] + 1 if reference else text[1] + 1


def _inline(p: SpanParser, at: int) -> tuple[Target, int] | None:
    """The target in `(target "title")`, and the place after it."""
    s = p.s
    found = _angled(p, at + 2) if s.startswith("<", at + 1) else None
    found = found or _until_parenthesis(p, at)
    if found is None:
        return None
    start, end, behind, closed = found
    if closed:
        return Target(p.text, start, end, None, {}), behind
    titled = _title(p, behind)
    return (Target(p.text, start, end, titled[0], {}), titled[1]) if titled else None


def _angled(p: SpanParser, start: int) -> tuple[int, int, int, bool] | None:
    end = p.ahead.find(">", start)
    if end < 0 or 0 <= p.ahead.find("\n", start) < end:
        return None
    closed = p.s.startswith(")", end + 1)
    return start, end, end + 1 + closed, closed


@cache
def _stops() -> Pattern[str]:
    return pattern(r"[()\"']")


def _until_parenthesis(p: SpanParser, at: int) -> tuple[int, int, int, bool] | None:
    """The target's range, the place behind it, and whether its parenthesis is closed there.

    It ends where all parentheses are closed, or with white space and a quote: the title follows.
    """
    s = p.s
    depth = 0
    place = at
    for match in _stops().finditer(s, at):
        place = match.start()
        if match[0] in "\"'":
            if s[place - 1] not in SPACE:
                continue
            return *trimmed(s, at + 1, place - 1), place, False
        p.budget -= 1
        depth += 1 if match[0] == "(" else -1
        if depth == 0:
            return *trimmed(s, at + 1, place), place + 1, True
        if p.budget < 0:
            break
    return None


def _title(p: SpanParser, at: int) -> tuple[str, int] | None:
    """A title in quotes, and the place after the parenthesis that follows it."""
    s = p.s
    start = past(s, at, SPACE)
    quote = s[start : start + 1]
    if quote not in ("'", '"'):
        return None
    end = start + 1
    while (end := p.ahead.find(quote, end + 1)) >= 0:
        p.budget -= 1
        behind = past(s, end + 1, SPACE)
        if s.startswith(")", behind):
            return s[start + 1 : end], behind + 1
        if p.budget < 0:
            break
    return None

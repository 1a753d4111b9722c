"""Places of violations that show in the tree."""

from __future__ import annotations

import re
from html import unescape

from postlint.conformance.tree import BLANK, Node
from postlint.conformance.violation import Violation
from postlint.text import Span


def place(node: Node) -> Span:
    """The tag's name, or that of the nearest element around that has one in the text."""
    tags = (one.tag for one in (node, *node.ancestors()))
    return next((tag.name_span for tag in tags if tag is not None), Span(0, 0))


def at_value(node: Node, name: str, rule: str, kind: str, message: str, *, error: bool = True) -> Violation:
    """A violation whose place is the value of an attribute."""
    attribute = node.attributes[name]
    return Violation(rule, kind, attribute.value_span or attribute.name_span, message, None, error)


def at_end(rule: str, kind: str, node: Node, message: str, culprit: Node | None = None) -> Violation:
    """A violation that shows when an element ends, until where what it lacks could have come.

    With a `culprit` it shows already at this child, which stands in the place of what is missing.
    """
    end = place(culprit) if culprit is not None else node.end.name_span if node.end is not None else None
    if end is None or node.tag is None:
        return Violation(rule, kind, place(node), message)
    begins = (node.tag.name_span, f"`<{node.name}>` begins here")
    return Violation(rule, kind, end, message, related=(begins,))


_NO_TEXT = re.compile(r"(?:[ \t\n\f\r]|<!--.*?-->|<!\[CDATA\[)*", re.DOTALL)


def text_place(node: Node, index: int) -> Span:
    """The first line of a text that is a child; the name of the element where that cannot be told."""
    earlier = (node.children[i] for i in range(index - 1, -1, -1))
    before = next((child for child in earlier if isinstance(child, Node)), None)
    after = node.tag if before is None else before.end or (None if before.children else before.tag)
    html = [node, *node.ancestors()][-1].html
    if after is None:
        return place(node)
    blank = _NO_TEXT.match(html, after.span.end)
    assert blank is not None  # it may be empty
    start = blank.end()
    line = str(node.children[index]).strip(BLANK).partition("\n")[0].rstrip(BLANK)
    if html.startswith(line, start):
        return Span(start, start + len(line))
    written = re.compile(r"[^<\n]*").match(html, start)
    assert written is not None  # it may be empty
    return Span(start, written.end()) if unescape(written[0]).rstrip(BLANK) == line else place(node)

"""What readers get of a body, and whether fixes change it in what their rules say only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from postlint.body import Body
from postlint.body.liquid import evened
from postlint.conformance.same_page import FORMATS, parsed, seen
from postlint.registry import Effects

if TYPE_CHECKING:
    from turbohtml import Document, Element


class Page:
    """What readers get of a body: its text without white space, and how many elements of each name."""

    def __init__(self, body: Body) -> None:
        self._body = body

    @cached_property
    def _parsed(self) -> Document:
        return parsed(self._body.html)

    @cached_property
    def tree(self) -> str:
        """The elements with all that is in them."""
        return seen(self._parsed)

    @cached_property
    def text(self) -> str:
        """Its characters, each template's output as one."""
        text = "".join(self._parsed.text.split())
        return evened(text) if self._body.is_templated else text

    @cached_property
    def elements(self) -> Counter[str]:
        """How many there are of each name, but for formats around nothing, which nobody sees."""
        return Counter(e.tag for e in self._parsed.select("body *") if not _is_idle(e))

    def becomes(self, other: Page, effects: Collection[Effects]) -> bool:
        """Whether another page differs from this one in nothing but what the fixes of some rules alter."""
        if self._body.html == other._body.html or self.tree == other.tree:
            return True
        names = {name for one in effects for name in one.elements.split()}
        if "*" not in names and not names.issuperset(_differing(self.elements, other.elements)):
            return False
        about = {ord(character): None for one in effects for character in one.text}
        before, after = self.text.translate(about), other.text.translate(about)
        if not any(one.shrinks for one in effects):
            return before == after
        rest = iter(before)
        return all(character in rest for character in after)


def _differing(one: Counter[str], two: Counter[str]) -> list[str]:
    return [name for name in one | two if one[name] != two[name]]


def _is_idle(element: Element) -> bool:
    return element.tag in FORMATS and not element.text.strip() and element.select_one("*") is None

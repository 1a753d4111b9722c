"""Tags and attributes of the rendered HTML, each with its place in it."""

from __future__ import annotations

from typing import NamedTuple

from postlint.text import Span


class Attribute(NamedTuple):
    """One attribute of a start tag.

    `name` is in lower case; `value` has its character references resolved, and is None where the
    attribute has no value (`<input disabled>`). `value_span` is the value without its quotes.
    All spans are offsets in the HTML: `Body.locate` leads back to the post.
    """

    name: str
    value: str | None
    span: Span
    name_span: Span
    value_span: Span | None


class Tag(NamedTuple):
    """One start or end tag, from `<` to `>`; `name` is in lower case.

    Duplicate attributes stand in `attributes` as often as in the text; the first one counts.
    """

    name: str
    span: Span
    attributes: tuple[Attribute, ...] = ()
    closing: bool = False
    self_closing: bool = False

    @property
    def name_span(self) -> Span:
        """The tag's name."""
        start = self.span.start + (2 if self.closing else 1)
        return Span(start, start + len(self.name))

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, or None."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        return None

    def value(self, name: str) -> str | None:
        """The value of an attribute; None where it is absent or has none."""
        attribute = self.attribute(name)
        return attribute.value if attribute else None


class ParseError(NamedTuple):
    """A parse error of the WHATWG standard: its `code`, and the culprit in the HTML.

    `related` is the other place that explains it: for an end tag, what was open. `breaks` says
    that it changes what the reader gets, where that depends on more than the code.
    """

    code: str
    span: Span
    message: str
    related: Span | None = None
    breaks: bool = False

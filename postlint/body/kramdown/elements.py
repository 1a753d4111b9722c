"""What kramdown 2.4 knows of HTML's elements: where each may begin, and how its content is read."""

from __future__ import annotations

from typing import Literal, NamedTuple

Place = Literal["line", "block", "either"]
Content = Literal["words", "blocks", "markup", "nothing"]


class Element(NamedTuple):
    """`place`: in a line of text, as a block, or either (kramdown takes such a tag for a block's
    when it begins a line). `content`, with `markdown="1"`: the text of a line, blocks, HTML, or none.
    """

    place: Place
    content: Content


_TABLE: tuple[tuple[Place, Content, str], ...] = (
    # Text
    ("line", "words", "strong em small b i big tt sub sup q dfn abbr acronym cite bdo ins del a span"),
    ("line", "words", "ruby rb rt rtc rp rbc label button select"),
    ("line", "markup", "code var samp kbd option"),
    ("line", "markup", "mark u"),
    ("line", "nothing", "br img input"),
    # Blocks
    ("block", "blocks", "body main header footer nav section article aside address hgroup summary menu"),
    ("block", "blocks", "div blockquote dl dd li figcaption td form fieldset map iframe applet"),
    ("block", "words", "h1 h2 h3 h4 h5 h6 p dt caption th legend optgroup"),
    ("block", "markup", "html head pre ul ol table colgroup thead tbody tfoot tr"),
    ("block", "nothing", "hr col"),
    # Neither list of kramdown has these
    ("either", "blocks", "details figure noscript object"),
    ("either", "markup", "script style textarea math"),
    ("either", "nothing", "area base command embed keygen link meta param source track wbr"),
)
ELEMENTS = {name: Element(place, content) for place, content, names in _TABLE for name in names.split()}
"""Every element that kramdown knows, by its name in lower case. All others are kept as HTML."""

IN_LINES = frozenset(name for name, element in ELEMENTS.items() if element.place == "line")
BLOCKS = frozenset(name for name, element in ELEMENTS.items() if element.place == "block")
EMPTY = frozenset(name for name, element in ELEMENTS.items() if element.content == "nothing")

_UNKNOWN = Element("either", "markup")


def element(name: str) -> Element:
    """What is known of an element of that name."""
    return ELEMENTS.get(name, _UNKNOWN)


def compared(name: str) -> str:
    """The name as kramdown compares it: only names that it knows in lower case."""
    lower = name.lower()
    return lower if lower in ELEMENTS else name

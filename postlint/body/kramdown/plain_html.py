"""Paragraphs of HTML that kramdown copies as they stand: what imported news is made of."""

from __future__ import annotations

from functools import cache
from re import Pattern
from re import compile as pattern


@cache
def simple_paragraphs() -> Pattern[str]:
    """One or more whole `<p>` elements that kramdown copies as they stand: nothing to close or to escape.

    For text without an ampersand: `[^<]` is then all that a text may hold, and the fastest set to pass over.
    """
    attributes = r'(?:[ ]++(?!markdown)[a-zA-Z][a-zA-Z0-9_:.-]*+="[^"<>]*+"){0,16}+'
    void = rf"<(?:br|img){attributes}[ ]?/?>"
    names = "b|em|font|i|small|span|strong|sub|sup|u"

    def element(name: str, group: int, content: str) -> str:
        return rf"<({name}){attributes}>{content}</\{group}>"

    # A link holds no link.
    in_link = rf"(?:[^<]++|{void}|{element(names, 2, '[^<]*+')})*+"
    in_format = rf"(?:[^<]++|{void}|{element(f'a|{names}', 4, '[^<]*+')})*+"
    outer = rf"(?:{element('a', 1, in_link)}|{element(names, 3, in_format)})"
    return pattern(rf"(?:<p{attributes}>(?:[^<]++|{void}|{outer})*+</p>(?:[ ]{{0,3}}(?=<p))?)++")


@cache
def bare_paragraphs() -> Pattern[str]:
    """`simple_paragraphs` without an attribute, a link or a picture: of their tags nobody says anything."""
    phrase = r"<(b|em|i|small|span|strong|sub|sup|u)>[^<]*+</\1>"
    return pattern(rf"(?:<p>(?:[^<]++|<br[ ]?/?>|{phrase})*+</p>(?:[ ]{{0,3}}(?=<p))?)*+")


@cache
def repeated_attribute() -> Pattern[str]:
    """Two attributes of one name in a tag, of which kramdown keeps the last."""
    return pattern(r'[ ]([a-zA-Z][\w:.-]*+)="[^"]*+"(?:[ ]++[\w:.-]++="[^"]*+")*?[ ]++\1="')


def bare_end(text: str, start: int, stop: int) -> int:
    """The end of the bare paragraphs that begin at `start`: `start` itself where there are none."""
    try:
        run = bare_paragraphs().match(text, start, stop)
    except SystemError:
        # As in `paragraphs_end`.
        return start
    return run.end() if run else start


def paragraphs_end(text: str, start: int, stop: int) -> int:
    """The end of the paragraphs that begin at `start`, or -1; no ampersand stands in the text up to `stop`.

    From the start of any paragraph in it, a run ends at the same place.
    """
    try:
        run = simple_paragraphs().match(text, start, stop)
    except SystemError:
        # Python's `re` loses count of groups that a possessive quantifier gave up: the general way is left.
        return -1
    return run.end() if run else -1


def unrepeated_end(text: str, start: int, end: int) -> int:
    """The end of the paragraphs of a run before the first that has an attribute twice in a tag, or -1."""
    repeated = repeated_attribute().search(text, start, end)
    return paragraphs_end(text, start, repeated.start()) if repeated else end

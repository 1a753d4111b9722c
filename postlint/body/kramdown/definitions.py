"""What a post defines apart from its text: the targets of links, footnotes, abbreviations."""

from __future__ import annotations

from typing import Any, NamedTuple

from postlint.body.kramdown.lines import SPACE, line_end, margin, past
from postlint.body.kramdown.text import Text
from postlint.body.notes import Note


class Target(NamedTuple):
    """Where a link leads: the range in a text, and its title."""

    text: Text
    start: int
    end: int
    title: str | None
    attr: dict[str, str]


class Definitions:
    """What blocks define for spans."""

    __slots__ = ("abbreviations", "attributes", "footnotes", "notes", "order", "targets")

    def __init__(self) -> None:
        self.targets: dict[str, Target] = {}
        self.footnotes: dict[str, Any] = {}
        self.attributes: dict[str, str] = {}
        self.abbreviations: dict[str, str] = {}
        # The footnotes that are referenced, in the order of their numbers.
        self.order: list[str] = []
        self.notes: list[Note] = []


def label(name: str) -> str:
    """A link's label as kramdown compares it: any white space alike, in lower case."""
    words = name.replace("\n", " ")
    for char in SPACE:
        words = words.replace(char, " ")
    while "  " in words:
        words = words.replace("  ", " ")
    return words.lower()


class LinkDefinition(NamedTuple):
    """`[label]: target "title"`: the target's range, and the place after the definition."""

    label: str
    start: int
    end: int
    title: str | None
    after: int


def link_definition(s: str, at: int) -> LinkDefinition | None:
    """A definition of a link; its title may stand on the next line."""
    start = margin(s, at)
    eol = line_end(s, start)
    close = s.find("]", start, eol)
    if not s.startswith("[", start) or close <= start + 1 or not s.startswith(":", close + 1):
        return None
    name = s[start + 1 : close]
    start = past(s, close + 2, r" \t")
    stop = start + len(s[start : eol - 1].rstrip(" \t"))
    if not s[start:stop].strip(SPACE):
        return None
    if s.startswith("<", start):
        angle = _angled(s, start, stop, eol)
        if angle:
            return angle._replace(label=name)
    title: str | None
    own = _title_after(s, start, stop)
    if own:
        end, title, after = *own, eol
    else:
        end = stop
        title, after = _title_below(s, eol)
    if any(quote in s[start:end] for quote in (' "', '\t"', " '", "\t'")):
        return None
    return LinkDefinition(name, start, end, title, after)


def _angled(s: str, start: int, stop: int, eol: int) -> LinkDefinition | None:
    """A target in angle brackets, up to the first bracket after which only a title stands."""
    close = s.find(">", start, stop)
    while close >= 0:
        if close + 1 == stop:
            title, after = _title_below(s, eol)
            return LinkDefinition("", start + 1, close, title, after)
        if s[close + 1] in " \t":
            title_start = past(s, close + 1, r" \t")
            if s[title_start] == s[stop - 1] and s[title_start] in "\"'" and title_start < stop - 2:
                return LinkDefinition("", start + 1, close, s[title_start + 1 : stop - 1], eol)
        close = s.find(">", close + 1, stop)
    return None


def _title_after(s: str, start: int, stop: int) -> tuple[int, str] | None:
    """The end of a target, and the title that follows: the first quotation that ends with the line."""
    quote = s[stop - 1]
    if quote not in "\"'":
        return None
    places = [place for blank in " \t" if (place := s.find(blank + quote, start, stop)) >= 0]
    first = min(places, default=stop) + 1
    if first + 1 >= stop - 1:
        return None
    return start + len(s[start:first].rstrip(" \t")), s[first + 1 : stop - 1]


def _title_below(s: str, at: int) -> tuple[str | None, int]:
    """The title that is all of a line, and the place after it."""
    after = line_end(s, at)
    line = s[at : after - 1].strip(" \t")
    if len(line) > 2 and line[0] in "\"'" and line[0] == line[-1]:
        return line[1:-1], after
    return None, at


def footnote_name(s: str, at: int) -> str:
    """The name in `[^name]` at a place, or nothing."""
    if not s.startswith("[^", at):
        return ""
    word = past(s, at + 2, "A-Za-z0-9_")
    end = past(s, word, "A-Za-z0-9_-")
    return s[at + 2 : end] if word > at + 2 and s.startswith("]", end) else ""


def abbreviation(s: str, at: int) -> tuple[str, str, int] | None:
    """`*[short]: long`: the two, and the place after."""
    start = margin(s, at)
    if not s.startswith("*[", start):
        return None
    after = line_end(s, start)
    close = s.find("]:", start + 3, after)
    return (s[start + 2 : close], s[close + 2 : after - 1], after) if close >= 0 else None

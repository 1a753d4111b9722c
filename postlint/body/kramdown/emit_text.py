"""Writing ranges of a text, and tags, each character with its origin."""

from __future__ import annotations

from functools import cache
from re import Match, Pattern
from re import compile as pattern

from postlint.body.kramdown.markup import Attribute, tag_attributes
from postlint.body.kramdown.text import Text
from postlint.body.writer import ESCAPES, Writer, escape


def attributes(attr: dict[str, str]) -> str:
    """The attributes as HTML, with a blank before each."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attr.items())


@cache
def _bare() -> Pattern[str]:
    """A bracket, or an ampersand that begins no character reference."""
    return pattern(r"<|&(?!(?:[^\W\d][\w.:-]*+|#[0-9]++|#x[0-9a-fA-F]++);)")


@cache
def _as_written() -> Pattern[str]:
    """Attributes that kramdown writes as they stand."""
    return pattern(r'(?:[ \t\n\r\f\v]++[a-zA-Z][a-zA-Z0-9_:.-]*+="[^"&<>]*+")*+[ \t\n\r\f\v]*+')


class TextWriter:
    """Writes ranges of texts that are cut out of the post."""

    def __init__(self, writer: Writer) -> None:
        self.w = writer

    def copy(self, text: Text, start: int, end: int) -> None:
        """Write a range of a text as it stands."""
        for piece_start, piece_end, origin, own in text.pieces(start, end):
            size = piece_end - piece_start
            if own:
                self.w.copy(origin, origin + size)
            else:
                self.w.put(text.string[piece_start:piece_end], origin, origin)

    def escaped(self, text: Text, start: int, end: int) -> None:
        """Write a range of a text so that the reader sees it as it stands."""
        for piece_start, piece_end, origin, own in text.pieces(start, end):
            if own:
                self.w.copy_text(origin, origin + piece_end - piece_start)
            else:
                self.w.put(text.string[piece_start:piece_end], origin, origin)

    def lenient(self, text: Text, start: int, end: int) -> None:
        """Write a range of a text with its character references kept."""
        string = text.string
        if "&" not in string[start:end] and "<" not in string[start:end]:
            self.copy(text, start, end)
            return
        at = start
        for match in _bare().finditer(string, start, end):
            place = match.start()
            self.copy(text, at, place)
            origin = text.origin(place)
            self.w.put(ESCAPES[match[0]], origin, origin + 1)
            at = place + 1
        self.copy(text, at, end)

    def lenient_value(self, text: Text, start: int, end: int) -> None:
        """Write an attribute's value, its character references kept and its quotes escaped."""
        string = text.string
        quote = string.find('"', start, end)
        while quote >= 0:
            self.lenient(text, start, quote)
            origin = text.origin(quote)
            self.w.put("&quot;", origin, origin + 1)
            start = quote + 1
            quote = string.find('"', start, end)
        self.lenient(text, start, end)

    def tag(self, tag: Match[str], text: Text, extra: dict[str, str], closes: bool = False) -> None:
        """Write a start tag; kramdown quotes values, and gives each attribute once.

        `extra` are attributes from a list in braces; `closes`: an end tag is written for its slash.
        """
        start, end = tag.span()
        last = {attribute.name.lower(): attribute for attribute in tag_attributes(tag)}
        if not extra and not closes and _stays(tag, len(last)):
            self.copy(text, start, end)
            return
        self.copy(text, start, tag.end("name"))
        for name, attribute in last.items():
            if name == "markdown" or (name in extra and name != "class"):
                continue
            self._attribute(attribute, text, extra.get("class", "") if name == "class" else "")
        place = text.end_origin(end)
        rest = {k: v for k, v in extra.items() if k not in last or k != "class"}
        self.w.put(attributes(rest), place, place)
        self.w.put(" />" if tag["slash"] and not closes else ">", place - 1, place)

    def _attribute(self, attribute: Attribute, text: Text, more: str) -> None:
        w = self.w
        name_start = text.origin(attribute.start)
        w.put(" ", name_start, name_start)
        self.copy(text, attribute.start, attribute.name_end)
        at = text.end_origin(attribute.name_end)
        w.put('="', at, at)
        if attribute.value_end > attribute.value_start:
            self.lenient_value(text, attribute.value_start, attribute.value_end)
        end = text.end_origin(attribute.end)
        w.put(f' {more}"' if more else '"', end, end)


def _stays(tag: Match[str], count: int) -> bool:
    """Whether kramdown writes a tag as it stands: `count` names in it, quoted values, no reference."""
    rest = tag["rest"]
    if not rest:
        return True
    return "markdown" not in rest and rest.count('="') == count and _as_written().fullmatch(rest) is not None

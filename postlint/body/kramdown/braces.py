"""What stands in braces after a colon: attributes, definitions of attributes, extensions.

`{: #id .class key="value" reference}`, `{:reference: .class}`, `{::name} … {:/name}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from postlint.body.kramdown.lines import SPACE, margin, past, past_line_break

_WORD = "A-Za-z0-9_"
_REACH = 4_000
_ESCAPED = 32
"""How long the text in braces may be, and how many braces it may hold: kramdown has no such limits."""

EXTENSIONS = ("comment", "nomarkdown", "options")
"""The extensions that kramdown has; all others it prints."""

Kind = Literal["attributes", "definition", "extension", "end"]


class Braces(NamedTuple):
    """`kind`, the `name` of what is defined or begins, and the `text` of the attributes.

    `empty`: an extension without a body. `end`: the place after the brace, or after the line.
    """

    kind: Kind
    name: str
    text: str
    empty: bool
    end: int


def _closers(s: str, start: int) -> Iterator[int]:
    """The braces that may close what began before `start`, the one that does so best first.

    That is the next without a backslash before it; the escaped ones before it count where it does not do.
    """
    limit = start + _REACH
    escaped: list[int] = []
    at = s.find("}", start, limit)
    while at > start and s[at - 1] == "\\" and len(escaped) < _ESCAPED:
        escaped.append(at)
        at = s.find("}", at + 1, limit)
    if at >= 0:
        yield at
    yield from reversed(escaped)


def _read(s: str, at: int, close: int) -> Braces | None:
    """What the braces from `at` to `close` say."""
    start = at + 2
    if s.startswith("/", start):
        named = _identifier_end(s, start + 1) == close or start + 1 == close
        return Braces("end", s[start + 1 : close], "", True, close + 1) if named else None
    if s.startswith(":", start):
        end = past(s, start + 1, _WORD)
        empty = close > end and s[close - 1] == "/"
        stop = close - empty
        if end == start + 1 or not (end == stop or s[end] in SPACE):
            return None
        return Braces("extension", s[start + 1 : end], s[end:stop], empty, close + 1)
    return Braces("attributes", "", s[start:close], True, close + 1) if close > start else None


def _identifier_end(s: str, at: int) -> int:
    """The place after an identifier, or -1."""
    end = past(s, at, _WORD)
    return past(s, end, _WORD + "-") if end > at else -1


def in_line(s: str, at: int) -> Braces | None:
    """The braces that begin at `at`, in a line of text: attributes or an extension."""
    if not s.startswith("{:", at):
        return None
    found = (_read(s, at, close) for close in _closers(s, at + 2))
    return next(filter(None, found), None)


def alone(s: str, at: int) -> Braces | None:
    """The braces that are all of the line that begins at `at`."""
    start = margin(s, at)
    if not s.startswith("{:", start):
        return None
    colon = _identifier_end(s, start + 2)
    named = colon > 0 and s.startswith(":", colon)
    for close in _closers(s, start + 2):
        end = past_line_break(s, close + 1)
        if end < 0:
            continue
        if named and close > colon + 1:
            return Braces("definition", s[start + 2 : colon], s[colon + 1 : close], True, end)
        read = _read(s, start, close)
        if read:
            return read._replace(end=end)
    return None


def attributes_alone(s: str, at: int) -> bool:
    """Whether a line is nothing but attributes, as those that end a paragraph are."""
    if not s.startswith("{:", start := margin(s, at)) or s[start + 2 : start + 3] in (":", "/"):
        return False
    return any(close > start + 2 and past_line_break(s, close + 1) >= 0 for close in _closers(s, start + 2))


def of_item(s: str, at: int) -> Braces | None:
    """The attributes at the start of a list's item."""
    if not s.startswith("{:", at):
        return None
    colon = _identifier_end(s, at + 2)
    if s[at + 2 : at + 3] in (":", "/") or (colon > 0 and s.startswith(":", colon)):
        return None
    return next(filter(None, (_read(s, at, close) for close in _closers(s, at + 2))), None)


def parse_attributes(text: str, definitions: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The attributes of a list, and the names in it that are references.

    `definitions` are the attribute lists that references stand for.
    """
    attr: dict[str, str] = {}
    refs: list[str] = []
    for key, value in _parts(text):
        if key == "":
            refs.append(value)
            if definitions.get(value, text) != text:
                merge(attr, parse_attributes(definitions[value], {})[0])
        elif key in (".", "#"):
            merge(attr, {"class" if key == "." else "id": value})
        else:
            attr[key] = value
    return attr, refs


def merge(attr: dict[str, str], more: Mapping[str, str]) -> None:
    """Add attributes: classes join, of all others the last counts."""
    for key, value in more.items():
        attr[key] = f"{attr[key]} {value}" if key == "class" and key in attr else value


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Keys with values; names with the mark ``#`` or ``.``; references with no key."""
    at = 0
    size = len(text)
    while (at := past(text, at, SPACE)) < size:
        word_end = _word_end(text, at)
        end = _identifier_end(text, at)
        if end == word_end:
            yield "", text[at:end]
        elif end > 0 and text.startswith(('="', "='"), end):
            value = _quoted(text, end + 1)
            if value is not None:
                yield text[at:end], value[0]
                word_end = value[1]
        elif text[at] in "#.":
            yield from _marked(text[at:word_end])
        at = word_end


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at] not in SPACE:
        at += 1
    return at


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    """A value in quotes, and the place after it: white space, or the end of the list."""
    quote = text[at]
    value: list[str] = []
    at += 1
    while at < len(text) and text[at] != quote:
        if text[at] == "\\" and text[at + 1 : at + 2] in ("}", quote):
            at += 1
        value.append(text[at])
        at += 1
    closed = at < len(text) and text[at + 1 : at + 2] in ("", *SPACE)
    return ("".join(value), at + 1) if closed else None


def _marked(word: str) -> list[tuple[str, str]]:
    """The id and the classes of a word like ``#a.b.c``; none where a part of it is neither."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(word):
        mark, start = word[at], at + 1
        if mark == "#":
            letter = word[start : start + 1]
            at = past(word, start, _WORD + ":-") if letter.isascii() and letter.isalpha() else start
        else:
            at = start
            while at < len(word) and word[at] not in ".#":
                at += 1
        if at == start or mark not in "#.":
            return []
        found.append((mark, word[start:at]))
    return found

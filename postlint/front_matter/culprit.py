"""Values as they stand in a text that does not parse, and what is said of a culprit among them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from postlint.diagnostic import Edit
from postlint.front_matter.chunks import indentation, key_value, lines
from postlint.front_matter.quoting import quoted
from postlint.text import Span


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A regular expression, compiled on first use."""
    return re.compile(source)


class Diagnosis(NamedTuple):
    """A cause; `fact` is the message's first half, to which what the generator does is added.

    `certain` says that the edits have the one reading that the text allows.
    """

    cause: str
    span: Span
    fact: str
    help: str | None = None
    title: str = ""
    edits: tuple[Edit, ...] = ()
    certain: bool = True


class Value(NamedTuple):
    """A value as it stands in the text: from its first character to its last, later lines included."""

    name: str
    span: Span
    text: str
    indent: int


def line_at(text: str, at: int) -> Span:
    """The line that `at` is in, its line break left out."""
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


def word_end(text: str, at: int) -> int:
    """Where the word that begins at `at` ends: at a blank or a line break."""
    end = at
    while end < len(text) and text[end] not in " \t\r\n":
        end += 1
    return end


def value_at(text: str, at: int) -> Value:
    """The value that `at` is in: the one that begins last at or before it, through all its lines."""
    line = line_at(text, at)
    while True:
        value = _value_on(text, line)
        if value and (value.text or line.start == 0):
            return value
        if line.start == 0:
            start = line.start + indentation(text, line)
            span = Span(start, start + len(text[start : line.end].rstrip()))
            return Value("", span, text[span.start : span.end], 0)
        line = line_at(text, line.start - 1)


def _value_on(text: str, line: Span) -> Value | None:
    """The value that begins on a line, after its dashes and its key."""
    at = line.start + indentation(text, line)
    marked = False
    while text.startswith("- ", at) and at < line.end:
        marked = True
        at += 2
        while text.startswith(" ", at):
            at += 1
    indent = at - line.start
    after = key_value(text, at)
    name = ""
    if 0 <= after <= line.end:
        name = text[at:after].rstrip().rstrip(":").rstrip()
        at, marked = after, True
    if not marked:
        return None
    end = _value_end(text, line)
    end = at + len(text[at:end].rstrip()) if end > at else at
    return Value(name, Span(at, end), text[at:end], indent)


def _value_end(text: str, line: Span) -> int:
    """Through the lines that only can go on with the value: no key, no dash, not blank."""
    end = line.end
    for later in lines(text, line.end + 1, len(text)):
        start = later.start + indentation(text, later)
        content = text[start : later.end].strip()
        if not content or content == "-" or content.startswith(("- ", "#")) or key_value(text, start) >= 0:
            break
        end = later.end - 1 if text[later.end - 1 : later.end] == "\n" else later.end
    return end


def called(value: Value) -> str:
    """How a message names a value."""
    return f"the value of `{value.name}`" if value.name else "the value"


def short(text: str) -> str:
    """The beginning of a text, short enough for a message."""
    return text if len(text) <= 24 else text[:23] + "…"


def quoting(value: Value) -> tuple[str, tuple[Edit, ...], bool]:
    """The fix that quotes a whole value, unless its end may be a comment."""
    title = (
        f"quote the {value.name}" if value.name in ("title", "description", "excerpt") else "quote the value"
    )
    edit = Edit(value.span, quoted(value.text, " " * (value.indent + 2)))
    return title, (edit,), pattern(r"[ \t]#").search(value.text) is None

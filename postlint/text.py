"""Text and places in it: the one unit that every other module speaks.

A place is an offset: the number of characters (Unicode code points) from the start of the
file, a byte order mark included. Lines and columns exist only in reports, and come from the
one line table of a `Source`, which knows a single line break: ``\\n``. Editors agree with that
table where ``str.splitlines`` (U+2028, form feed) and YAML marks (NEL, U+2028) do not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from postlint.lazy import lazy

_PASSED_OVER = "\t\r\xa0\u200b\u200c\u200d\u3000"
"""White space, and marks that are invisible on purpose."""


def _without(text: str, characters: str) -> str:
    for character in characters:
        text = text.replace(character, "")
    return text


class Span(NamedTuple):
    """A half-open range of characters, `start` included, `end` not."""

    start: int
    end: int

    def shift(self, by: int) -> Span:
        """The same range, `by` characters further on."""
        return Span(self.start + by, self.end + by)

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share a character, or one is empty and inside or at an edge of the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


def holding(text: str) -> Callable[[str], bool]:
    """A test of whether the text holds a string, for many strings that it mostly does not hold.

    What is no part of its ASCII characters alone is no part of it; in a post in Chinese these are few.
    """
    found = text.encode("ascii", "ignore").decode("ascii")
    if len(found) == len(text):
        return text.__contains__

    def holds(string: str) -> bool:
        return (string in found or not string.isascii()) and string in text

    return holds


class Position(NamedTuple):
    """A place as a report shows it: `offset` from 0; `line` and `column` (in characters) from 1.

    A tab, and a character beyond the first plane, is one column; a byte order mark is none.
    """

    offset: int
    line: int
    column: int


class Source:
    """A file's bytes and their text, which nobody changes.

    Text that is not UTF-8 is decoded with U+FFFD in the place of what does not decode, so that
    the rest can still be shown, and `undecodable` names the first bad place in it.
    """

    def __init__(self, path: str, data: bytes, text: str, undecodable: Span | None = None) -> None:
        self.path = path
        self.data = data
        self.text = text
        self.undecodable = undecodable

    @classmethod
    def decode(cls, path: str, data: bytes) -> Source:
        """The source of a file that holds `data`; `path` is relative to the project, with ``/``."""
        try:
            return cls(path, data, data.decode("utf-8"))
        except UnicodeDecodeError as error:
            start = len(data[: error.start].decode("utf-8"))
            text = data.decode("utf-8", errors="replace")
            return cls(path, data, text, Span(start, start + 1))

    @lazy
    def line_starts(self) -> list[int]:
        """The offset of the first character of every line."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    @lazy
    def is_printable(self) -> bool:
        """Whether every character shows something, or is common white space: a proof, with one fast look.

        False says little: a private or a joining character is enough.
        """
        text = self.text.replace("\n", "")
        return text.isprintable() or _without(text, _PASSED_OVER).isprintable()

    @lazy
    def holds(self) -> Callable[[str], bool]:
        """Whether the text holds a string: `holding` of it."""
        return holding(self.text)

    def position(self, offset: int) -> Position:
        """The line and column of `offset`, which may be the end of the text."""
        line = bisect_right(self.line_starts, offset)
        column = offset - self.line_starts[line - 1] + 1
        # Editors do not show it, and SARIF leaves it out.
        return Position(offset, line, column if line > 1 or offset == 0 else column - self.mark)

    @lazy
    def mark(self) -> int:
        """The characters of a byte order mark at the start: 1, or 0."""
        return int(self.text.startswith("\ufeff"))

    def line_span(self, line: int) -> Span:
        """The characters of a line (counted from 1), its line break (``\\n`` or ``\\r\\n``) left out."""
        starts = self.line_starts
        start = starts[line - 1]
        end = starts[line] - 1 if line < len(starts) else len(self.text)
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    @property
    def newline(self) -> str:
        """The line break that the file's first line ends with; ``\\n`` where there is none."""
        end = self.text.find("\n")
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"

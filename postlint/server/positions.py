"""Places as editors count them: lines from 0, columns in the units that client and server agreed on.

The protocol ends a line at ``\\n``, ``\\r\\n`` or a lone ``\\r``, which postlint's own line table does not;
so the server has a table of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from postlint.text import Span

Encoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]
"""What a column counts: bytes of UTF-8, code units of UTF-16 (the default), or characters."""

_LINE = re.compile(r"\r\n|\r|\n")


def _utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _utf16(text: str) -> int:
    return len(text) + sum(c > "\uffff" for c in text)


_UNITS: dict[Encoding, Callable[[str], int]] = {"utf-8": _utf8, "utf-16": _utf16, "utf-32": len}


@dataclass(frozen=True)
class Positions:
    """The lines of one text."""

    text: str
    starts: tuple[int, ...]
    encoding: Encoding

    @classmethod
    def of(cls, text: str, encoding: str) -> Positions:
        """The table of a text; an encoding that the protocol does not name counts as UTF-16."""
        starts = (0, *(match.end() for match in _LINE.finditer(text)))
        return cls(text, starts, encoding if encoding in ("utf-8", "utf-32") else "utf-16")  # type: ignore[arg-type]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The place of an offset, for the editor."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.starts, offset) - 1
        start = self.starts[line]
        part = self.text[start:offset]
        return line, len(part) if part.isascii() else _UNITS[self.encoding](part)

    def offset(self, line: int, column: int) -> int:
        """The offset of the editor's place; one beyond a line, or beyond the text, is its end."""
        if line >= len(self.starts):
            return len(self.text)
        start = self.starts[max(line, 0)]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        content = self.text[start:end].rstrip("\r\n")
        if content.isascii():
            return start + min(column, len(content))
        count = _UNITS[self.encoding]
        units = 0
        for index, character in enumerate(content):
            units += count(character)
            if units > column:
                return start + index
        return start + len(content)

    def span(self, start: tuple[int, int], end: tuple[int, int]) -> Span:
        """The span between two places of the editor."""
        first, last = self.offset(*start), self.offset(*end)
        return Span(min(first, last), max(first, last))

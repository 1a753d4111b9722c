"""The top-level entries of a YAML block that does not parse, found line by line.

A chunk is one key with all that belongs to it, so that a fault in one of them leaves the others
readable, and their own faults findable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from postlint.text import Span

MAX_CHUNKS = 500

_WORD = r"[^\s:#,\[\]{}\"'，：；;=]"
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`，：；;=<]"
KEY = rf"(?:\"[^\"\n]{{1,60}}\"|'[^'\n]{{1,60}}'|{_FIRST}{_WORD}{{0,60}}(?: {_WORD}{{1,30}})?)"
"""What looks like a key: one word or two, or anything short in quotes."""


@cache
def _key_line() -> re.Pattern[str]:
    return re.compile(rf"({KEY})[ \t]*:(?=[ \t\r\n]|\Z)[ \t]*")


@cache
def _near_key_line() -> re.Pattern[str]:
    """A line that was meant as a key: `date:2021`, `标题：好`, `tags;`, or `tags` over a list."""
    word = rf"{_FIRST}{_WORD}{{0,60}}"
    return re.compile(rf"{word}(?::(?!//)[^\s:]|[ ]?：|[;；][ \t]*(?=\r?\n|\Z)|[ \t]*\r?\n(?=[ ]*- ))")


class Chunk(NamedTuple):
    """The lines from `start` to `end`; `value` is where the text after the key begins, -1 without a key."""

    start: int
    end: int
    value: int
    indent: int


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of ``text[start:end]``, their line breaks included."""
    while start < end:
        stop = text.find("\n", start, end) + 1 or end
        yield Span(start, stop)
        start = stop


def indentation(text: str, line: Span) -> int:
    """The number of blanks (U+0020) that a line begins with."""
    at = line.start
    while at < line.end and text[at] == " ":
        at += 1
    return at - line.start


def key_value(text: str, at: int) -> int:
    """Where the value begins after the key at `at`, or -1 when no key stands there."""
    match = _key_line().match(text, at)
    return match.end() if match else -1


def chunks(text: str, start: int, end: int) -> list[Chunk]:
    """The block's entries in order; lines before the first key make a chunk without one."""
    found: list[Chunk] = []
    base = _base(text, start, end)
    opened, value, quoted_until = start, -1, start
    for line in lines(text, start, end):
        if line.start < quoted_until or not text.startswith(" " * base, line.start):
            continue
        at = line.start + base
        after = key_value(text, at)
        if after < 0 and not _near_key_line().match(text, at, end):
            continue
        if line.start > opened:
            found.append(Chunk(opened, line.start, value, base))
        opened, value = line.start, after
        quoted_until = _quote_end(text, after, line.end, end) if after >= 0 else line.end
        if len(found) >= MAX_CHUNKS:
            break
    found.append(Chunk(opened, end, value, base))
    return found


def _base(text: str, start: int, end: int) -> int:
    for line in lines(text, start, end):
        indent = indentation(text, line)
        if key_value(text, line.start + indent) >= 0:
            return indent
    return 0


def _quote_end(text: str, at: int, line_end: int, end: int) -> int:
    """The end of the line on which a quoted value that runs over several lines closes properly."""
    quote = text[at : at + 1]
    if quote not in ('"', "'") or not quote:
        return line_end
    close = _closing(text, at + 1, end, quote)
    if close < line_end:
        return line_end
    stop = text.find("\n", close, end) + 1 or end
    rest = text[close + 1 : stop].strip()
    return stop if not rest or rest.startswith("#") else line_end


def _closing(text: str, at: int, end: int, quote: str) -> int:
    """The offset of the quote that closes a scalar, or -1."""
    while (at := text.find(quote, at, end)) >= 0:
        if quote == "'" and text.startswith("''", at):
            at += 2
        elif quote == '"' and _backslashes(text, at) % 2:
            at += 1
        else:
            return at
    return -1


def _backslashes(text: str, at: int) -> int:
    count = 0
    while at - count > 0 and text[at - count - 1] == "\\" and count < 100:
        count += 1
    return count

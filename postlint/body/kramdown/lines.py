"""How a line begins and ends: scanners that read each character once.

A place that is asked about is taken for the start of a line; every text ends with a line break.
White space is Ruby's: ASCII only, so that an ideographic space is text.
"""

from __future__ import annotations

from functools import cache
from re import Pattern
from re import compile as pattern
from typing import NamedTuple

SPACE = " \t\n\r\f\v"
BLANKS = SPACE + "\0"
"""What Ruby's `strip` removes."""


@cache
def _run(chars: str) -> Pattern[str]:
    return pattern(f"[{chars}]*+")


def past(s: str, at: int, chars: str) -> int:
    """The place after the run of these characters (a range is written ``0-9``)."""
    match = _run(chars).match(s, at)
    return match.end() if match else at


def line_end(s: str, at: int) -> int:
    """The place after the line break of the line."""
    return s.find("\n", at) + 1 or len(s)


def trimmed(s: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks at its ends."""
    while end > start and s[end - 1] in BLANKS:
        end -= 1
    while start < end and s[start] in BLANKS:
        start += 1
    return start, end


def margin(s: str, at: int, room: int = 3) -> int:
    """The place after the spaces, `room` at most, that may stand before a mark."""
    end = at + room
    while at < end and s.startswith(" ", at):
        at += 1
    return at


def past_blank_lines(s: str, at: int) -> int:
    """The place after the blank lines here; `at` where there is none."""
    if s[at : at + 1] > " ":
        return at
    return max(at, s.rfind("\n", at, past(s, at, SPACE)) + 1)


def past_line_break(s: str, at: int) -> int:
    """The place after the line break when the line has only white space left, or -1."""
    if s[at : at + 1] > " ":
        return -1
    return s.find("\n", at, past(s, at, SPACE)) + 1 or -1


def is_indented(s: str, at: int) -> bool:
    """Whether the line is indented as far as code is."""
    return s.startswith(("\t", "    "), at)


class Marker(NamedTuple):
    """The mark of a list's item: `kind` is the list's element, `end` the place after the mark."""

    kind: str
    end: int


def list_marker(s: str, at: int, room: int = 3) -> Marker | None:
    """The bullet or number that begins an item of a list."""
    end = margin(s, at, room)
    kind = "ul"
    if s[end : end + 1] not in ("*", "-", "+"):
        kind, start = "ol", end
        end = past(s, end, "0-9")
        if end == start or not s.startswith(".", end):
            return None
    # A pipe after the mark is an oddity of kramdown's.
    return Marker(kind, end + 1) if s.startswith((" ", "\t", "|"), end + 1) else None


def definition_marker(s: str, at: int, room: int = 3) -> Marker | None:
    """The colon that begins a definition."""
    end = margin(s, at, room) + 1
    return Marker("dl", end) if s.startswith((": ", ":\t", ":|"), end - 1) else None


def quote_marker(s: str, at: int) -> int:
    """The place after the mark of a quotation and its blank, or -1."""
    start = margin(s, at)
    if not s.startswith(">", start):
        return -1
    return start + (2 if s.startswith(" ", start + 1) else 1)


def block_end(s: str, at: int) -> int:
    """The place after the line of a lone caret, which ends any block, or -1."""
    return past_line_break(s, at + 1) if s.startswith("^", at) else -1


def rule_end(s: str, at: int) -> int:
    """The place after a horizontal rule: three of a mark at least, nothing else; or -1."""
    start = margin(s, at)
    mark = s[start : start + 1]
    if mark not in ("*", "-", "_"):
        return -1
    stop = past(s, start, rf" \t\{mark}")
    return stop + 1 if s.startswith("\n", stop) and s.count(mark, start, stop) >= 3 else -1


class HeadingLine(NamedTuple):
    """A heading: `start` to `end` is the text after its marks, `after` the place after its lines."""

    level: int
    start: int
    end: int
    after: int


def number_heading(s: str, at: int, *, blank: bool = True) -> HeadingLine | None:
    """A heading that begins with one to six number signs and, unless told otherwise, a blank."""
    marks = past(s, at, "#")
    start = past(s, marks, r" \t")
    if blank and (not 1 <= marks - at <= 6 or start == marks):
        return None
    if marks - at > 6:
        marks = start = at + 6
    after = line_end(s, start)
    return HeadingLine(marks - at, start, after - 1, after)


def underlined_heading(s: str, at: int) -> HeadingLine | None:
    """A line above a line of equals signs or hyphens."""
    start = margin(s, at)
    below = line_end(s, start)
    level = {"=": 1, "-": 2}.get(s[below : below + 1])
    if level is None or s[start] in " \t\n":
        return None
    after = past_line_break(s, past(s, below, "=-"))
    return HeadingLine(level, start, below - 1, after) if after >= 0 else None


def may_be_fence(s: str, at: int) -> bool:
    """Whether the line begins as a fence does, if with a mixture of its marks."""
    start = margin(s, at)
    return start + 3 <= len(s) and not s[start : start + 3].strip("`~")


def has_pipe(s: str, start: int, end: int) -> bool:
    """Whether a pipe stands in the range that no backslash stands before."""
    at = s.find("|", start, end)
    while at > start and s[at - 1] == "\\":
        at = s.find("|", at + 1, end)
    return at >= 0

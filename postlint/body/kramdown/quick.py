"""The short way for posts of single lines: paragraphs of HTML, a quotation, a line of links.

Imported news is made of these. What is of another kind goes the long way; both give the same HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Match, Pattern
from re import compile as pattern
from typing import NamedTuple

from postlint.body.kramdown.lines import BLANKS
from postlint.body.kramdown.plain_html import bare_end, paragraphs_end, unrepeated_end
from postlint.body.writer import Piece, Writer

_TEXT = r"[^\n*_`<>\[\]&\\|{}$~!]"
_FIRST = r"(?![-\s#+=:^(]|[0-9]+\.)"


@cache
def _line() -> Pattern[str]:
    """Groups: 1 a quotation's text, 2 plain text, 3 a bare address, 4 text with links."""
    link = rf"\[(?!\^){_TEXT}*+\]\([^\s()<>\"'&\\]*+\)"
    return pattern(
        rf"> ?{_FIRST}({_TEXT}++)|{_FIRST}({_TEXT}++)|<((?:https?|ftp)://[^\s<>&\"]++)>"
        rf"|{_FIRST}((?:{_TEXT}*+{link})++{_TEXT}*+)"
    )


@cache
def _link() -> Pattern[str]:
    return pattern(r"\[([^\[\]]*+)\]\(([^()]*+)\)")


class PlainBlock(NamedTuple):
    """One block: its text from `start` to `stop`, the blank line at `end`, and how its line reads.

    `line` is a match of the pattern for lines; None for paragraphs of HTML, of which those before `bare` have
    no attribute.
    """

    start: int
    stop: int
    end: int
    line: Match[str] | None
    bare: int


def plain_blocks(text: str, at: int = 0) -> list[PlainBlock] | None:
    """The blocks of a text from `at` on, or None when some line is of another kind."""
    if text.find("\n\n", at) < 0 or text.find("    <", at) >= 0:
        return None
    found: list[PlainBlock] = []
    size = len(text)
    while at < size:
        end = _block_end(text, at, size)
        stop = end - 1 if end == size and text[size - 1] == "\n" else end
        line: Match[str] | None = None
        bare = at
        if stop > at and text.startswith("<p", at):
            bare = bare_end(text, at, stop)
            if not _is_plain_html(text, at, bare, stop):
                return None
        elif stop > at:
            line = _line().fullmatch(text, at, stop)
            if line is None or text[stop - 1] in BLANKS:
                return None
        found.append(PlainBlock(at, stop, end, line, bare))
        at = end + 2
        while at < size and text[at] == "\n":
            at += 1
    return found


def _is_plain_html(text: str, at: int, bare: int, stop: int) -> bool:
    if text.find("&", at, stop) >= 0:
        return False
    return bare == stop or (
        paragraphs_end(text, bare, stop) == stop and unrepeated_end(text, bare, stop) == stop
    )


def render(text: str) -> Writer | None:
    """The HTML, or None when some line is of another kind."""
    blocks = plain_blocks(text)
    if blocks is None:
        return None
    pieces: list[Piece] = []
    size = len(text)
    for at, stop, end, line, _ in blocks:
        if line is not None:
            _write(pieces, line, at, stop)
        elif stop > at:
            pieces += ((text[at:stop], at, stop), ("\n", stop, stop))
        if end < size:
            pieces.append(("\n", end, end + 1))
    # Only whole, ordered elements, each attribute once, and no character reference were let through.
    return Writer.clean_of(text, pieces)


def addresses(block: PlainBlock) -> Iterator[tuple[int, int]]:
    """The places of the addresses in a block that is a line."""
    line = block.line
    if line is not None and line.lastindex == 3:
        yield line.span(3)
    elif line is not None and line.lastindex == 4:
        for link in _link().finditer(line.string, block.start, block.stop):
            yield link.span(2)


def _block_end(text: str, at: int, size: int) -> int:
    """Where the next blank line begins; one character is found ten times as fast as two."""
    end = text.find("\n", at)
    while end >= 0 and not text.startswith("\n", end + 1):
        end = text.find("\n", end + 1)
    return end if end >= 0 else size


def _write(pieces: list[Piece], match: Match[str], at: int, stop: int) -> None:
    text = match.string
    group = match.lastindex
    start = match.start(group or 0)
    if group == 3:
        address = text[start : stop - 1]
        pieces += (('<p><a href="', at, at), (address, start, stop - 1), ('">', stop, stop))
        pieces += ((address, start, stop - 1), ("</a></p>\n", stop, stop))
        return
    pieces.append(("<blockquote>\n<p>" if group == 1 else "<p>", at, at))
    if group == 4:
        for link in _link().finditer(text, at, stop):
            (first, last), (goal, end) = link.span(1), link.span(2)
            _write_text(pieces, text, start, first - 1)
            pieces.append(('<a href="', first - 1, first - 1))
            if end > goal:
                pieces.append((text[goal:end], goal, end))
            # The closing quote stands for the destination: an empty one has a place by it.
            pieces += (('"', end, end), (">", end + 1, end + 1))
            _write_text(pieces, text, first, last)
            pieces.append(("</a>", end + 1, end + 1))
            start = end + 1
    _write_text(pieces, text, start, stop)
    pieces.append(("</p>\n</blockquote>\n" if group == 1 else "</p>\n", stop, stop))


def _write_text(pieces: list[Piece], text: str, start: int, stop: int) -> None:
    """Text, in which of all that means something in HTML only a quotation mark stands."""
    quote = text.find('"', start, stop)
    while quote >= 0:
        if quote > start:
            pieces.append((text[start:quote], start, quote))
        pieces.append(("&quot;", quote, quote + 1))
        start = quote + 1
        quote = text.find('"', start, stop)
    if stop > start:
        pieces.append((text[start:stop], start, stop))

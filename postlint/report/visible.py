"""Text from posts, made fit for a terminal: nothing in it may move the cursor or hide."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import accumulate


@cache
def _hidden() -> re.Pattern[str]:
    # C0 and C1 controls, bidirectional controls, line and paragraph separators, tags, lone surrogates
    return re.compile(
        "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
        "\U000e0000-\U000e007f]"
    )


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def visible(text: str) -> str:
    """The text with each control character as its picture (U+2400 and on) or U+FFFD: one for one.

    A tab becomes a blank.
    """
    if text.isascii() and text.isprintable():
        return text
    return _hidden().sub(_picture, text.replace("\t", " "))


def hidden_as(text: str, escape: Callable[[re.Match[str]], str]) -> str:
    """The text with what `visible` would show otherwise, line breaks and tabs too, as `escape` writes it."""
    return text if text.isascii() and text.isprintable() else _hidden().sub(escape, text)


class _Cells(dict[str, int]):
    """How many terminal cells a character takes: 0 (combining), 1 or 2; filled as characters are met."""

    def __missing__(self, character: str) -> int:
        code = ord(character)
        cells = next((cells for first, last, cells in _SURE if first <= code <= last), None)
        if cells is None:
            # Its tables take 15 ms to import.
            from wcwidth import wcwidth

            cells = max(wcwidth(character), 0)
        self[character] = cells
        return cells


_SURE = (
    (0x4E00, 0x9FFF, 2),  # ideographs
    (0x3001, 0x3029, 2),
    (0xFF01, 0xFF60, 2),  # full-width forms
    (0x2010, 0x2027, 1),  # dashes, quotation marks, the ellipsis
    (0xA1, 0xAC, 1),
    (0xAE, 0x02FF, 1),  # Latin letters
    (0x0400, 0x0482, 1),  # Cyrillic
    (0x3041, 0x3096, 2),  # kana
    (0x309B, 0x30FF, 2),
    (0xAC00, 0xD7A3, 2),  # Hangul
)
"""Ranges of characters that all take so many cells, whatever the terminal: those that most texts are of."""


_cells = _Cells().__getitem__


def width(text: str) -> int:
    """How many terminal cells a text takes; wide (East Asian) characters take two."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def folded(text: str, start: int, cells: int, indent: int) -> str:
    """A visible text broken at blanks, so that it fits into so many cells.

    Its first line begins at the cell `start`, the others at `indent`. A word that does not fit is left
    for the terminal to break.
    """
    if start + width(text) <= cells:
        return text
    lines = []
    line, at = "", start
    for word in text.split(" "):
        if line and at + width(line) + 1 + width(word) > cells:
            lines.append(line)
            line, at = word, indent
        else:
            line = f"{line} {word}" if line else word
    return ("\n" + " " * indent).join([*lines, line])


def reach(shown: str, cells: int) -> int:
    """How many characters of a visible text stand in its first cells."""
    return cells if shown.isascii() else bisect_right(list(accumulate(map(_cells, shown))), cells)


def head(text: str, cells: int) -> str:
    """As much of the start of a text, made visible, as fits into so many cells."""
    shown = visible(text[: max(cells, 0)])
    if shown.isascii():
        return shown
    return shown[: bisect_right(list(accumulate(map(_cells, shown))), cells)]


def tail(text: str, cells: int) -> str:
    """As much of the end of a text, made visible, as fits into so many cells."""
    shown = visible(text[-cells:])
    if shown.isascii():
        return shown
    fits = bisect_right(list(accumulate(map(_cells, reversed(shown)))), cells)
    return shown[len(shown) - fits :]

"""Writing HTML so that each of its characters leads back to the post."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from re import Pattern
from re import compile as pattern
from typing import TypeAlias

from postlint.body.source_map import SourceMap

ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


@cache
def _special() -> Pattern[str]:
    return pattern('[&<>"]')


def escape(text: str) -> str:
    """The text with the characters that mean something in HTML as references."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


Piece: TypeAlias = tuple[str, int, int]
"""Some HTML, never empty, and the range of the text that it comes from."""


class Writer:
    """HTML in the making. All offsets are those of `text`, which has only ``\\n`` line breaks."""

    __slots__ = ("clean", "ends", "length", "parts", "starts", "targets", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        # Whether the HTML has no parse error but for characters that may not be in any text.
        self.clean = False
        self.parts: list[str] = []
        self.targets: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.length = 0

    @classmethod
    def clean_of(cls, text: str, pieces: list[Piece]) -> Writer:
        """All that is written of a text, known to be clean."""
        made = cls(text)
        made.clean = True
        made.parts = [piece[0] for piece in pieces]
        made.starts = [piece[1] for piece in pieces]
        made.ends = [piece[2] for piece in pieces]
        made.targets = list(accumulate(map(len, made.parts), initial=0))
        made.length = made.targets.pop()
        return made

    def put(self, html: str, start: int, end: int) -> None:
        """Write `html`, which comes from `text[start:end]` as a whole."""
        if html:
            self.parts.append(html)
            self.targets.append(self.length)
            self.starts.append(start)
            self.ends.append(end)
            self.length += len(html)

    def copy(self, start: int, end: int) -> None:
        """Write the characters `text[start:end]` as they stand."""
        if end > start:
            self.put(self.text[start:end], start, end)

    def copy_text(self, start: int, end: int) -> None:
        """Write `text[start:end]` as text: what means something in HTML is escaped."""
        for match in _special().finditer(self.text, start, end):
            at = match.start()
            self.copy(start, at)
            self.put(ESCAPES[match[0]], at, at + 1)
            start = at + 1
        self.copy(start, end)

    def put_text(self, text: str, start: int, end: int) -> None:
        """Write what the reader sees, `text`, which comes from `text[start:end]`."""
        if self.text[start:end] == text:
            self.copy_text(start, end)
        else:
            self.put(escape(text), start, end)

    def html(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    def source_map(self, base: int, returns: tuple[int, ...]) -> SourceMap:
        """The map to a file where the text starts at `base`.

        `returns` are the offsets in `text` of the line breaks before which a carriage return
        was dropped.
        """
        if not self.targets:
            return SourceMap((0,), (0,), (0,), 0, base)
        if returns:
            return self._source_map_over(base, returns)
        return SourceMap(self.targets, self.starts, self.ends, self.length, base)

    def _source_map_over(self, base: int, returns: tuple[int, ...]) -> SourceMap:
        from bisect import bisect_left

        targets: list[int] = []
        starts: list[int] = []
        ends: list[int] = []

        def add(target: int, start: int, end: int) -> None:
            targets.append(target)
            starts.append(start + bisect_left(returns, start))
            ends.append(end + bisect_left(returns, end))

        for part, target, start, end in zip(self.parts, self.targets, self.starts, self.ends, strict=True):
            if len(part) != end - start:
                add(target, start, end)
                continue
            at = start
            for cut in returns[bisect_left(returns, start) : bisect_left(returns, end)]:
                if cut > at:
                    add(target + at - start, at, cut)
                # A piece of one character that comes from two: the line break and its return.
                add(target + cut - start, cut, cut + 1)
                at = cut + 1
            if at < end:
                add(target + at - start, at, end)
        return SourceMap(targets, starts, ends, self.length, base)

"""From a place in the rendered HTML back to the post."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from postlint.text import Span


class SourceMap(NamedTuple):
    """Where each character of rendered HTML comes from.

    `targets[i]` is the offset in the HTML at which piece `i` starts (ascending, the first 0).
    `starts[i]` and `ends[i]` are its place in the body, which begins at offset `base` of the file. A
    piece as long as its origin is verbatim: its characters correspond one to one. Any other piece
    (`<p>` for a blank line, `&lt;` for `<`) comes from its origin as a whole.
    """

    targets: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    length: int
    base: int

    def offset(self, target: int, *, end: bool = False) -> int:
        """The offset in the file of the HTML's character `target`; with `end`, of the place after it."""
        at = target - 1 if end and target else target
        index = max(bisect_right(self.targets, at) - 1, 0)
        origin, origin_end = self.starts[index], self.ends[index]
        start = self.targets[index]
        stop = self.targets[index + 1] if index + 1 < len(self.targets) else self.length
        if stop - start == origin_end - origin:
            return self.base + origin + (target - start)
        return self.base + (origin_end if end else origin)

    def span(self, target: Span) -> Span:
        """The span in the file of a span of the HTML."""
        first, last = target
        targets = self.targets
        index = bisect_right(targets, first) - 1
        if 0 <= index < len(targets) - 1 and last <= targets[index + 1]:
            # Nearly all spans stand in one piece.
            start, origin = targets[index], self.starts[index]
            if targets[index + 1] - start == self.ends[index] - origin:
                shift = self.base + origin - start
                return Span(first + shift, last + shift)
        begin = self.offset(first)
        if first == last:
            return Span(begin, begin)
        return Span(begin, max(begin, self.offset(last, end=True)))


def identity(start: int, length: int) -> SourceMap:
    """The map of text that is its own HTML, `start` characters into the file."""
    return SourceMap((0,), (0,), (length,), length, start)

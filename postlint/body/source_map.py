"""From a place in the rendered HTML back to the post."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from postlint.text import Span


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each character of rendered HTML comes from.

    `targets[i]` is the offset in the HTML at which piece `i` starts (ascending, the first 0).
    `origins[i]` is its span in the file. A piece as long as its origin is verbatim: its characters
    correspond one to one. Any other piece (`<p>` for a blank line, `&lt;` for `<`) comes from
    its origin as a whole.
    """

    targets: tuple[int, ...]
    origins: tuple[Span, ...]
    length: int

    def offset(self, target: int, *, end: bool = False) -> int:
        """The offset in the file of the HTML's character `target`; with `end`, of the place after it."""
        at = target - 1 if end and target else target
        index = max(bisect_right(self.targets, at) - 1, 0)
        origin = self.origins[index]
        start = self.targets[index]
        stop = self.targets[index + 1] if index + 1 < len(self.targets) else self.length
        if stop - start == origin.end - origin.start:
            return origin.start + (target - start)
        return origin.end if end else origin.start

    def span(self, target: Span) -> Span:
        """The span in the file of a span of the HTML."""
        start = self.offset(target.start)
        if target.start == target.end:
            return Span(start, start)
        return Span(start, max(start, self.offset(target.end, end=True)))


def identity(start: int, length: int) -> SourceMap:
    """The map of text that is its own HTML, `start` characters into the file."""
    return SourceMap((0,), (Span(start, start + length),), length)

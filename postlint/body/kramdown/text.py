"""Text cut out of a post, each character of which still knows where it stands there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Segment(NamedTuple):
    """From offset `at` of the text on, characters stand at `origin` and after in the post.

    `own` is False for blanks that stand in the text and not in the post.
    """

    at: int
    origin: int
    own: bool = True


class Text:
    """A string with its origins, in ascending order."""

    __slots__ = ("_starts", "segments", "string")

    def __init__(self, string: str, segments: Sequence[Segment]) -> None:
        self.string = string
        self.segments = segments
        self._starts: list[int] | None = None

    def _index(self, at: int) -> int:
        if len(self.segments) == 1:
            return 0
        if self._starts is None:
            self._starts = [segment.at for segment in self.segments]
        return max(bisect_right(self._starts, at) - 1, 0)

    def origin(self, at: int) -> int:
        """Where the character at `at` stands in the post."""
        segment = self.segments[self._index(at)]
        return segment.origin + (at - segment.at if segment.own else 0)

    def end_origin(self, at: int) -> int:
        """The place after the character before `at`."""
        return self.origin(at - 1) + 1 if at else self.origin(0)

    def pieces(self, start: int, end: int) -> list[tuple[int, int, int, bool]]:
        """The runs of `start` to `end`: from, to, where in the post, whether they stand there."""
        found: list[tuple[int, int, int, bool]] = []
        index = self._index(start)
        segments = self.segments
        while start < end:
            segment = segments[index]
            stop = segments[index + 1].at if index + 1 < len(segments) else end
            stop = min(stop, end)
            if stop > start:
                origin = segment.origin + (start - segment.at if segment.own else 0)
                found.append((start, stop, origin, segment.own))
                start = stop
            index += 1
        return found

    def slice(self, start: int, end: int) -> Text:
        """The text from `start` to `end`."""
        if len(self.segments) == 1 and start < end:
            origin = self.origin(start)
            return Text(self.string[start:end], (Segment(0, origin, self.segments[0].own),))
        return build(self, [(start, end)])


def whole(string: str) -> Text:
    """A post's own text."""
    return Text(string, (Segment(0, 0),))


def build(parent: Text, parts: Sequence[tuple[int, int] | str]) -> Text:
    """A text of ranges of its parent, and of blanks between them."""
    strings: list[str] = []
    segments: list[Segment] = []
    at = 0
    last = 0
    for part in parts:
        if isinstance(part, str):
            if part:
                segments.append(Segment(at, last, own=False))
                strings.append(part)
                at += len(part)
            continue
        start, end = part
        for piece_start, piece_end, origin, own in parent.pieces(start, end):
            previous = segments[-1] if segments else None
            joins = previous and previous.own and own and previous.origin + (at - previous.at) == origin
            if not joins:
                segments.append(Segment(at, origin, own))
            strings.append(parent.string[piece_start:piece_end])
            at += piece_end - piece_start
            last = origin + (piece_end - piece_start if own else 0)
    return Text("".join(strings), segments or (Segment(0, parent.origin(0)),))

"""Questions about many spans at once, answered in the time of a binary search."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from postlint.text import Span


def touched(spans: Sequence[Span], place: Span) -> bool:
    """Whether one of the spans, which are in order and apart, touches a place."""
    # The last span that starts at or before the place's end is the only one that can reach it.
    index = bisect_right(spans, place.end, key=lambda span: span.start)
    return any(span.touches(place) for span in spans[max(index - 2, 0) : index])

"""The binary search over spans against a plain loop."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postlint.spans import touched
from postlint.text import Span


@given(st.lists(st.integers(0, 40), max_size=12).map(sorted), st.integers(0, 40), st.integers(0, 5))
def test_touched(edges: list[int], start: int, length: int) -> None:
    spans = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b]
    place = Span(start, start + length)
    assert touched(spans, place) == any(span.touches(place) for span in spans)

"""Templates that decide which markup is there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from postlint.body.elements import VOID
from postlint.body.liquid import LiquidTag
from postlint.body.tags import Tag
from postlint.text import Span

_DIVIDERS = frozenset({"else", "elsif", "when"})


def choose_markup(liquid: Sequence[LiquidTag], tags: Sequence[Tag], places: Sequence[Span]) -> bool:
    """Whether some branch of a block tag (`{% if %}`, `{% for %}`) opens or closes elements for another.

    `places` are the tags' spans in the file. What a branch opens and closes itself is always whole.
    """
    pieces = _dividing(liquid)
    if not pieces:
        return False
    edges = [piece.span.start for piece in pieces]
    counts: dict[int, Counter[str]] = {}
    for tag, place in zip(tags, places, strict=True):
        branch = bisect_right(edges, place.start) if tag.name not in VOID else 0
        counts.setdefault(branch, Counter())[tag.name] += -1 if tag.closing else 1
    inside = _inside(pieces)
    return any(any(count.values()) for branch, count in counts.items() if branch in inside)


def _dividing(liquid: Sequence[LiquidTag]) -> list[LiquidTag]:
    """The block tags, their dividers and ends: a block is what has an end tag."""
    pieces = [piece for piece in liquid if piece.kind == "tag" and piece.closed and not piece.raw]
    blocks = {piece.name[3:] for piece in pieces if piece.name.startswith("end")}
    ends = {f"end{name}" for name in blocks}
    return [piece for piece in pieces if piece.name in blocks | ends | _DIVIDERS]


def _inside(pieces: Sequence[LiquidTag]) -> frozenset[int]:
    """The numbers of the ranges after each piece that stand inside a block."""
    depth = 0
    found: set[int] = set()
    for number, piece in enumerate(pieces, 1):
        if piece.name.startswith("end"):
            depth = max(depth - 1, 0)
        elif piece.name not in _DIVIDERS:
            depth += 1
        if depth:
            found.add(number)
    return frozenset(found)

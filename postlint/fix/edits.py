"""Fixes applied to a text, once.

Every fix is all or nothing. Where two fixes want the same place, one is made and the other is
skipped; linting the result again says whether it is still wanted (`postlint.fix.fixpoint`).

The order: fixes are tried by the first character that they touch; of two that start together
the one that reaches further comes first, since it usually removes what the other mends; then
by their replacements, so that the order in which the fixes are given never matters.

Two edits of different fixes are at odds when they share a character, or when one of them
inserts at a place that the other touches: two insertions at one point would stand in an
arbitrary order, or twice. Replacements that only touch are both made. Within one fix,
insertions at one point stand in the order of its edits, before a replacement that starts there.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass

from postlint.diagnostic import Edit, Fix, Safety
from postlint.text import Span


@dataclass(frozen=True, slots=True)
class Applied:
    """A text after one round of fixes: which of them were made, and which were not."""

    text: str
    applied: tuple[Fix, ...]
    skipped: tuple[Fix, ...]


def permitted(fix: Fix, allowed: Safety) -> bool:
    """Whether a fix may be applied: ``SAFE`` allows safe ones, ``UNSAFE`` these too, ``DISPLAY`` none."""
    if allowed is Safety.UNSAFE:
        return fix.safety is not Safety.DISPLAY
    return fix.safety is allowed is Safety.SAFE


def apply(text: str, fixes: Iterable[Fix], allowed: Safety) -> Applied:
    """Make as many of the fixes as go together; `applied` is in the order of the text.

    Skipped are fixes that are not `allowed`, that are at odds with an earlier one, that change
    nothing, and that are ill-formed: a span outside the text, overlapping edits, a replacement
    that UTF-8 cannot hold. The end of a span may lie beyond the end of the text, as that of a
    last line with the line break that it does not have; it means the end then.
    """
    wanted = []
    skipped = []
    for fix in fixes:
        edits = _ordered(text, fix) if permitted(fix, allowed) else None
        if edits:
            wanted.append((edits, fix))
        else:
            skipped.append(fix)
    wanted.sort(key=lambda item: (item[0][0].span.start, -item[0][-1].span.end, item[0], item[1].title))
    made: list[Edit] = []
    applied = []
    for edits, fix in wanted:
        if any(_at_odds(made, edit) for edit in edits):
            skipped.append(fix)
            continue
        applied.append(fix)
        if not made or made[-1].span.end <= edits[0].span.start:
            made += edits
        else:
            for edit in edits:
                insort(made, edit, key=_place)
    return Applied(_replaced(text, made), tuple(applied), tuple(skipped))


def _ordered(text: str, fix: Fix) -> list[Edit] | None:
    """The edits in the order of the text, their ends inside it; None when they cannot be made."""
    size = len(text)
    edits = sorted((Edit(Span(s.start, min(s.end, size)), new) for s, new in fix.edits), key=_place)
    at = 0
    for (start, end), new in edits:
        if start < at or end < start or not _encodable(new):
            return None
        at = end
    if all(text[s.start : s.end] == new for s, new in edits):
        return None
    return edits


def _place(edit: Edit) -> tuple[int, int]:
    # An insertion sorts before a replacement that starts at the same place.
    return (edit.span.start, edit.span.end)


def _encodable(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def _at_odds(made: list[Edit], edit: Edit) -> bool:
    """Whether an edit is at odds with one of those made, which are in order and do not overlap."""
    index = bisect_right(made, edit.span.end, key=lambda other: other.span.start)
    while index:
        index -= 1
        other = made[index].span
        if other.end < edit.span.start:
            return False
        if other.touches(edit.span):
            return True
    return False


def _replaced(text: str, edits: list[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for (start, end), new in edits:
        pieces += (text[at:start], new)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)

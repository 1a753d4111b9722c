"""The nearest name to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was most likely meant to be, or None when none is near.

    Near is an edit distance (adjacent swaps count once) of at most a third of the longer name's
    length; case does not count.
    """
    from rapidfuzz.distance import OSA

    def distance(candidate: str) -> int:
        return int(OSA.distance(name.lower(), candidate.lower()))

    best = min(sorted(known), key=distance, default=None)
    if best is None or distance(best) > max(len(best), len(name)) / 3:
        return None
    return best


def suggestion(name: str, known: Iterable[str]) -> str:
    """``; did you mean `x`?`` for the nearest known name, or nothing."""
    near = nearest(name, known)
    return f"; did you mean `{near}`?" if near else ""

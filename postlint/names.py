"""The nearest name to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was most likely meant to be, or None when none is near.

    Near is an edit distance (adjacent swaps count once) of at most a third of the longer name's
    length, or a name that begins or ends with the given one; case does not count.
    """
    from rapidfuzz.distance import OSA

    def distance(candidate: str) -> int:
        return int(OSA.distance(name.lower(), candidate.lower()))

    known = sorted(known)
    best = min(known, key=distance, default=None)
    if best is None or distance(best) > max(len(best), len(name)) / 3:
        return min((c for c in known if _abbreviates(name.lower(), c.lower())), key=len, default=None)
    return best


def _abbreviates(name: str, candidate: str) -> bool:
    return len(name) > 2 and (candidate.startswith(name) or candidate.endswith(name))


def suggestion(name: str, known: Iterable[str]) -> str:
    """``; did you mean `x`?`` for the nearest known name, or nothing."""
    near = nearest(name, known)
    return f"; did you mean `{near}`?" if near else ""

"""The nearest of many names: `names.nearest` for a whole site's pages, in one call of the library."""

from __future__ import annotations

from collections.abc import Collection

_MOST = 50_000
_LONGEST = 300


class Names:
    """Names that are asked again and again: folded once, each question answered once."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = list(known) if len(known) <= _MOST else []
        self._folded = [one.lower() for one in self._known]
        self._answers: dict[str, str | None] = {}

    def closest(self, name: str) -> str | None:
        """The known name at the smallest edit distance (case does not count), at most a third of the longer.

        None also where there are too many names, or `name` is too long, to look at in little time.
        """
        if name not in self._answers:
            self._answers[name] = self._find(name)
        return self._answers[name]

    def _find(self, name: str) -> str | None:
        if not self._known or len(name) > _LONGEST:
            return None
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        found = extractOne(name.lower(), self._folded, scorer=OSA.normalized_similarity, score_cutoff=2 / 3)
        return self._known[found[2]] if found else None


def closest(name: str, known: Collection[str]) -> str | None:
    """`Names.closest`, for names that are asked once."""
    return Names(known).closest(name)

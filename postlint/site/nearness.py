"""The nearest of many names: `names.nearest` for a whole site's pages, in one call of the library."""

from __future__ import annotations

from collections.abc import Collection

_MOST = 50_000
_LONGEST = 300


def closest(name: str, known: Collection[str]) -> str | None:
    """The known name at the smallest edit distance (case does not count), at most a third of the longer.

    None also where there are too many names, or `name` is too long, to look at in little time.
    """
    if len(known) > _MOST or len(name) > _LONGEST:
        return None
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    choices = {one: one.lower() for one in known}
    found = extractOne(name.lower(), choices, scorer=OSA.normalized_similarity, score_cutoff=2 / 3)
    return found[2] if found else None

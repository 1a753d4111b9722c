"""Keys that are nearly a known one: what a slip of the finger makes, and nothing else."""

from __future__ import annotations

from functools import cache


@cache
def near_miss(name: str, known: tuple[str, ...]) -> str | None:
    """The known key that `name` is a slip of, or None.

    A slip is another case, two letters swapped, or one edit (two in names of nine letters and more): a
    letter too much, too few, or another. Edits in names of less than five letters (`data` is not `date`)
    and new words are left alone: sites and themes have keys of their own.
    """
    for key in known:
        if name.lower() == key.lower() or _is_swap(name, key):
            return key
    if len(name) < 5:
        return None
    for key in known:
        allowed = 2 if min(len(name), len(key)) >= 9 else 1
        if (
            len(key) >= 5
            and abs(len(name) - len(key)) <= allowed
            and _edits(name.lower(), key.lower()) <= allowed
        ):
            return None if _is_plural(name, key) else key
    return None


def _is_swap(name: str, key: str) -> bool:
    """`tgas` for `tags`."""
    if len(name) != len(key) or len(name) < 4:
        return False
    wrong = [at for at in range(len(name)) if name[at] != key[at]]
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and name[wrong[0]] == key[wrong[1]]
        and name[wrong[1]] == key[wrong[0]]
    )


def _is_plural(name: str, key: str) -> bool:
    """`images` for `image`: themes have both."""
    return name in (f"{key}s", f"{key}es") or key in (f"{name}s", f"{name}es")


def _edits(first: str, second: str) -> int:
    """The edit distance, a swap of neighbours counting as one (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        older, before = before, row
        row = [i]
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]

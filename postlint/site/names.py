"""Tags and categories whose spelling drifts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from postlint.site.facts import Facts, Name


class Drift(NamedTuple):
    """A name that is mostly spelt otherwise: as `usual`, which is found `times` times."""

    page: Facts
    name: Name
    usual: str
    times: int


def drifting(posts: Sequence[Facts], kind: Literal["tag", "category"]) -> Iterator[Drift]:
    """The names that differ from a more frequent one by case, width, or the marks between words."""
    counts: Counter[str] = Counter()
    for one in posts:
        counts.update({name.name for name in _names(one, kind)})
    usual: dict[str, str] = {}
    for text, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        usual.setdefault(_folded(text), text)
    if len(usual) == len(counts):
        return
    for one in posts:
        for name in _names(one, kind):
            best = usual[_folded(name.name)]
            if best != name.name and name.span.end:
                yield Drift(one, name, best, counts[best])


def _names(one: Facts, kind: Literal["tag", "category"]) -> tuple[Name, ...]:
    return one.tags if kind == "tag" else one.categories


def _folded(name: str) -> str:
    """A name without what authors vary by accident."""
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFKC", name)
    return "".join(c for c in name.casefold() if c not in " -_\u3000") or name

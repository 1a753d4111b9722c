"""Posts that are nearly the same: MinHash signatures of their words, compared where they may be alike.

Signatures and their index are datasketch's, an extra. A post costs about a millisecond and 1 kB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any, NamedTuple
from zlib import crc32

from postlint.errors import UserError
from postlint.site.facts import Facts
from postlint.site.model import Site

_PERMUTATIONS = 128
_SHINGLE = 5
_LEAST = 20
"""Pieces that a body must have: short notes are alike by chance."""


class NotInstalled(UserError):
    """Signatures need the extra ``near``, which is not there."""


def require() -> None:
    """Say before any work that posts cannot be compared; raises `NotInstalled`."""
    if find_spec("datasketch") is None:
        what = "`site/near-duplicate` needs datasketch, which is not installed"
        raise NotInstalled(f"{what}: install `postlint[near]`")


class Cluster(NamedTuple):
    """Posts that are nearly the same, oldest first, and the least likeness of one to another, from 0 to 1."""

    posts: tuple[Facts, ...]
    likeness: float


def clusters(site: Site, threshold: float) -> Iterator[Cluster]:
    """The groups of published posts whose words are alike from `threshold` on, each once.

    Posts with the very same words are one: that is another rule's.
    """
    from datasketch import MinHashLSH

    signatures = dict(_signatures(site))
    index = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    group = {path: path for path in signatures}
    least: dict[str, float] = {}
    for path, signature in signatures.items():
        for other in index.query(signature):
            likeness = float(signature.jaccard(signatures[other]))
            if likeness >= threshold:
                root, joined = _root(group, other), _root(group, path)
                group[joined] = root
                least[root] = min(likeness, least.get(root, 1), least.get(joined, 1))
        index.insert(path, signature)
    yield from _grouped(site, group, least)


def _grouped(site: Site, group: dict[str, str], least: dict[str, float]) -> Iterator[Cluster]:
    members: dict[str, list[Facts]] = {}
    for one in site.posts:
        if one.path in group:
            members.setdefault(_root(group, one.path), []).append(one)
    for root, posts in members.items():
        if len(posts) > 1:
            posts.sort(key=lambda one: (one.date or "", one.path))
            yield Cluster(tuple(posts), least[root])


def _root(group: dict[str, str], path: str) -> str:
    while group[path] != path:
        group[path] = group[group[path]]
        path = group[path]
    return path


def _signatures(site: Site) -> Iterator[tuple[str, Any]]:
    from datasketch import MinHash

    seen: set[str] = set()
    base = site.context.base
    for one in site.posts:
        if one.url is None and site.context.generator != "folder":
            continue
        text = None if one.digest in seen else site.text(one.path.removeprefix(base))
        pieces = _pieces(text or "")
        if len(pieces) >= _LEAST:
            seen.add(one.digest)
            signature = MinHash(num_perm=_PERMUTATIONS, hashfunc=crc32)
            signature.update_batch(list(pieces))
            yield one.path, signature


def _pieces(text: str) -> set[bytes]:
    """The runs of five words of a body; of text without blanks, as Chinese is written, of five characters."""
    body = text.partition("\n---")[2].partition("\n")[2] if text.startswith("---") else text
    words: Sequence[str] = "".join(c if c.isalnum() else " " for c in body.lower()).split()
    if sum(map(len, words)) > 12 * len(words):
        words = "".join(words)
    joined = " " if not isinstance(words, str) else ""
    runs = range(max(len(words) - _SHINGLE + 1, 0))
    return {joined.join(words[at : at + _SHINGLE]).encode("utf-8", "surrogatepass") for at in runs}

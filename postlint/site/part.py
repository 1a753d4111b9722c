"""A part of a site that proves most links of a few posts: the files whose names the links hold.

A hook lints a post or two of a site of thousands. To know all of its pages each file must be read; to know
that a link leads to a page, that page is enough. Only what is not proved by the part needs the whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from postlint.site.addresses import decoded

if TYPE_CHECKING:
    from postlint.site.facts import Facts


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"""[^\s/"'{}()|<>#?]+""")


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"[0-9]{2,4}-[0-9]{1,2}-[0-9]{1,2}-")


def named(posts: Iterable[Facts], listing: Collection[str]) -> frozenset[str]:
    """The files of a listing that links of these posts may lead to, judged by their names alone.

    With the index pages above them, which decide where a bundle's files go and what is built below a section.
    """
    words = {word for post in posts for link in post.links for word in _words(link.target)}
    found = {path for path in listing if not words.isdisjoint(_names(path))}
    folders = {above for path in found for above in _above(path)}
    return frozenset(found.union(path for path in listing if _index_of(path) in folders))


def _above(path: str) -> Iterator[str]:
    folder, _, _ = path.rpartition("/")
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _index_of(path: str) -> str | None:
    folder, _, name = path.rpartition("/")
    return folder if name.startswith(("index.", "_index.")) else None


def _words(target: str) -> Iterator[str]:
    """What in a target may be the name of a file, in lower case, with and without an extension."""
    for word in _word().findall(decoded(target).lower()):
        yield word
        yield word.rpartition(".")[0] or word


def _names(path: str) -> Iterator[str]:
    """The names that a link may know a file by; an index goes by its folder's."""
    folder, _, name = path.lower().rpartition("/")
    yield name
    plain = name.partition(".")[0]
    yield plain
    yield _day().sub("", plain, count=1)
    if plain in ("index", "_index"):
        yield folder.rpartition("/")[2]

"""The ordinary front matter, of which no rule about its values has anything to say."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from postlint.front_matter.block import FrontMatter
from postlint.front_matter.meant import TEXTS
from postlint.front_matter.tree import Mapping, Scalar
from postlint.text import Source

_NAMED = frozenset({"tags", "categories", "category", "tag"})
_ADDRESSED = frozenset({"permalink", "slug"})


class Read(Protocol):
    """A post, as far as its front matter is read."""

    @property
    def source(self) -> Source:
        """The file."""

    @property
    def front_matter(self) -> FrontMatter | None:
        """Its front matter, if the generator sees one."""


def is_unusual_post(post: Read) -> bool:
    """`is_unusual` of a post; ask as ``post.once(is_unusual_post)``."""
    return is_unusual(post.front_matter, post.source.text)


def is_unusual(block: FrontMatter | None, text: str) -> bool:
    """Whether a value may be other than it looks; False only for YAML of single scalars, each key once.

    Texts are then texts, tags and categories single words, and no mark stands there that YAML takes away.
    `text` is the file's.
    """
    if block is None:
        return False
    if block.format != "yaml" or block.faults or block.root.__class__ is not Mapping:
        return True
    source = text[block.content.start : block.content.end]
    if "#" in source or "\\" in source:
        return True
    entries = block.entries
    for key, value in entries:
        if value.__class__ is not Scalar or value.tag is not None or value.anchor is not None:
            return True
        name = key.text
        if name in TEXTS:
            meant = value.value
            if meant.__class__ is not str or (name in _NAMED and not _is_one_name(meant)):
                return True
        elif name in _ADDRESSED:
            return True
    return len({key.text for key, _ in entries}) != len(entries)


@lru_cache(maxsize=1024)
def _is_one_name(name: str) -> bool:
    return len(name.split()) < 2 and not any(mark in name for mark in ",，、/")

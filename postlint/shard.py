"""A part of a project's posts: which posts belong to it, whatever other posts there are."""

from __future__ import annotations

from typing import NamedTuple

from postlint.digest import blake2b


class Shard(NamedTuple):
    """One of so many parts of a project's posts, counted from 1."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """The part that ``I/N`` names; raises ValueError."""
        index, slash, count = text.partition("/")
        if not (slash and index.isascii() and index.isdigit() and count.isascii() and count.isdigit()):
            raise ValueError(f"`{text}` is no part, such as `1/4`")
        shard = cls(int(index), int(count))
        if not 1 <= shard.number <= shard.of:
            raise ValueError(f"`{text}` is no part: the first of {shard.of} is `1/{shard.of}`")
        return shard

    def holds(self, path: str) -> bool:
        """Whether a post belongs to this part, by its path in the project."""
        if self.of == 1:
            return True
        number = blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(number, "big") % self.of == self.number - 1


WHOLE = Shard(1, 1)

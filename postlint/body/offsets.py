"""From the places of a parser that counts bytes to places in the text."""

from __future__ import annotations


class Offsets:
    """From UTF-8 byte offsets to character offsets, in time linear in the text."""

    __slots__ = ("_data", "_known", "_last")

    def __init__(self, text: str) -> None:
        self._data = text.encode("utf-8", "replace")
        self._known = {0: 0}
        self._last = 0

    def __getitem__(self, at: int) -> int:
        known = self._known.get(at)
        if known is not None:
            return known
        if at >= self._last:
            chars = self._known[self._last] + len(self._data[self._last : at].decode("utf-8", "replace"))
            self._last = at
        else:
            from bisect import bisect_right

            keys = sorted(self._known)
            near = keys[bisect_right(keys, at) - 1]
            chars = self._known[near] + len(self._data[near:at].decode("utf-8", "replace"))
        self._known[at] = chars
        return chars


class Identity:
    """The offsets of an ASCII text."""

    def __getitem__(self, at: int) -> int:
        return at

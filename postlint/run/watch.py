"""Who watches a run while it goes on."""

from __future__ import annotations

from typing import Protocol


class Watch(Protocol):
    """Is told how far a run is: a stage of so many things, and each of them as it is done."""

    def begin(self, what: str, count: int) -> None:
        """A stage begins (``posts``, ``links``); one that went on has ended."""

    def advance(self, news: str | None = None) -> None:
        """One more is done; `news` is worth a line of its own at once."""

    def end(self) -> None:
        """All stages are over, or the run was interrupted."""


class Nobody:
    """Watches nothing."""

    def begin(self, what: str, count: int) -> None:
        pass

    def advance(self, news: str | None = None) -> None:
        pass

    def end(self) -> None:
        pass

"""Pacing: how fast one host is asked, and when it is left alone for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from heapq import heappop, heappush
from urllib.parse import urlsplit

LONGEST_WAIT = 60.0
"""Seconds that a host may make us wait with `Retry-After`; it is not worth more."""
_REFUSALS = 3
_SILENCES = 3


class Host:
    """One host: its queue of addresses, and until when it wants to be left alone.

    An address that is to be asked again goes back to the queue, so that the others need not
    wait for it. The host as a whole is parked when it throttles several requests in a row.
    """

    def __init__(self, urls: Iterable[str]) -> None:
        # Entries: when it may be asked, a number that keeps the order, the address, the attempt.
        self._queue = [(0.0, number, url, 0) for number, url in enumerate(urls)]
        self._number = len(self._queue)
        self._resume = 0.0
        self._refusals = 0
        self._silences = 0

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def silent(self) -> bool:
        """Whether the last few requests all timed out: asking for more only takes time."""
        return self._silences >= _SILENCES

    async def next(self) -> tuple[str, int] | None:
        """The next address and how often it was asked before, as soon as it may be asked; None at the end."""
        loop = asyncio.get_running_loop()
        while self._queue:
            wait = max(self._queue[0][0], self._resume) - loop.time()
            if wait <= 0 or self.silent:
                _, _, url, attempt = heappop(self._queue)
                return url, attempt
            await asyncio.sleep(wait)
        return None

    def again(self, url: str, attempt: int, seconds: float) -> None:
        """Ask for an address once more, after a while."""
        self._number += 1
        heappush(self._queue, (self._in(seconds), self._number, url, attempt))

    def answered(self) -> None:
        """Note that the host is alive, and lets us ask."""
        self._refusals = self._silences = 0

    def throttled(self, seconds: float) -> None:
        """Note that the host asks us to be slower; when it goes on to, leave it alone for so long."""
        self._silences = 0
        self._refusals += 1
        if self._refusals >= _REFUSALS:
            self._resume = max(self._resume, self._in(seconds))

    def timed_out(self) -> None:
        """Note that the host did not answer in time."""
        self._silences += 1

    def _in(self, seconds: float) -> float:
        return asyncio.get_running_loop().time() + min(max(seconds, 0.0), LONGEST_WAIT)


def by_host(urls: Iterable[str]) -> list[Host]:
    """The addresses by host, the hosts with the most first: they take longest."""
    groups: dict[str, list[str]] = {}
    for url in urls:
        groups.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    return [Host(group) for _, group in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))]


def lanes(count: int, least: int) -> int:
    """How many addresses of one host are asked at once, for a host that has `count` of them."""
    return min(count, max(least, min(count // 16, 4 * least)))

"""Pacing: how fast one host is asked, when it is left alone for a while, and when it is given up."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from heapq import heappop, heappush
from typing import NamedTuple
from urllib.parse import urlsplit

LONGEST_WAIT = 60.0
"""Seconds that a host may make us wait with `Retry-After`; it is not worth more."""
_REFUSALS = 3
_SILENCES = 3
_ROUNDS = 3


class Turn(NamedTuple):
    """An address whose turn it is, and how often it was asked before."""

    host: Host
    url: str
    attempt: int


class Host:
    """One host: its addresses in rounds, and until when it wants to be left alone.

    `width` is how many of them are asked at once. An address that is to be asked again waits for the
    next round: the others need not wait for it. A host that refuses several in a row is parked for as
    long as it says; then it is asked one by one, and faster again while it answers. A host that goes on to
    refuse is parked for longer, and in the end given up, as is one that never answers in time.
    """

    def __init__(self, urls: Iterable[str], width: int = 1) -> None:
        self._first = deque(urls)
        # Entries: when it may be asked, a number that keeps the order, the address, the attempt.
        self._again: list[tuple[float, int, str, int]] = []
        self._number = 0
        self._most = self._width = width
        self._flying = self._answers = self._refusals = self._silences = self._parked = 0
        self._resume = 0.0

    def __len__(self) -> int:
        return len(self._first) + len(self._again)

    @property
    def silent(self) -> bool:
        """Whether the last few requests all timed out: asking for more only takes time."""
        return self._silences >= _SILENCES

    @property
    def closed(self) -> bool:
        """Whether the host refused us again after it was left alone, as often as that is worth."""
        return self._parked > _ROUNDS

    def due(self) -> float | None:
        """When the next address may be asked; None while none is left, or enough are under way."""
        if self._flying >= self._width or not len(self):
            return None
        return max(self._resume, 0.0 if self._first else self._again[0][0])

    def take(self) -> Turn:
        """The next address."""
        self._flying += 1
        if self._first:
            return Turn(self, self._first.popleft(), 0)
        _, _, url, attempt = heappop(self._again)
        return Turn(self, url, attempt)

    def landed(self) -> None:
        """Note that an address is no longer under way."""
        self._flying -= 1

    def again(self, url: str, attempt: int, seconds: float) -> None:
        """Ask for an address once more, after a while."""
        self._number += 1
        heappush(self._again, (_after(seconds), self._number, url, attempt))

    def rest(self) -> Iterator[str]:
        """Take out all addresses that are left, when the host is given up."""
        while len(self):
            yield self._first.popleft() if self._first else heappop(self._again)[2]

    def answered(self) -> None:
        """Note that the host is alive, and lets us ask."""
        self._refusals = self._silences = 0
        self._answers += 1
        if self._answers >= self._width and self._width < self._most:
            self._answers, self._width = 0, self._width + 1

    def throttled(self, seconds: float) -> None:
        """Note that the host asks us to be slower; when it goes on to, leave it alone for so long."""
        self._silences = 0
        if _now() < self._resume:
            # It was under way when the host was parked.
            return
        self._refusals += 1
        if self._refusals >= (1 if self._parked else _REFUSALS):
            self._resume = _after(seconds * 2**self._parked)
            self._parked += 1
            self._refusals = self._answers = 0
            self._width = 1

    def timed_out(self) -> None:
        """Note that the host did not answer in time."""
        self._silences += 1


def _now() -> float:
    return asyncio.get_running_loop().time()


def _after(seconds: float) -> float:
    return _now() + min(max(seconds, 0.0), LONGEST_WAIT)


class Schedule:
    """Whose turn it is among all hosts: of those that may be asked, the one with the most addresses left."""

    def __init__(self, hosts: Iterable[Host]) -> None:
        # Entries: when, fewest addresses last, a number that keeps the order, the host.
        self._heap: list[tuple[float, int, int, Host]] = []
        self._placed: dict[Host, float] = {}
        self._number = 0
        self._flying = 0
        self._changed = asyncio.Event()
        for host in hosts:
            self._place(host)

    async def next(self) -> Turn | None:
        """The next turn, as soon as there is one; None when all is done."""
        while True:
            turn = self._ready()
            if turn is not None:
                return turn
            if not self._heap and not self._flying:
                return None
            self._changed.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._heap[0][0] - _now() if self._heap else None):
                    await self._changed.wait()

    def done(self, host: Host) -> None:
        """Note that a turn is over."""
        host.landed()
        self._flying -= 1
        self._place(host)
        self._changed.set()

    def _ready(self) -> Turn | None:
        now = _now()
        while self._heap and self._heap[0][0] <= now:
            when, _, _, host = heappop(self._heap)
            if self._placed.get(host) == when:
                del self._placed[host]
            due = host.due()
            if due is not None and due <= now:
                turn = host.take()
                self._flying += 1
                self._place(host)
                return turn
            self._place(host)
        return None

    def _place(self, host: Host) -> None:
        due = host.due()
        if due is None:
            return
        when = due if due > _now() else 0.0
        if when < self._placed.get(host, math.inf):
            self._placed[host] = when
            self._number += 1
            heappush(self._heap, (when, -len(host), self._number, host))


def by_host(urls: Iterable[str], least: int) -> list[Host]:
    """The addresses by host, each asked so many at once as it has addresses (see `lanes`)."""
    groups: dict[str, list[str]] = {}
    for url in urls:
        groups.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    return [Host(group, lanes(len(group), least)) for group in groups.values()]


def lanes(count: int, least: int) -> int:
    """How many addresses of one host are asked at once, for a host that has `count` of them."""
    return min(count, max(least, min(count // 16, 4 * least)))

"""Asking for many addresses at once, politely."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from postlint.web.anchors import named
from postlint.web.client import SILENT, Answer, Client
from postlint.web.hosts import Schedule, Turn, by_host
from postlint.web.options import Options
from postlint.web.outcome import Outcome, State

Tell = Callable[[str, Outcome], None]
"""Is told each address and its outcome, as soon as it is known."""
_THROTTLING = frozenset({429, 503})
_CLOSED = Outcome(State.UNVERIFIED, "the host goes on to refuse so many requests", 429)


def verify(urls: Iterable[str], options: Options, tell: Tell) -> None:
    """Ask for each page once, and tell the outcome of each address as soon as it is known.

    Addresses are absolute `http:` or `https:` URLs, as `findings.address` makes them; a page is read only
    where one of them has a fragment. Ctrl-C stops at once: what was told until then is known.
    """
    pages: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        pages.setdefault(url.partition("#")[0], []).append(url)
    if pages:
        asyncio.run(_Asking(pages, options, tell).all())


class _Asking:
    """One run over all pages."""

    def __init__(self, pages: dict[str, list[str]], options: Options, tell: Tell) -> None:
        self._pages = pages
        self._options = options
        self._tell = tell

    async def all(self) -> None:
        # Names are looked up in threads, of which asyncio has few on a small machine.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(32))
        self._schedule = Schedule(by_host(self._pages, self._options.per_host))
        self._room = asyncio.Semaphore(self._options.concurrency)
        async with Client(self._options) as self._client, asyncio.TaskGroup() as group:
            while (turn := await self._schedule.next()) is not None:
                await self._room.acquire()
                group.create_task(self._take(turn))

    async def _take(self, turn: Turn) -> None:
        try:
            fragments = (url.partition("#")[2] for url in self._pages[turn.url])
            answer = await self._client.ask(turn.url, filter(named, fragments))
            self._judge(turn, answer)
        finally:
            self._room.release()
            self._schedule.done(turn.host)

    def _judge(self, turn: Turn, answer: Answer) -> None:
        """Tell the outcome, or ask again later; and see what is left to do for the host."""
        host, url, attempt = turn
        throttled = answer.outcome.status in _THROTTLING
        pause = self._options.backoff * 2**attempt * random.uniform(0.75, 1.25)
        pause = max(answer.wait or 0.0, pause if answer.wait or not throttled else 4 * pause)
        most = self._options.retries
        if answer.outcome is SILENT:
            host.timed_out()
            # A second silence is enough.
            most = min(most, 1)
        elif throttled:
            host.throttled(pause)
        else:
            host.answered()
        if answer.wait is None or attempt >= most or host.silent or host.closed:
            self._say(url, answer)
        else:
            host.again(url, attempt + 1, pause)
        if host.silent or host.closed:
            for left in host.rest():
                self._say(left, Answer(SILENT if host.silent else _CLOSED))

    def _say(self, page: str, answer: Answer) -> None:
        for url in self._pages[page]:
            self._tell(url, answer.anchors.get(url.partition("#")[2], answer.outcome))

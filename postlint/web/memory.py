"""What earlier runs know of addresses: JSON, with an age for each outcome.

Time-outs and server errors are remembered for minutes only: a link that failed once must be asked
again. The bytes are kept by `postlint.cache`::

    memory = Memory(cache.read(root, FILE_NAME))
    known = outcomes(addresses, memory, options, tell)
    cache.update(root, FILE_NAME, memory.merged)
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from postlint.web.options import Options
from postlint.web.outcome import Outcome, State

FILE_NAME = "links.json"
_VERSION = 2
_MOST = 200_000
_STATES = frozenset(state.value for state in State)


class Memory:
    """Outcomes by address, from the bytes of an earlier run; bytes that make no sense hold none."""

    def __init__(self, data: bytes = b"", now: float | None = None) -> None:
        self._now = time.time() if now is None else now
        self._rows = _rows(data)
        self._new: dict[str, list[Any]] = {}

    def get(self, url: str) -> Outcome | None:
        """The outcome of an address, while it lasts."""
        row = self._new.get(url) or self._rows.get(url)
        return _outcome(row, self._now) if row else None

    def put(self, url: str, outcome: Outcome) -> None:
        """Remember an outcome, if it is one that lasts."""
        if outcome.lasting:
            until = int(self._now) + outcome.lasting
            self._new[url] = [outcome.state.value, outcome.reason, outcome.status, outcome.final,
                              outcome.moved, until]  # fmt: skip

    @property
    def news(self) -> bool:
        """Whether there is something new to remember."""
        return bool(self._new)

    def merged(self, data: bytes = b"") -> bytes:
        """What is new, with what `data` holds by now (another run may have written meanwhile)."""
        rows = _rows(data) | self._new
        alive = {url: row for url, row in rows.items() if _outcome(row, self._now)}
        kept = {"version": _VERSION, "links": dict(list(alive.items())[-_MOST:])}
        return json.dumps(kept, separators=(",", ":")).encode()


def outcomes(
    urls: Iterable[str], memory: Memory, options: Options, tell: Callable[[str, Outcome], None]
) -> dict[str, Outcome]:
    """The outcome of each address: remembered where it lasts, else asked for and remembered; all are told.

    After Ctrl-C these are the outcomes that are known by then.
    """
    known: dict[str, Outcome] = {}
    unknown = []
    with suppress(KeyboardInterrupt):
        for url in dict.fromkeys(urls):
            outcome = memory.get(url)
            if outcome is None or _may_be_let_in(url, outcome, options):
                unknown.append(url)
            else:
                known[url] = outcome
                tell(url, outcome)

        def learn(url: str, outcome: Outcome) -> None:
            known[url] = outcome
            memory.put(url, outcome)
            tell(url, outcome)

        if unknown:
            # Imported late: what is remembered needs no network.
            from postlint.web.verify import verify

            verify(unknown, options, learn)
    return known


def _may_be_let_in(url: str, outcome: Outcome, options: Options) -> bool:
    """Whether an address was not answered, perhaps for want of the credentials that there are now."""
    return outcome.state is not State.OK and urlsplit(url).hostname in options.credentials


def _rows(data: bytes) -> dict[str, list[Any]]:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    if (
        not isinstance(read, dict)
        or read.get("version") != _VERSION
        or not isinstance(read.get("links"), dict)
    ):
        return {}
    return {url: row for url, row in read["links"].items() if isinstance(row, list)}


def _outcome(row: list[Any], now: float) -> Outcome | None:
    match row:
        case [
            str(state),
            str(reason),
            int() | None as status,
            str() | None as final,
            str() | None as moved,
            int(until),
        ] if state in _STATES and now < until:
            return Outcome(State(state), reason, status, final, moved, int(until - now))
    return None

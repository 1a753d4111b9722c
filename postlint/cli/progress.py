"""Progress on the terminal: a bar for what takes more than a second, and news above it."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any, TextIO

from postlint.run.watch import Nobody, Watch

if TYPE_CHECKING:
    from tqdm import tqdm

PATIENCE = 1.0
"""Seconds that a stage may take without a bar."""


def watching(quiet: bool) -> Watch:
    """Who watches a run: the terminal that stderr is, or nobody."""
    return Nobody() if quiet or not sys.stderr.isatty() else Bar(sys.stderr)


class Bar:
    """A bar with the rate and the time that is left; it leaves nothing behind but the news."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: tqdm | None = None
        self._what, self._count, self._done, self._since = "", 0, 0, 0.0

    def begin(self, what: str, count: int) -> None:
        """See `Watch`."""
        self.end()
        self._what, self._count, self._done, self._since = what, count, 0, time.monotonic()

    def advance(self, news: str | None = None) -> None:
        """See `Watch`."""
        self._done += 1
        if self._bar is not None:
            self._bar.update()
        elif time.monotonic() - self._since > PATIENCE:
            self._bar = self._shown()
        if news is not None:
            self._say(news)

    def end(self) -> None:
        """See `Watch`."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _shown(self) -> tqdm:
        # Imported late: a run that is over within a second does not pay for it.
        from tqdm import tqdm

        # Its monitor is a thread, and beside threads no process is forked.
        tqdm.monitor_interval = 0
        bar: tqdm = tqdm(
            total=self._count,
            initial=self._done,
            unit=f" {self._what}",
            file=self._stream,
            leave=False,
            **_size(self._stream),
        )
        # The rate is that of the whole stage.
        bar.initial, bar.start_t = 0, bar.start_t - (time.monotonic() - self._since)
        bar.refresh()
        return bar

    def _say(self, news: str) -> None:
        if self._bar is not None:
            self._bar.write(news, file=self._stream)
        else:
            self._stream.write(news + "\n")
            self._stream.flush()


def _size(terminal: TextIO) -> dict[str, Any]:
    """How wide the bar is: as wide as the terminal, which may change; some do not know how large they are."""
    try:
        known = all(os.get_terminal_size(terminal.fileno()))
    except OSError:
        known = False
    return {"dynamic_ncols": True} if known else {"ncols": 80, "nrows": 24}

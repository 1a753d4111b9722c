"""A bound for the time that one post takes: what is stuck is interrupted, and the rest goes on.

The bound is one of wall time, kept by a timer of the system. It holds in a process's main thread only (so in
`postlint check` and its workers), and not on Windows, which has no such timer.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

AGAIN = 10
"""Whatever follows in a post that was interrupted has only this fraction of the time."""


class Stuck(BaseException):
    """The time is over. No `Exception`: a rule that catches all of those must not catch this one."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `Stuck` in what runs here when so many seconds have passed, and again at shorter intervals."""
    if not _listening():
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds / AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _listening() -> bool:
    """Whether the timer can be heard here."""
    if not hasattr(signal, "setitimer"):
        return False
    try:
        before = signal.signal(signal.SIGALRM, _ring)
    except ValueError:  # another thread than the main one
        return False
    if before not in (signal.SIG_DFL, _ring):
        # Somebody else in this process waits for it.
        signal.signal(signal.SIGALRM, before)
        return False
    return True


def _ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Stuck

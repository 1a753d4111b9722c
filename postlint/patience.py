"""A bound for the time that one post takes: what is stuck is interrupted, and the rest goes on.

The bound is one of wall time, kept by a timer of the system. It holds in a process's main thread only (so in
`postlint check` and its workers), and not on Windows, which has no such timer.
"""

from __future__ import annotations

import signal
from _thread import get_ident
from types import FrameType
from typing import NoReturn

AGAIN = 10
"""Whatever follows in a post that was interrupted has only this fraction of the time."""


class Stuck(BaseException):
    """The time is over. No `Exception`: a rule that catches all of those must not catch this one."""


_listener: list[int] = []
"""The thread that hears the timer, once that is known: asking the system costs more than most rules."""


class within:
    """Raise `Stuck` in what runs here when so many seconds have passed, and again at shorter intervals."""

    __slots__ = ("_heard", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._heard = get_ident() in _listener or _listening()

    def __enter__(self) -> None:
        if self._heard:
            signal.setitimer(signal.ITIMER_REAL, self._seconds, self._seconds / AGAIN)

    def __exit__(self, *_error: object) -> None:
        if self._heard:
            signal.setitimer(signal.ITIMER_REAL, 0)


def forget() -> None:
    """Ask anew whether the timer can be heard: others may have taken its signal since the last run."""
    _listener.clear()


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
    _listener.append(get_ident())
    return True


def _ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Stuck

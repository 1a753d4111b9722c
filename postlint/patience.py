"""A bound for the time that one post takes: what is stuck is interrupted, and the rest goes on.

The bound is one of wall time, kept by a timer of the system. It holds in a process's main thread only (so in
`postlint check` and its workers), and not on Windows, which has no such timer. The timer is not set and
stopped for each post, which would cost as much as reading it: it rings once in a while, and is set anew where
the post at hand has time left.
"""

from __future__ import annotations

import os
import signal
from _thread import get_ident
from math import inf
from time import monotonic
from types import FrameType

AGAIN = 10
"""Whatever follows in a post that was interrupted has only this fraction of the time."""


class Stuck(BaseException):
    """The time is over. No `Exception`: a rule that catches all of those must not catch this one."""


class _Timer:
    """What is known of the system's timer, which a process has one of."""

    __slots__ = ("again", "deadline", "due", "listener", "running")

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.listener: int | None = None
        """The thread that hears the timer, once known: asking the system costs more than most rules."""
        self.running = False
        self.deadline = inf
        self.due = inf
        """When it rings next: a bound that ends before that cannot wait for it."""
        self.again = 0.0


_timer = _Timer()


class within:
    """Raise `Stuck` in what runs here when so many seconds have passed, and again at shorter intervals."""

    __slots__ = ("_heard", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._heard = get_ident() == _timer.listener or _listening()

    def __enter__(self) -> None:
        if self._heard:
            _timer.again = self._seconds / AGAIN
            _timer.deadline = monotonic() + self._seconds
            if not _timer.running or _timer.deadline < _timer.due:
                _run(self._seconds)

    def __exit__(self, *_error: object) -> None:
        if self._heard:
            _timer.deadline = inf


def forget() -> None:
    """Stop the timer, and ask anew whether it can be heard: others may have taken its signal, or want it."""
    if _timer.running:
        signal.setitimer(signal.ITIMER_REAL, 0)
    _timer.forget()


if hasattr(os, "register_at_fork"):
    # Timers are not inherited.
    os.register_at_fork(after_in_child=_timer.forget)


def _run(seconds: float) -> None:
    _timer.running = True
    _timer.due = monotonic() + seconds
    signal.setitimer(signal.ITIMER_REAL, seconds)


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
    _timer.listener = get_ident()
    return True


def _ring(_number: int, _frame: FrameType | None) -> None:
    _timer.running = False
    left = _timer.deadline - monotonic()
    if left <= 0:
        _run(_timer.again)
        raise Stuck
    if left != inf:
        _run(left)

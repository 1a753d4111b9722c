"""The run's clock, which notes what a result owes to it.

A result that the clock had a part in may be kept for as long as the clock would say the same: a post
dated tomorrow is told to be in the future until then. Rules only compare the clock with dates; what
they compare it with says when that is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Window(NamedTuple):
    """The times, in microseconds since 1970, at which a result is the same; None: no bound is known."""

    since: int | None = None
    until: int | None = None

    def holds(self, time: int) -> bool:
        """Whether the result is the same at a time."""
        return (self.since is None or self.since <= time) and (self.until is None or time < self.until)


def microseconds(time: datetime) -> int:
    """An aware time in microseconds since 1970."""
    return (datetime.__sub__(time, _EPOCH)) // _TICK


class _Notes:
    """What was asked since `start`; `exact` when something was asked but how the clock compares."""

    __slots__ = ("exact", "since", "until")

    def __init__(self) -> None:
        self.exact = False
        self.since: int | None = None
        self.until: int | None = None


class Clock(datetime):
    """An aware time that notes what it is compared with, and whether it is asked for anything else.

    What adding and `astimezone` make of it notes into the same place.
    """

    _notes = _Notes()
    _ahead = 0
    _at = 0

    @classmethod
    def at(cls, time: datetime, notes: _Notes | None = None, ahead: int = 0) -> Clock:
        """The clock that stands at an aware time; `ahead` is by how many microseconds it goes ahead."""
        day = (time.year, time.month, time.day)
        clock = cls(*day, time.hour, time.minute, time.second, time.microsecond, time.tzinfo, fold=time.fold)
        clock._notes = notes or _Notes()
        clock._ahead = ahead
        clock._at = microseconds(clock)
        return clock

    def start(self) -> None:
        """Forget what was asked so far."""
        notes = _own(self, "_notes")
        notes.exact, notes.since, notes.until = False, None, None

    def window(self) -> Window | None:
        """When all that was asked since `start` is answered the same; None: at this time only."""
        notes = _own(self, "_notes")
        return None if notes.exact else Window(notes.since, notes.until)

    def __getattribute__(self, name: str) -> Any:
        if name not in _OWN:
            _own(self, "_notes").exact = True
        return _own(self, name)

    def __lt__(self, other: Any) -> bool:
        _note_turn(self, other, 0)
        return datetime.__lt__(self, other)

    def __le__(self, other: Any) -> bool:
        _note_turn(self, other, 1)
        return datetime.__le__(self, other)

    def __gt__(self, other: Any) -> bool:
        _note_turn(self, other, 1)
        return datetime.__gt__(self, other)

    def __ge__(self, other: Any) -> bool:
        _note_turn(self, other, 0)
        return datetime.__ge__(self, other)

    def __eq__(self, other: object) -> bool:
        self._notes.exact = True
        return datetime.__eq__(self, other)

    def __hash__(self) -> int:
        self._notes.exact = True
        return datetime.__hash__(self)

    def __add__(self, other: timedelta) -> Clock:
        return Clock.at(datetime.__add__(self, other), self._notes, self._ahead + other // _TICK)

    def __sub__(self, other: Any) -> Any:
        self._notes.exact = True
        return datetime.__sub__(self, other)

    def __rsub__(self, other: Any) -> Any:
        self._notes.exact = True
        return datetime.__sub__(other, self)

    def __repr__(self) -> str:
        self._notes.exact = True
        return datetime.__repr__(self)

    def __str__(self) -> str:
        self._notes.exact = True
        return datetime.__str__(self)

    def __format__(self, form: str) -> str:
        self._notes.exact = True
        return datetime.__format__(self, form)

    def astimezone(self, tz: tzinfo | None = None) -> Clock:
        """The same time in another zone."""
        return Clock.at(datetime.astimezone(self, tz), self._notes, self._ahead)


_OWN = frozenset(("_notes", "_ahead", "_at", "start", "window", "astimezone"))
_own: Callable[[Clock, str], Any] = object.__getattribute__
"""An attribute of a clock, without a note."""


def _note_turn(clock: Clock, other: object, tick: int) -> None:
    """Note that an answer turns when the clock comes to `other`, or one tick later."""
    notes: _Notes = _own(clock, "_notes")
    if not isinstance(other, datetime) or isinstance(other, Clock) or other.tzinfo is None:
        notes.exact = True
        return
    turn = microseconds(other) + tick
    ahead: int = _own(clock, "_ahead")
    if _own(clock, "_at") < turn:
        turn -= ahead
        notes.until = turn if notes.until is None else min(notes.until, turn)
    else:
        turn -= ahead
        notes.since = turn if notes.since is None else max(notes.since, turn)

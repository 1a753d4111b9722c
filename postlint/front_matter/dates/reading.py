"""What a generator makes of one date, and what it needs to know for that."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from postlint.context import Context
from postlint.front_matter.block import FrontMatter

T = TypeVar("T")
Zone: TypeAlias = Literal["given", "utc", "local", "lost"]
Origin: TypeAlias = Literal["front-matter", "file-name", "build", "none"]


class DateReading(NamedTuple):
    """What a generator makes of one date.

    `instant` is aware and stands in the zone that the generator publishes it in; None when the value
    cannot be read, with the `error` that the generator gives or would deserve. `written` is the
    calendar day that the author wrote, None when there is none or it does not exist. `zone` says
    who decided on the offset: the text (``given``), the generator's rule for values without one
    (``utc``, or ``local``: the site's zone); ``lost``: the text names a zone that the generator does
    not understand, and it takes the local one. `zone_name` is a zone's name in the text (`CST`).
    `timed`: the text holds a time of day. `rolled`: the day or hour does not exist, and a later
    one was taken. `stops`: the generator stops the whole build over the error.
    """

    instant: datetime | None
    written: date | None = None
    zone: Zone = "local"
    zone_name: str | None = None
    timed: bool = False
    rolled: bool = False
    guessed: bool = False
    error: str | None = None
    stops: bool = False
    origin: Origin = "front-matter"

    @property
    def moved(self) -> bool:
        """Whether the post is published on another day than the author wrote, through the zone."""
        if self.instant is None or self.written is None or self.rolled:
            return False
        return self.instant.date() != self.written


ABSENT = DateReading(None, origin="none")
"""No date in the front matter nor in the name: the generator takes the file's time, or none."""


class Dated(Protocol):
    """A post, as far as its date needs it."""

    @property
    def path(self) -> str:
        """The file's path, with ``/``."""

    @property
    def context(self) -> Context:
        """The site around it."""

    @property
    def front_matter(self) -> FrontMatter | None:
        """Its front matter, if the generator sees one."""

    def once(self, make: Callable[[Any], T]) -> T:
        """What `make` gives for the post, computed once."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled on first use; ``\\d`` and ``\\s`` are ASCII, as in the generators."""
    return re.compile(pattern, re.ASCII)


def in_zone(instant: datetime, zone: tzinfo) -> datetime:
    """An aware time in a zone; unchanged at the ends of the calendar, where there is no other."""
    try:
        return instant.astimezone(zone)
    except (OverflowError, ValueError):
        return instant


def day(year: int, month: int, number: int) -> date | None:
    """The calendar day, or None where there is none such (in the years 1 to 9999)."""
    try:
        return date(year, month, number)
    except (OverflowError, ValueError):
        return None


def local_time(naive: datetime, zone: tzinfo) -> datetime:
    """A local time as the C library reads it: the later of two, and one that is skipped moves on."""
    first, second = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    if before == after:
        return first
    twice = before is not None and after is not None and before > after
    return (second if twice else first).astimezone(UTC).astimezone(zone)

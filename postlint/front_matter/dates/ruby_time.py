"""Ruby's `Time.parse`: what Jekyll makes of the text of a date.

Jekyll 4.3 turns every front matter date into a string and gives it to `Time.parse`
(`Jekyll::Utils.parse_date`). That function looks for anything like a date in the text (`Date._parse`
of Ruby's date library 3.2), takes the fields that are missing from the clock, and builds a
time that may roll over into the next month. `parse` does the same, without a regular
expression that could run long: text of more than 128 characters is refused, as in Ruby.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from postlint.front_matter.dates.reading import local_time
from postlint.front_matter.dates.ruby_date import Fields, Unreadable, find_fields

ZONE_NAMES = {
    **dict.fromkeys(("UTC", "Z", "UT", "GMT"), 0),
    **{
        f"{letter}{kind}T": hours + (kind == "D")
        for letter, hours in zip("ECMP", (-5, -6, -7, -8), strict=True)
        for kind in "SD"
    },
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", 1)},
}
"""The zone names that `Time.parse` knows by itself, with their hours east of Greenwich."""


class Parsed(NamedTuple):
    """A time as Ruby builds it: the `instant`, in the site's zone, and the `fields` it read.

    `offset` is the offset in seconds that the text gave, None where it gave none that Ruby knows.
    `rolled` says that the day, or the hour, does not exist and became a later one.
    """

    instant: datetime
    fields: Fields
    offset: int | None
    rolled: bool


def parse(text: str, zone: tzinfo, now: datetime) -> Parsed:
    """The time that Ruby's `Time.parse` reads in `text`, where the machine's zone is `zone`.

    Raises `Unreadable` where Ruby raises ArgumentError, and OverflowError for a time that Ruby
    accepts but that is not in the years 1 to 9999.
    """
    fields = find_fields(text)
    known = (fields.year, fields.yday, fields.mon, fields.mday, fields.hour, fields.minute, fields.sec)
    if fields.fraction is None and not any(value is not None for value in known):
        raise Unreadable(f'no time information in "{text}"')
    year = now.astimezone(zone).year if fields.year is None else fields.year
    offset = None if fields.zone is None else zone_offset(fields.zone, year, zone)
    if fields.yday is None:
        return _build(fields, offset, zone, now)
    return _build_day_of_year(fields, year, offset, zone, now)


def zone_offset(name: str, year: int, zone: tzinfo) -> int | None:
    """The seconds east of Greenwich that a zone's text means, or None where Ruby does not know it.

    Besides numbers and `ZONE_NAMES`, Ruby knows the abbreviations of the machine's own zone.
    """
    name = name.upper()
    if match := re.fullmatch(r"([+-])([0-9]{2})(:?)([0-9]{2})(?:\3([0-9]{2}))?", name):
        hours, minutes, seconds = (int(match[part] or 0) for part in (2, 4, 5))
        return (hours * 3600 + minutes * 60 + seconds) * (-1 if match[1] == "-" else 1)
    if re.fullmatch(r"[+-][0-9]{2}", name):
        return int(name) * 3600
    if name in ZONE_NAMES:
        return ZONE_NAMES[name] * 3600
    if not 1 < year < 9999:
        return None
    for month in (1, 7):
        local = datetime(year, month, 1, tzinfo=zone)
        if (local.tzname() or "").upper() == name:
            return round((local.utcoffset() or timedelta()).total_seconds())
    return None


def _build_day_of_year(fields: Fields, year: int, offset: int | None, zone: tzinfo, now: datetime) -> Parsed:
    """Ruby's way from the day of the year (1 to 366) to a day: months of 31 days, then mended."""
    yday = fields.yday or 0
    fields.yday = None
    if not 1 <= yday <= 366:
        raise Unreadable(f"yday {yday} out of range")
    month, day = divmod(yday - 1, 31)
    fields.mon, fields.mday = month + 1, day + 1
    first = _build(fields, offset, zone, now)
    own = first.instant if offset is None else first.instant.astimezone(_fixed(offset))
    difference = yday - own.timetuple().tm_yday
    if not difference:
        return first
    fields.mday += difference
    length = _month_days(year, fields.mon)
    if fields.mday > 28 and fields.mday > length:
        if fields.mon == 12:
            raise Unreadable(f"yday {yday} out of range")
        fields.mday -= length
        fields.mon += 1
    return _build(fields, offset, zone, now)


class _Wall(NamedTuple):
    """A clock on a wall and a calendar beside it, neither of them checked."""

    year: int
    mon: int
    mday: int
    hour: int
    minute: int
    sec: int


def _build(fields: Fields, offset: int | None, zone: tzinfo, now: datetime) -> Parsed:
    wall = _filled(fields, now.astimezone(zone if offset is None else _fixed(offset)))
    if offset is None:
        instant = local_time(_time(wall, fields.fraction), zone)
    else:
        instant = _time(_to_utc(wall, offset), fields.fraction).replace(tzinfo=UTC).astimezone(zone)
    return Parsed(instant, fields, offset, _rolls(wall))


def _filled(fields: Fields, now: datetime) -> _Wall:
    """What is coarser than the first field found comes from the clock, what is finer from 1970."""
    parts = [fields.year, fields.mon, fields.mday, fields.hour, fields.minute, fields.sec]
    first = next((index for index, part in enumerate(parts) if part is not None), len(parts))
    found = [low if part is None else part for part, low in zip(parts, (1970, 1, 1, 0, 0, 0), strict=True)]
    return _Wall(*(now.timetuple()[:first] if first else ()), *found[first:])


def _fixed(offset: int) -> tzinfo:
    if abs(offset) >= 86400:
        raise Unreadable("utc_offset out of range")
    return timezone(timedelta(seconds=offset))


def _rolls(wall: _Wall) -> bool:
    real_day = 1 <= wall.mon <= 12 and 1 <= wall.mday <= _month_days(wall.year, wall.mon)
    return not real_day or wall.hour > 23 or wall.sec > 59


def _month_days(year: int, mon: int) -> int:
    """How many days a month has, in the calendar that Ruby's Time uses for every year."""
    # Any other month has 31 days: Ruby looks month 0 up as December.
    if mon == 2:
        return 29 if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0 else 28
    return 30 if mon in (4, 6, 9, 11) else 31


def _to_utc(wall: _Wall, offset: int) -> _Wall:
    """To UTC as `Time.parse` does it: field by field, so that an hour of 25 can become 17."""
    sign = 1 if offset < 0 else -1
    rest, seconds = divmod(abs(offset), 60)
    rest, minutes = divmod(rest, 60)
    days, hours = divmod(rest, 24)
    carry, sec = divmod(wall.sec + sign * seconds, 60) if seconds else (0, wall.sec)
    more, minutes = divmod(minutes + sign * carry, 60)
    carry, minute = divmod(wall.minute + sign * minutes, 60) if minutes else (0, wall.minute)
    days_more, hours = divmod(hours + more + sign * carry, 24)
    carry, hour = divmod(wall.hour + sign * hours, 24) if hours else (0, wall.hour)
    year, mon, mday = _moved(wall, days + days_more + sign * carry, sign)
    return _Wall(year, mon, mday, hour, minute, sec)


def _moved(wall: _Wall, days: int, sign: int) -> tuple[int, int, int]:
    """Some days later or earlier; past the end of the month it is simply the first of the next."""
    year, mon, mday = wall.year, wall.mon, wall.mday + sign * days
    if days and sign > 0 and mon <= 12 and mday > _month_days(year, mon):
        return (year + 1, 1, 1) if mon == 12 else (year, mon + 1, 1)
    if days and sign < 0 and mday < 1:
        year, mon = (year - 1, 12) if mon <= 1 else (year, mon - 1)
        return year, mon, _month_days(year, mon)
    return year, mon, mday


def _time(wall: _Wall, fraction: int | None) -> datetime:
    """`Time.utc` and `Time.local`: the 30th of February is the 2nd of March, 24:00 the next day."""
    year, mon, mday, hour, minute, sec = wall
    if not 1 <= mon <= 12:
        raise Unreadable("mon out of range")
    if not 1 <= mday <= 31:
        raise Unreadable("mday out of range")
    if not (0 <= hour <= 24 and 0 <= minute <= 59 and 0 <= sec <= 60) or (hour == 24 and (minute or sec)):
        raise Unreadable("argument out of range")
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year}")
    after = timedelta(days=mday - 1, hours=hour, minutes=minute, seconds=sec, microseconds=fraction or 0)
    return datetime(year, mon, 1) + after

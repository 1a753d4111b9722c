"""Dates as Hugo 0.111 reads them: in one of the layouts that its library `cast` knows.

A value in none of them is no error to Hugo: the post is dated the first of January of the year 1.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from postlint.front_matter.dates.reading import DateReading, compiled, day
from postlint.front_matter.tree import Scalar, Timestamp

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = r"(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)"
_TIME = r"(?P<h>\d\d?):(?P<mi>\d\d):(?P<s>\d\d)(?:[.,]\d+)?"
_ZONE = r"(?:Z|(?P<z>[-+]\d\d:?\d\d))"
_NAME = r"(?P<n>[A-Z]{3}|[A-Z]{3,4}T|WITA|ChST|MeST|GMT[+-]\d\d?|[+-]0*(?:1?\d|2[0-3]))"
_WEEKDAY = "(?i:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_WEEKDAY_LONG = "(?i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_MONTH = r"(?P<mon>[A-Za-z]{3})"
_LAYOUTS = (
    _DATE,
    rf"{_DATE}T{_TIME}{_ZONE}?",
    rf"{_DATE} {_TIME}{_ZONE}?",
    rf"{_DATE} {_TIME} (?P<z>[-+]\d\d:?\d\d)",
    rf"{_DATE} {_TIME} (?P<z>[-+]\d{{4}}) {_NAME}",
    rf"(?P<d>\d\d) {_MONTH} (?P<y>\d{{4}})",
    rf"{_WEEKDAY}, (?P<d>\d\d) {_MONTH} (?P<y>\d{{4}}) {_TIME} (?:(?P<z>[-+]\d{{4}})|{_NAME})",
    rf"(?P<d>\d\d) {_MONTH} (?P<y>\d\d) (?P<h>\d\d?):(?P<mi>\d\d) (?:(?P<z>[-+]\d{{4}})|{_NAME})",
    rf"{_WEEKDAY_LONG}, (?P<d>\d\d)-{_MONTH}-(?P<y>\d\d) {_TIME} {_NAME}",
    rf"{_WEEKDAY} {_MONTH} (?P<d>\d?\d) {_TIME} (?:{_NAME} )?(?P<y>\d{{4}})",
    rf"{_WEEKDAY} {_MONTH} (?P<d>\d\d) {_TIME} (?P<z>[-+]\d{{4}}) (?P<y>\d{{4}})",
)


def read_hugo(scalar: Scalar, zone: tzinfo) -> DateReading:
    """What Hugo makes of a value of `date` where the site's `timeZone` is `zone`.

    An offset in the text is kept; a value without one is in the site's zone; a number is seconds
    since 1970.
    """
    value = scalar.value
    if isinstance(value, Timestamp):
        instant = value.instant if value.zoned else value.instant.replace(tzinfo=zone)
        return DateReading(instant, instant.date(), "given" if value.zoned else "local", None, True)
    if isinstance(value, date):
        return DateReading(datetime.combine(value, time(), zone), value)
    if isinstance(value, bool) or value is None:
        return DateReading(None, error="no date")
    if isinstance(value, int):
        return _seconds(value, zone)
    return read_hugo_text(scalar.text, zone) if isinstance(value, str) else DateReading(None, error="no date")


def _seconds(value: int, zone: tzinfo) -> DateReading:
    try:
        return DateReading(datetime.fromtimestamp(value, UTC).astimezone(zone), None, "given", None, True)
    except (OverflowError, ValueError, OSError):
        return DateReading(None, error="no time within the years 1 to 9999")


class _Parts(NamedTuple):
    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int


def read_hugo_text(text: str, zone: tzinfo) -> DateReading:
    """A date that is text, as `cast.StringToDateInDefaultLocation` reads it."""
    for layout in _LAYOUTS:
        if match := compiled(layout.replace(" ", " +")).fullmatch(text):
            return _built(match.groupdict(), text, zone)
    return DateReading(None, error="no date in a layout that Hugo knows", written=None)


def _built(groups: dict[str, str | None], text: str, zone: tzinfo) -> DateReading:
    parts = _parts(groups)
    offset = _offset(groups.get("z"), text)
    written = day(parts.year, parts.month, parts.day)
    if written is None or parts.hour > 23 or parts.minute > 59 or parts.second > 59:
        return DateReading(None, error="day or time out of range")
    if offset is not None and abs(offset) >= timedelta(hours=24):
        return DateReading(None, error="zone out of range")
    own = zone if offset is None else timezone(offset)
    instant = datetime.combine(written, time(*parts[3:]), own)
    name = groups.get("n")
    decided = "given" if offset is not None else "lost" if name else "local"
    return DateReading(instant, written, decided, name, groups.get("h") is not None)  # type: ignore[arg-type]


def _parts(groups: dict[str, str | None]) -> _Parts:
    def number(name: str) -> int:
        return int(groups.get(name) or 0)

    year = number("y")
    if len(groups.get("y") or "") == 2:
        year += 1900 if year >= 69 else 2000
    month = number("mo")
    if name := groups.get("mon"):
        month = _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0
    return _Parts(year, month, number("d"), number("h"), number("mi"), number("s"))


def _offset(zone: str | None, text: str) -> timedelta | None:
    if zone is None:
        return timedelta() if text.endswith("Z") else None
    digits = zone[1:].replace(":", "")
    if int(digits[2:]) > 60:
        return timedelta(days=1)
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset

"""Dates as Hexo 8, Eleventy 3 and Astro read them: js-yaml's times, `new Date`, and Luxon's ISO 8601."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

from postlint.front_matter.dates.reading import ABSENT, DateReading, Zone, compiled, day
from postlint.front_matter.tree import Scalar, Timestamp, Value

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_CLOCK = r"(?P<h>\d\d?):(?P<mi>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?"
_OFFSET = r"(?P<z>Z|[-+]\d\d(?::?\d\d)?)"
_END = rf"[ ]*(?:{_OFFSET}|(?P<n>[a-z]+))?"
_WEEKDAY = "(?:[a-z]{3,9},?[ ]+)?"
_MONTH = rf"(?P<mon>{_MONTHS})[a-z]*\.?"
_ISO = rf"(?P<y>\d{{4}})(?:-(?P<mo>\d\d)(?:-(?P<d>\d\d))?)?(?:T{_CLOCK}{_OFFSET}?)?"
_LOOSE = (
    rf"(?i:(?P<y>\d{{4}})[-/](?P<mo>\d\d?)[-/](?P<d>\d\d?)(?:[T ]+{_CLOCK})?{_END})",
    rf"(?i:(?P<mo>\d\d?)[-/](?P<d>\d\d?)[-/](?P<y>\d{{4}})(?:[ ]+{_CLOCK})?{_END})",
    rf"(?i:{_WEEKDAY}{_MONTH}[ ]+(?P<d>\d\d?),?[ ]+(?P<y>\d{{4}})(?:[ ,]+{_CLOCK})?{_END})",
    rf"(?i:{_WEEKDAY}(?P<d>\d\d?)[ -]+{_MONTH},?[ -]+(?P<y>\d{{4}})(?:[ ,]+{_CLOCK})?{_END})",
)
_LUXON = (
    rf"(?P<y>\d{{4}})(?:-(?P<mo>\d\d)(?:-(?P<d>\d\d))?)?(?:T{_CLOCK}{_OFFSET}?)?",
    rf"(?P<y>\d{{4}})(?P<mo>\d\d)(?P<d>\d\d)(?:T(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?{_OFFSET}?)?",
)
_ELEVENTY_WORDS = ("last modified", "created", "git last modified", "git created")
_PATH_DATE = r"(\d{4})-(\d\d)-(\d\d)"


def read_hexo(scalar: Scalar, zone: tzinfo) -> DateReading:
    """What Hexo makes of a value of `date`, in the site's zone; else it takes the file's own time."""
    value = scalar.value
    if isinstance(value, Timestamp):
        return _timestamp(scalar, value, zone)
    if isinstance(value, str):
        return _parsed(value, zone, date_only=zone)
    return _milliseconds(value, zone)


def read_eleventy(scalar: Scalar) -> DateReading:
    """What Eleventy makes of a value of `date`, in UTC; text must be ISO 8601, or the build stops."""
    value = scalar.value
    if isinstance(value, Timestamp):
        return _timestamp(scalar, value, UTC)
    if not isinstance(value, str):
        return DateReading(None, error="not a date", stops=True)
    if value.lower() in _ELEVENTY_WORDS:
        return ABSENT
    for layout in _LUXON:
        if match := compiled(layout).fullmatch(value):
            reading = _built(match.groupdict(), UTC)
            unreadable = reading.instant is None or reading.rolled
            return (
                reading._replace(instant=None, error="unit out of range", stops=True)
                if unreadable
                else reading
            )
    return DateReading(None, error="not ISO 8601", stops=True)


def read_eleventy_name(path: str) -> DateReading:
    """The date anywhere in a page's path (`2021-12-29`)."""
    match = compiled(_PATH_DATE).search(path)
    written = day(*(int(part) for part in match.groups())) if match else None
    if written is None:
        return ABSENT
    return DateReading(datetime.combine(written, time(), UTC), written, origin="file-name")


def read_astro(scalar: Scalar, zone: tzinfo) -> DateReading:
    """A date of an Astro entry whose collection says ``z.coerce.date()``: `new Date(value)`."""
    value = scalar.value
    if isinstance(value, Timestamp):
        return _timestamp(scalar, value, UTC)
    if isinstance(value, str):
        return _parsed(value, zone, date_only=UTC)
    return _milliseconds(value, UTC)


def _milliseconds(value: Value, zone: tzinfo) -> DateReading:
    """A number is milliseconds since 1970 to ``new Date``."""
    if isinstance(value, bool) or not isinstance(value, int):
        return DateReading(None, error="not a date")
    try:
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value)
        return DateReading(instant.astimezone(zone), None, "given", None, True)
    except OverflowError:
        return DateReading(None, error="Invalid Date")


def _timestamp(scalar: Scalar, value: Timestamp, zone: tzinfo) -> DateReading:
    """A YAML time: its own offset, else UTC in Eleventy and Astro, and the site's zone in Hexo."""
    match = compiled(r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d))?").match(scalar.text)
    written = day(int(match[1]), int(match[2]), int(match[3])) if match else value.instant.date()
    timed = match is None or match[4] is not None
    clock_rolls = match is not None and match[4] is not None and (int(match[4]) > 23 or int(match[6]) > 59)
    decided: Zone = "given" if value.zoned else "utc" if zone is UTC else "local"
    instant = value.instant if value.zoned else value.instant.replace(tzinfo=zone)
    return DateReading(instant, written, decided, None, timed, written is None or clock_rolls)


def _parsed(text: str, zone: tzinfo, date_only: tzinfo) -> DateReading:
    """V8's `new Date(text)`, for the notations that people write."""
    if match := compiled(_ISO).fullmatch(text.strip()):
        return _built(match.groupdict(), zone if match["h"] else date_only)
    for layout in _LOOSE:
        if match := compiled(layout).fullmatch(text.strip()):
            return _built(match.groupdict(), zone)
    return DateReading(None, error="Invalid Date")


def _built(groups: dict[str, str | None], zone: tzinfo) -> DateReading:
    def number(name: str, missing: int) -> int:
        return int(groups.get(name) or missing)

    month = number("mo", 1)
    if name := groups.get("mon"):
        month = _MONTHS.split("|").index(name.lower()) + 1
    year, date = number("y", 1), number("d", 1)
    hour, minute, second = number("h", 0), number("mi", 0), number("s", 0)
    offset, known = _offset(groups)
    if not known or not 1 <= month <= 12 or not 1 <= date <= 31 or hour > 24 or minute > 59 or second > 59:
        return DateReading(None, error="Invalid Date")
    written = day(year, month, date)
    after = timedelta(days=date - 1, hours=hour, minutes=minute, seconds=second)
    try:
        instant = datetime(year, month, 1, tzinfo=zone if offset is None else timezone(offset)) + after
    except (ValueError, OverflowError):
        return DateReading(None, error="Invalid Date")
    decided: Zone = "given" if offset is not None else "utc" if zone is UTC else "local"
    timed = groups.get("h") is not None
    return DateReading(instant, written, decided, groups.get("n"), timed, written is None or hour == 24)


def _offset(groups: dict[str, str | None]) -> tuple[timedelta | None, bool]:
    """The offset of the text, if any, and whether JavaScript knows it."""
    if name := groups.get("n"):
        from postlint.front_matter.dates.ruby_time import ZONE_NAMES

        hours = ZONE_NAMES.get(name.upper()) if len(name) > 1 else None
        return (None, False) if hours is None else (timedelta(hours=hours), True)
    zone = groups.get("z")
    if not zone:
        return None, True
    if zone in "Zz":
        return timedelta(), True
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset >= timedelta(hours=24):
        return None, False
    return (-offset if zone[0] == "-" else offset), True

"""Dates as Jekyll 4.3 reads them: `Utils.parse_date`, which is Ruby's `Time.parse`."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from postlint.front_matter.dates.reading import ABSENT, DateReading, Zone, compiled, day, in_zone, local_time
from postlint.front_matter.tree import Scalar, Symbol, Timestamp, Value

_FILE_NAME = r"(?:^|/)(\d{2,4}-\d{1,2}-\d{1,2})-[^/]*\.[^./]+$"
_STAMP = r"(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)"
_PLAIN = r"\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d [-+](?:[01]\d|2[0-3])\d\d"
"""The way in which nearly all dates are written."""
_TRAILING_OFFSET = r"[-+]\d\d:?\d\d\s*$"


def read_jekyll(scalar: Scalar, zone: tzinfo, now: datetime) -> DateReading:
    """What Jekyll makes of a value of the key `date`.

    YAML timestamps without an offset are UTC; dates, and text without an offset, are local.
    A value that is no date stops the build with InvalidDateError.
    """
    value = scalar.value
    if isinstance(value, Timestamp):
        return _timestamp(scalar.text, value, zone)
    if isinstance(value, date):
        return DateReading(local_time(datetime.combine(value, time()), zone), value)
    return read_jekyll_text(ruby_text(value), zone, now)


def read_jekyll_name(path: str, zone: tzinfo, now: datetime) -> DateReading:
    """The date in a post's file name (`2021-12-29-title.md`); parts may be shorter (`21-1-7`)."""
    match = compiled(_FILE_NAME).search(path)
    if match is None:
        return ABSENT
    if len(match[1]) == 10 and (plain := day(*map(int, match[1].split("-")))) is not None:
        return DateReading(local_time(datetime.combine(plain, time()), zone), plain, origin="file-name")
    return read_jekyll_text(match[1], zone, now)._replace(origin="file-name")


def read_jekyll_text(text: str, zone: tzinfo, now: datetime) -> DateReading:
    """A date that is text to YAML, where the machine's zone is `zone`."""
    # Most dates are no text to YAML, so that Ruby's reader is often not needed at all.
    from postlint.front_matter.dates.ruby_date import Unreadable
    from postlint.front_matter.dates.ruby_time import parse

    try:
        parsed = parse(text, zone, now)
    except (Unreadable, OverflowError) as error:
        return DateReading(None, error=str(error), stops=isinstance(error, Unreadable))
    fields = parsed.fields
    timed = fields.hour is not None
    decided: Zone = "local"
    if parsed.offset is not None:
        decided = "given"
    elif timed and (fields.zone or compiled(_TRAILING_OFFSET).search(text)):
        decided = "lost"
    written = None
    if not parsed.rolled and fields.year and fields.mon and fields.mday:
        written = day(fields.year, fields.mon, fields.mday)
    name = fields.zone if fields.zone and fields.zone[0].isalpha() else None
    guessed = fields.year is None
    return DateReading(parsed.instant, written, decided, name, timed, parsed.rolled, guessed)


def _timestamp(text: str, value: Timestamp, zone: tzinfo) -> DateReading:
    instant = in_zone(value.instant.replace(microsecond=0), zone)
    written, rolled = None, False
    day_read = value.instant.date()
    if compiled(_PLAIN).fullmatch(text) and text.startswith(day_read.isoformat()):
        return DateReading(instant, day_read, "given", None, True)
    if match := compiled(_STAMP).match(text):
        year, mon, mday, hour, _, sec = (int(part) for part in match.groups())
        written = day(year, mon, mday)
        rolled = written is None or hour > 23 or sec > 59 or _is_no_offset(text)
    return DateReading(instant, written, "given" if value.zoned else "utc", None, True, rolled)


def _is_no_offset(text: str) -> bool:
    """Whether a timestamp ends in an offset of a day or more, which Ruby's `DateTime` ignores."""
    match = compiled(r"[-+](\d\d):?\d\d\s*$").search(text)
    return match is not None and int(match[1]) > 23


def ruby_text(value: Value) -> str:
    """A resolved scalar as Ruby's `to_s` prints it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return _ruby_float(value)
        case Timestamp():
            return value.instant.strftime("%Y-%m-%d %H:%M:%S %z")
        case Symbol():
            return value.name
        case _:
            return str(value)


def _ruby_float(value: float) -> str:
    text = repr(value)
    mantissa, e, exponent = text.partition("e")
    if e and "." not in mantissa:
        return f"{mantissa}.0e{exponent}"
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(text, text)

"""Dates as Zola reads them: RFC 3339, or a date alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from postlint.front_matter.dates.reading import ABSENT, DateReading, Zone, compiled, day
from postlint.front_matter.tree import Scalar, Timestamp

_RFC3339 = r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([-+])(\d\d):(\d\d))?)?"
_NAME = r"(?:^|/)(\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[-+]\d\d:\d\d)?)?)[-_][^/]*$"


def read_zola(scalar: Scalar) -> DateReading:
    """What Zola makes of a value of `date`; one that is not RFC 3339 stops the build."""
    value = scalar.value
    if isinstance(value, Timestamp):
        return DateReading(value.instant, value.instant.date(), "given" if value.zoned else "utc", None, True)
    if isinstance(value, date):
        return DateReading(datetime.combine(value, time(), UTC), value)
    return (
        read_zola_text(scalar.text)
        if isinstance(value, str)
        else DateReading(None, error="not a date", stops=True)
    )


def read_zola_name(path: str) -> DateReading:
    """The date that a page's file name starts with."""
    match = compiled(_NAME).search(path)
    return read_zola_text(match[1])._replace(origin="file-name") if match else ABSENT


def read_zola_text(text: str) -> DateReading:
    """A date that is text; without an offset it is UTC."""
    match = compiled(_RFC3339).fullmatch(text)
    if match is None:
        return DateReading(None, error="not RFC 3339", stops=True)
    written = day(int(match[1]), int(match[2]), int(match[3]))
    hour, minute, second = (int(match[n] or 0) for n in (4, 5, 6))
    hours, minutes = int(match[8] or 0), int(match[9] or 0)
    if written is None or hour > 23 or minute > 59 or second > 59 or hours > 23 or minutes > 59:
        return DateReading(None, error="out of range", stops=True)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match[7] == "-" else 1)
    zoned = match[7] is not None or text[-1] in "zZ"
    decided: Zone = "given" if zoned else "utc"
    instant = datetime.combine(written, time(hour, minute, second), timezone(offset))
    return DateReading(instant, written, decided, None, match[4] is not None)

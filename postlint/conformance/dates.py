"""Dates, times and durations (HTML, 2.3.5 "Dates and times")."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

from postlint.conformance.fault import Fault

Check: TypeAlias = Callable[[str], "Fault | None"]

_DATE = r"(?P<year>[0-9]{4,})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_TIME = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,3})?)?"
_ZONE = r"(?:Z|(?P<sign>[+-])(?P<zone_hour>[0-9]{2}):?(?P<zone_minute>[0-9]{2}))"

_FORMS: Mapping[str, tuple[str, str]] = {
    "date": (_DATE, "a date (`2021-12-29`)"),
    "month": (r"(?P<year>[0-9]{4,})-(?P<month>[0-9]{2})", "a month (`2021-12`)"),
    "week": (r"(?P<year>[0-9]{4,})-W(?P<week>[0-9]{2})", "a week (`2021-W52`)"),
    "time": (_TIME, "a time (`22:29` or `22:29:05`)"),
    "datetime-local": (f"{_DATE}[T ]{_TIME}", "a local date and time (`2021-12-29T22:29`)"),
    "datetime-zone": (
        f"{_DATE}[T ]{_TIME}{_ZONE}",
        "a date and time with its zone (`2021-12-29T22:29+08:00`)",
    ),
    "yearless": (r"(?P<dashes>--)?(?P<month>[0-9]{2})-(?P<day>[0-9]{2})", "a date without a year"),
    "zone": (_ZONE, "a time zone"),
    "year": (r"(?P<year>[0-9]{4,})", "a year"),
}
"""Each form: the fields it is made of, and its name in messages."""

_SPACES = " \t\n\f\r"
_LIMITS = (("month", 1, 12), ("hour", 0, 23), ("minute", 0, 59), ("second", 0, 59))


@cache
def _form(name: str) -> re.Pattern[str]:
    return re.compile(_FORMS[name][0] + r"\Z")


def _read(name: str, value: str) -> tuple[bool, Fault | None]:
    """Whether the value has the form's shape, and what is wrong with its fields."""
    match = _form(name).match(value)
    if match is None:
        return False, Fault(f"is not {_FORMS[name][1]}")
    return True, _fields(match)


def _fields(match: re.Match[str]) -> Fault | None:
    given = {name: int(text) for name, text in match.groupdict().items() if text and text.isdigit()}

    def fault(name: str, reason: str, *, doubtful: bool = False) -> Fault:
        return Fault(reason, match.start(name), match.end(name), doubtful)

    year = given.get("year", 4)
    if year == 0:
        return fault("year", "has the year 0, which the calendar does not have")
    for name, low, high in _LIMITS:
        if name in given and not low <= given[name] <= high:
            return fault(name, f"has the {name} {match[name]}, which is not from {low:02} to {high}")
    if "day" in given and not 1 <= given["day"] <= _days(year, given["month"]):
        # Of a date without its year the Nu checker looks at the month alone.
        unseen = "year" not in given and given["day"] > 0 and not match["dashes"]
        reason = f"has the day {match['day']}, which that month does not have"
        return fault("day", reason, doubtful=unseen)
    if "week" in given and not 1 <= given["week"] <= _weeks(year):
        return fault("week", f"has the week {match['week']}, which that year does not have")
    if match.groupdict().get("dashes"):
        return Fault("begins with `--`, which the Nu checker does not know", 0, 2, checker_only=True)
    return _zone(match, given) or _odd_year(match, given)


def _odd_year(match: re.Match[str], given: Mapping[str, int]) -> Fault | None:
    if 1000 <= given.get("year", 2000) < 3000:
        return None
    return Fault(f"has the year {match['year']}: a slip?", match.start("year"), match.end("year"), True)


def _zone(match: re.Match[str], given: Mapping[str, int]) -> Fault | None:
    if "zone_hour" not in given:
        return None
    start, end = match.start("sign"), match.end("zone_minute")
    hour, minute = given["zone_hour"], given["zone_minute"]
    if match["sign"] == "-" and hour == minute == 0:
        return Fault("has the zone -00:00, where +00:00 is due", start, end)
    if hour > 23 or minute > 59:
        return Fault(f"has the zone {match[0][start:end]}, which no clock can show", start, end)
    west, east = 12, 14
    beyond = hour > (east if match["sign"] == "+" else west)
    if beyond or minute not in (0, 30, 45):
        return Fault(f"has the zone {match[0][start:end]}, which is in use nowhere", start, end, True)
    return None


def _days(year: int, month: int) -> int:
    from calendar import monthrange

    # The calendar repeats after 400 years, and Python's ends in the year 9999.
    return monthrange(year % 400 + 2000, month)[1]


def _weeks(year: int) -> int:
    from datetime import date

    return date(year % 400 + 2000, 12, 28).isocalendar().week


def _one_of(names: tuple[str, ...], title: str) -> Check:
    def check(value: str) -> Fault | None:
        for name in names:
            shaped, fault = _read(name, value)
            if shaped:
                return fault
        return Fault(f"is not {title}")

    return check


@cache
def _duration() -> re.Pattern[str]:
    component = r"(?:[0-9]+[wW]|[0-9]+[dD]|[0-9]+[hH]|[0-9]+[mM]|[0-9]+(?:\.[0-9]{1,3})?[sS])"
    iso = r"P(?=[0-9T])(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]{1,3})?S)?)?"
    return re.compile(rf"(?:{iso}|\s*(?:{component}\s*)+)\Z")


def time_element(value: str) -> Fault | None:
    """The machine-readable equivalent of a `time` element: any of ten forms."""
    if _duration().match(value):
        return None
    if value != value.strip(_SPACES):
        fault = time_element(value.strip(_SPACES))
        return fault or Fault("has blanks around it", doubtful=True)
    if re.fullmatch(r"[0-9]{4,}-W53", value):
        fault = CHECKS["week"](value)
        return fault._replace(doubtful=True) if fault else None
    names = ("month", "date", "yearless", "time", "datetime-local", "datetime-zone", "zone", "week", "year")
    return _one_of(names, "a date, time, zone, week or duration that a machine can read")(value)


CHECKS: Mapping[str, Check] = {
    "date": _one_of(("date",), _FORMS["date"][1]),
    "month": _one_of(("month",), _FORMS["month"][1]),
    "week": _one_of(("week",), _FORMS["week"][1]),
    "time": _one_of(("time",), _FORMS["time"][1]),
    "datetime-local": _one_of(("datetime-local",), _FORMS["datetime-local"][1]),
    "edit-date": _one_of(("date", "datetime-zone"), "a date, or a date and time with its zone"),
    "time-element": time_element,
}
"""The date and time types of attributes, by name."""

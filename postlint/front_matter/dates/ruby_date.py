"""Ruby's `Date._parse`: the fields of a date found anywhere in a text.

`Time.parse`, and so Jekyll, builds on it. The notations are tried one after the other; the
first that fits anywhere wins, and what is left over is ignored. Recorded from date 3.2 (Ruby 3.1)
by differential tests; the fields that `Time.parse` does not look at are left out (weekdays,
weeks).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeAlias

LIMIT = 128
"""The longest text that Ruby's date library reads, in characters."""
_LARGEST = 2**31 - 1
"""The largest number that Ruby's Time takes for a field."""


class Unreadable(ValueError):
    """Ruby raises ArgumentError; the text is Ruby's message."""


@dataclass(slots=True)
class Fields:
    """What `Date._parse` finds in a text; None for what is not there.

    `fraction` is the part of a second in microseconds. `zone` is the zone's text, which need
    not be one that Ruby knows. `century` says that a year below 100 is of 1969 to 2068.
    """

    year: int | None = None
    mon: int | None = None
    mday: int | None = None
    yday: int | None = None
    hour: int | None = None
    minute: int | None = None
    sec: int | None = None
    fraction: int | None = None
    zone: str | None = None
    century: bool = True
    before_christ: bool = False


def find_fields(text: str) -> Fields:
    """The fields of a date and time found in a text; raises `Unreadable` where Ruby raises ArgumentError."""
    if len(text) > LIMIT:
        raise Unreadable(f"string length ({len(text)}) exceeds the limit {LIMIT}")
    found = Fields()
    text = _pattern(r"(?:[^-+',./:@\[\]\w]|_)+").sub(" ", text)
    lettered = _pattern("[a-z]").search(text) is not None
    if lettered:
        _, text = _take(text, rf"\b(?:{_DAYS})[^-/0-9\s]*")
    if ":" in text or lettered:
        text = _find_time(text, found)
    text = _find_day(text, found, lettered)
    if lettered:
        match, text = _take(text, r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)")
        found.before_christ |= match is not None
    _find_lone_number(text, found)
    _settle_year(found)
    numbers = (found.mon, found.mday, found.hour, found.minute, found.sec)
    if any(number is not None and number > _LARGEST for number in numbers):
        raise Unreadable("number too big")
    return found


def _settle_year(found: Fields) -> None:
    if found.year is None:
        return
    if found.before_christ:
        found.year = 1 - found.year
    if found.century and 0 <= found.year <= 99:
        found.year += 1900 if found.year >= 69 else 2000


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _take(text: str, pattern: str) -> tuple[re.Match[str] | None, str]:
    """The first match, and the text with a blank in its place."""
    match = _pattern(pattern).search(text)
    if match is None:
        return None, text
    return match, f"{text[: match.start()]} {text[match.end() :]}"


_DAYS = "sun|mon|tue|wed|thu|fri|sat"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# --- the time of day ---

_HALF = r"\s*[ap](?:m\b|\.m\.)"
_CLOCK = r"[0-9]+\s*:\s*[0-9]+(?:\s*:\s*[0-9]+(?:[,.][0-9]*)?)?"
_LETTERS = r"[0-9]+\s*h(?:\s*[0-9]+m?(?:\s*[0-9]+s?)?)?"
_ZONE = (
    r"(?:gmt|utc?)?[-+][0-9]+(?:[,.:][0-9]+(?::[0-9]+)?)?"
    r"|(?:[^\W\d_]|[.\s])+(?:standard|daylight)\stime\b"
    r"|[^\W\d_]+(?:\sdst)?\b"
)
_TIME = rf"((?:{_CLOCK}|{_LETTERS})(?:{_HALF})?|[0-9]+{_HALF})(?:\s*({_ZONE}))?"
_TIME_PARTS = (
    r"([0-9]+)h?(?:\s*:?\s*([0-9]+)m?(?:\s*:?\s*([0-9]+)(?:[,.]([0-9]+))?s?)?)?"
    r"(?:\s*([ap])(?:m\b|\.m\.))?"
)


def _find_time(text: str, found: Fields) -> str:
    """Where the time of day stands is one question, what its parts are another: `1 h 30` is one o'clock."""
    match, rest = _take(text, _TIME)
    if match is None:
        return text
    found.zone = match[2]
    parts = _pattern(_TIME_PARTS).match(match[1])
    if parts is not None:
        hour, minute, sec, fraction, half = parts.groups()
        found.hour, found.minute, found.sec = int(hour), _number(minute), _number(sec)
        found.fraction = _microseconds(fraction) if fraction else None
        if half:
            found.hour = found.hour % 12 + (12 if half in "pP" else 0)
    return rest


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _microseconds(digits: str) -> int:
    return int(digits[:6].ljust(6, "0"))


# --- the day ---


def _find_day(text: str, found: Fields, lettered: bool) -> str:
    for reader in _READERS:
        if reader.needs == "letter" and not lettered:
            continue
        match, rest = _take(text, reader.pattern)
        if match is not None:
            reader.read(match, found)
            return rest
    return text


def _find_lone_number(text: str, found: Fields) -> None:
    """What is left is one number: the day where there is an hour, or the hour where there is a day."""
    match = _pattern(r"\A\s*([0-9]{1,2})\s*\Z").search(text)
    if match is None:
        return
    number = int(match[1])
    if found.hour is not None and found.mday is None and 1 <= number <= 31:
        found.mday = number
    if found.mday is not None and found.hour is None and 0 <= number <= 24:
        found.hour = number


def _three(match: re.Match[str], found: Fields) -> None:
    """Year, month and day in the places of the groups y, m and d; the month's name is in M."""
    groups = match.groupdict()
    month = str(_MONTHS.index(match["M"].lower()) + 1) if groups.get("M") else groups.get("m")
    year, month, mday = _sorted(groups.get("y"), month, groups.get("d"))
    if year and (number := re.search("([-+])?([0-9]+)", year)):
        found.year = int(number[0])
        found.century = not number[1] and len(number[2]) <= 2
    found.before_christ |= (groups.get("era") or "").lower().startswith("b")
    found.mon = _first_number(month)
    found.mday = _first_number(mday)


_Three: TypeAlias = tuple[str | None, str | None, str | None]


def _sorted(year: str | None, month: str | None, mday: str | None) -> _Three:
    """Which of the three is the year: an apostrophe, or more than two characters, give it away."""
    if year and month and not mday:
        year, month, mday = None, year, month
    if not year and _is_year(mday):
        year, mday = mday, None
    # Something behind the number (`29th`) shows that it is the day.
    if year and (number := re.search("[-+]?[0-9]+", year)) and number.end() < len(year):
        year, mday = mday, number[0]
    if _is_year(month):
        year, month, mday = month, mday, year
    if _is_year(mday):
        year, mday = mday, year
    return year, month, mday


def _is_year(text: str | None) -> bool:
    return text is not None and (len(text) > 2 or text[0] == "'")


def _first_number(text: str | None) -> int | None:
    match = re.search("[0-9]+", text) if text else None
    return int(match[0]) if match else None


_JAPANESE_ERAS = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}


def _japanese(match: re.Match[str], found: Fields) -> None:
    found.year = int(match[2]) + _JAPANESE_ERAS[match[1].lower()]
    found.mon, found.mday = int(match[3]), int(match[4])


def _named(match: re.Match[str], found: Fields) -> None:
    """Fields under their own names; the week of a year is none that counts."""
    for name, digits in match.groupdict().items():
        setattr(found, name, _number(digits))


def _month_alone(match: re.Match[str], found: Fields) -> None:
    found.mon = _MONTHS.index(match[1].lower()) + 1


_FORWARD = {
    2: "mday",
    3: "yday",
    4: "mon mday",
    5: "short yday",
    6: "short mon mday",
    7: "year yday",
    8: "year mon mday",
    10: "year mon mday hour",
    12: "year mon mday hour minute",
    14: "year mon mday hour minute sec",
}
_WIDTHS = {"year": 4, "yday": 3}


def _digits(match: re.Match[str], found: Fields) -> None:
    """A bare run of digits (`20211229T101410+0800`): what it means depends on how many there are."""
    sign, run, time, fraction, zone = match.groups()
    from_the_end = fraction is not None
    if time is None and from_the_end:
        _read_backward(run if len(run) in _FORWARD else "", found, sign)
    else:
        _read_forward(run, found, sign)
    if time and len(time) % 2 == 0:
        if from_the_end:
            _read_backward(time, found, "")
        else:
            for name, at in zip(("hour", "minute", "sec"), range(0, len(time), 2), strict=False):
                setattr(found, name, int(time[at : at + 2]))
    if from_the_end:
        found.fraction = _microseconds(fraction)
    if zone:
        found.zone = _bracketed(zone) if zone[0] == "[" else zone


def _read_forward(run: str, found: Fields, sign: str) -> None:
    for name in _FORWARD.get(len(run), "").split():
        width = _WIDTHS.get(name, 2)
        value, run = int(run[:width]), run[width:]
        if name in ("year", "short"):
            found.year = -value if sign == "-" else value
            found.century = name == "short"
        else:
            setattr(found, name, value)


def _read_backward(run: str, found: Fields, sign: str) -> None:
    """Seconds first: a fraction stands behind the run."""
    for name in ("sec", "minute", "hour", "mday", "mon"):
        if run:
            value, run = int(run[-2:]), run[:-2]
            setattr(found, name, value)
    if run:
        found.year = -int(run) if sign == "-" else int(run)
        found.century = len(run) == 2


def _bracketed(zone: str) -> str:
    """``[+8]`` is an offset, ``[-5:EST]`` a name with its offset."""
    offset, colon, name = zone[1:-1].partition(":")
    if colon:
        return name
    return f"+{offset}" if offset[0].isdigit() else offset


class _Reader(NamedTuple):
    """A notation: what the text must hold for it, its pattern, and what its match gives."""

    needs: str
    pattern: str
    read: Callable[[re.Match[str], Fields], None]


_M = f"(?P<M>{'|'.join(_MONTHS)})"
_N = "'?-?[0-9]+"
_ERA = r"\s*(?P<era>c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?\s*"
_TAIL = r"[^-0-9\s']*"
_READERS = (
    _Reader(
        "letter",
        rf"(?P<d>'?[0-9]+)[^-0-9\s]*\s*{_M}{_TAIL}(?:{_ERA}(?P<y>{_N}(?:(?:st|nd|rd|th)\b)?))?",
        _three,
    ),
    _Reader("letter", rf"\b{_M}{_TAIL}\s*(?P<d>'?[0-9]+){_TAIL}(?:\s*,?{_ERA}(?P<y>{_N}))?", _three),
    _Reader("", rf"(?P<y>'?[-+]?[0-9]+)-(?P<m>[0-9]+)-(?P<d>{_N})", _three),
    _Reader("letter", r"\b([mtshr])([0-9]+)\.([0-9]+)\.([0-9]+)", _japanese),
    _Reader("letter", rf"(?P<d>{_N})-{_M}[^-/.]*-(?P<y>{_N})", _three),
    _Reader("letter", rf"\b{_M}[^-/.]*-(?P<d>{_N})(?:-(?P<y>{_N}))?", _three),
    _Reader("", rf"(?P<y>{_N})/\s*(?P<m>'?[0-9]+)(?:[^0-9]\s*(?P<d>{_N}))?", _three),
    _Reader("", rf"(?P<y>{_N})\.\s*(?P<m>'?[0-9]+)\.\s*(?P<d>{_N})", _three),
    _Reader("letter", r"\b(?:[0-9]{2}|[0-9]{4})?-?w[0-9]{2}(?:-?[0-9])?\b", _named),
    _Reader("letter", r"-w-[0-9]\b", _named),
    _Reader("", r"--(?P<mon>[0-9]{2})?-(?P<mday>[0-9]{2})\b", _named),
    _Reader("", r"--(?P<mon>[0-9]{2})(?P<mday>[0-9]{2})?\b", _named),
    _Reader("", r"(?<![,.])\b(?P<year>[0-9]{2}|[0-9]{4})-(?P<yday>[0-9]{3})\b", _named),
    _Reader("", r"(?<=[^\W0-9])-(?P<yday>[0-9]{3})\b", _named),
    _Reader("", r"'(?P<year>[0-9]+)\b", _named),
    _Reader("letter", rf"\b({'|'.join(_MONTHS)})\S*", _month_alone),
    _Reader("letter", r"(?P<mday>[0-9]+)(?:st|nd|rd|th)\b", _named),
    _Reader(
        "",
        r"([-+]?)([0-9]{2,14})(?:\s*t?\s*([0-9]{2,6})?(?:[,.]([0-9]*))?)?"
        r"(?:\s*(z\b|[-+][0-9]{1,4}\b|\[[-+]?[0-9][^\]]*\]))?",
        _digits,
    ),
)

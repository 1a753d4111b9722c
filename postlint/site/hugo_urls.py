"""Hugo's paths: what it keeps of a name, and the tokens of its permalinks (Hugo 0.111)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache

from postlint.site.percent import quote

_KEPT = frozenset("./\\_#+~-@")


def sanitized(text: str) -> str:
    """`paths.Sanitize`: letters, digits, marks and a few signs stay, runs of blanks become one hyphen."""
    if text.isascii() and _CLEAN().fullmatch(text):
        return text
    from unicodedata import category

    out: list[str] = []
    pending, hyphen = False, False
    for at, char in enumerate(text):
        kind = category(char)
        if kind[0] in "LM" or kind == "Nd" or char in _KEPT or (char == "%" and _HEX().match(text, at + 1)):
            hyphen = char == "-"
            if pending and not hyphen:
                out.append("-")
            pending = False
            out.append(char)
        elif out and not hyphen and char.isspace():
            pending = True
    return "".join(out)


@cache
def _CLEAN() -> re.Pattern[str]:
    return re.compile(r"[a-zA-Z0-9./_~@-]*")


def unaccented(text: str) -> str:
    """A path without the marks on its letters (`removePathAccents`)."""
    from unicodedata import category, normalize

    return normalize("NFC", "".join(c for c in normalize("NFD", text) if category(c) != "Mn"))


@cache
def _HEX() -> re.Pattern[str]:
    return re.compile(r"[0-9a-fA-F]{2}")


def token(text: str) -> str:
    """A word put into a permalink: sanitised by itself.

    A plus counts as a blank afterwards, and an empty fragment is dropped.
    """
    plain = sanitized(text)
    plain = plain[:-1] if plain.count("#") == 1 and plain[-1] == "#" else plain
    return plain.replace("+", " ")


def escaped(path: str) -> str:
    """A path as it stands in a URL, as Go's `net/url` escapes it."""
    return (
        quote(path, safe="-_.~$&+,/:;=@!'()*[]#%")
        .replace("#", "\0", 1)
        .replace("#", "%23")
        .replace("\0", "#")
    )


def expanded(pattern: str, date: datetime | None, words: Mapping[str, Callable[[], str]]) -> str | None:
    """A permalink pattern with its tokens replaced; None where it has one that is not modelled.

    A date that is missing or cannot be read is the first of January of the year 1.
    """
    date = date or datetime(1, 1, 1)
    unknown = False

    def replaced(match: re.Match[str]) -> str:
        nonlocal unknown
        key = match[1]
        if key in _DATES:
            return _DATES[key](date)
        if key in words:
            return words[key]()
        unknown = True
        return ""

    path = _TOKEN().sub(replaced, pattern)
    return None if unknown else path


@cache
def _TOKEN() -> re.Pattern[str]:
    return re.compile(r":([a-z]+(?:\[[^\]]*\])?)")


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

_DATES: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda d: str(d.year),
    "month": lambda d: f"{d.month:02}",
    "monthname": lambda d: _MONTHS[d.month - 1],
    "day": lambda d: f"{d.day:02}",
    "weekday": lambda d: str(d.isoweekday() % 7),
    "weekdayname": lambda d: _DAYS[d.isoweekday() % 7],
    "yearday": lambda d: str(d.timetuple().tm_yday),
}

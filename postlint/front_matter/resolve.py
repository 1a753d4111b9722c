"""What a scalar means: YAML's plain scalars as each generator's resolver reads them.

A resolver takes a plain scalar's text and gives its value. `SafeYAML` 1.0.5 is upstream Jekyll's,
`Psych` 4.0 the one of Debian's Jekyll, `go` (yaml.v2) Hugo's, `js` (js-yaml 3) gray-matter's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache
from math import isfinite

from postlint.context import YamlFlavour
from postlint.front_matter.tree import Symbol, Timestamp, Value

_WORDS: Mapping[str, Value] = {
    "": None,
    "~": None,
    "null": None,
    "yes": True,
    "on": True,
    "true": True,
    "no": False,
    "off": False,
    "false": False,
}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _matches(pattern: str, text: str) -> re.Match[str] | None:
    return _compiled(pattern).fullmatch(text)


def safe_yaml(text: str) -> Value:
    """SafeYAML 1.0.5 (``SafeYAML::Transform``), as upstream Jekyll calls it: no symbols."""
    first = text[:1]
    if first not in "0123456789+-._, \t":
        return _WORDS.get(text.lower(), text) if len(text) <= 5 else text
    order = _SAFE_TIME_FIRST if text[4:5] == "-" else _SAFE
    for resolver in order:
        value = resolver(text)
        if value is not _NOTHING:
            return value  # type: ignore[return-value]
    return text


_NOTHING = object()


def _safe_integer(text: str) -> Value | object:
    # Separators go first, wherever they stand: `1,05` is 105, and `_60` is 60.
    digits = text.replace(",", "").replace("_", "")
    if _matches(r"[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+|0X[0-9a-fA-F]+|0[0-7]+|0b[01]+", digits):
        return _ruby_integer(digits)
    if _matches(r"\s*[-+]?0x[0-9a-fA-F]+\s*", digits):
        return _ruby_integer(digits.strip())
    if _matches(r"\s*[-+]?[0-9]+(?::[0-5]?[0-9])+\s*", digits):
        return _safe_sexagesimal(digits)
    return _NOTHING


def _ruby_integer(text: str) -> int | str:
    """Ruby's ``Integer()``: ``0x``, ``0b`` and ``0`` (octal) prefixes; capped, since digits may be many."""
    if len(text) > 4000:
        return text
    sign = -1 if text.startswith("-") else 1
    digits = text.lstrip("+-").lower()
    for prefix, base in (("0x", 16), ("0b", 2), ("0o", 8)):
        if digits.startswith(prefix):
            return sign * int(digits[2:], base)
    return sign * int(digits, 8 if len(digits) > 1 and digits[0] == "0" else 10)


_MOST_PARTS = 100
"""Of a sexagesimal number; more of them are beyond a float."""


def _safe_sexagesimal(text: str) -> float:
    whole, _, fraction = text.partition(".")
    if whole.count(":") > _MOST_PARTS:
        return float("inf")
    # The sign counts for the first part alone, and then again for the sum: `-4:2` is 238.
    total = 0.0
    for place, part in enumerate(reversed(whole.strip().split(":"))):
        total += float(part) * 60**place
    if fraction:
        total += float("." + fraction)
    return -total if text.startswith("-") else total


def _safe_float(text: str) -> Value | object:
    if _matches(r"[-+]?(?:\d[\d_]*)?\.[\d_]+(?:[eE][-+]\d+)?", text):
        # Ruby raises where an underscore does not stand between two digits; the text is as good a
        # value as any then, since Jekyll reads nothing of the post.
        return (
            float(text) if _matches(r"[-+]?(?:\d+(?:_\d+)*)?\.\d+(?:_\d+)*(?:[eE][-+]\d+)?", text) else text
        )
    if text in (".inf", ".Inf", ".INF"):
        return float("inf")
    if text in ("-.inf", "-.Inf", "-.INF"):
        return float("-inf")
    if text in (".nan", ".NaN", ".NAN"):
        return float("nan")
    if _matches(r"\s*[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*\s*", text):
        return _safe_sexagesimal(text.replace("_", "").strip())
    return _NOTHING


def _safe_word(text: str) -> Value | object:
    return _WORDS.get(text.lower(), _NOTHING)


_TIME = (
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d*))?"
    r"\s*(?:(Z)|([-+])(\d{1,2}(?::?\d{2})?))?"
)


def _safe_date(text: str) -> Value | object:
    if len(text) == 25 and _matches(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [-+]\d{4}", text):
        # The way in which nearly all dates are written, and Python's own reader knows.
        try:
            return Timestamp(datetime.fromisoformat(text[:19] + text[20:]), True)
        except ValueError:
            pass
    if len(text) == 10 and _matches(r"\d{4}-\d{2}-\d{2}", text):
        return _ruby_date(text) or text
    match = _matches(_TIME, text)
    if match is None:
        return _NOTHING
    return _datetime_parse(match) or text


def _ruby_date(text: str) -> date | None:
    """A date of Ruby's civil calendar, which lacks the ten days of October 1582."""
    year, month, day = map(int, text.split("-"))
    if (1582, 10, 4) < (year, month, day) < (1582, 10, 15):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _datetime_parse(match: re.Match[str]) -> Timestamp | None:
    """Ruby's ``DateTime.parse`` of a YAML timestamp: no day rolls over, an impossible offset is none."""
    year, month, day, hour, minute, second = map(int, match.group(1, 2, 3, 4, 5, 6))
    zone = _zone(match[9] or "", match[10] or "")
    if minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second)):
        return None
    try:
        time = datetime(year, month, day, hour % 24, minute, min(second, 59), _microseconds(match[7]), zone)
        if hour == 24:
            time += timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return Timestamp(time, bool(match[8] or match[9]))


@lru_cache(maxsize=64)
def _zone(sign: str, digits: str) -> timezone:
    return timezone(_parsed_offset(sign, digits))


def _parsed_offset(sign: str, digits: str) -> timedelta:
    """``+8``, ``+08:00``, ``+0800``; of three digits the first is the hours."""
    if not sign:
        return timedelta()
    hours, colon, minutes = digits.partition(":")
    if not colon and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset >= timedelta(hours=24):
        return timedelta()
    return -offset if sign == "-" else offset


def _microseconds(digits: str | None) -> int:
    return int(digits[:6].ljust(6, "0")) if digits else 0


_SAFE = (_safe_integer, _safe_float, _safe_word, _safe_date)
_SAFE_TIME_FIRST = (_safe_date, _safe_integer, _safe_float)


def psych(text: str) -> Value:
    """Psych 4.0 (``Psych::ScalarScanner``), as Debian's Jekyll calls it: dates, times and symbols."""
    if not text:
        return None
    if _is_psych_word(text):
        return _psych_word(text)
    for resolver in (_psych_time, _psych_date, _psych_special, _psych_number):
        value = resolver(text)
        if value is not _NOTHING:
            return value  # type: ignore[return-value]
    return text


def _is_psych_word(text: str) -> bool:
    if "\n" in text:
        return True
    word = r"[^\d.:-]?(?:[A-Za-z_\s!@#$%^&*(){}<>|/\\~;=]|[^\x00-\x7f]).*"
    return _compiled(word).match(text) is not None


def _psych_word(text: str) -> Value:
    return _WORDS.get(text.lower(), text) if len(text) <= 5 else text


def _psych_time(text: str) -> Value | object:
    match = _matches(
        r"(-?\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?"
        r"(?:\s*(Z|[-+]\d{1,2}:?(?:\d\d)?))?",
        text,
    )
    if match is None:
        return _NOTHING
    try:
        return Timestamp(_psych_instant(match), bool(match[8]))
    except (ValueError, OverflowError):
        return text


def _psych_instant(match: re.Match[str]) -> datetime:
    """Ruby's ``Time.new``: day 31 of any month and second 60 roll over; raises ValueError on the rest."""
    year, month, day, hour, minute, second = (int(match[n]) for n in range(1, 7))
    if not 1 <= day <= 31 or minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second)):
        raise ValueError("argument out of range")
    start = datetime(year, month, 1, tzinfo=timezone(_psych_offset(match[8])))
    return start + timedelta(
        days=day - 1, hours=hour, minutes=minute, seconds=second, microseconds=_microseconds(match[7])
    )


def _psych_offset(zone: str | None) -> timedelta:
    """``+800`` is 80 hours (and out of range); the sign of ``-00:30`` is lost with its zero hours."""
    if not zone or zone == "Z":
        return timedelta()
    found = _matches(r"([-+]\d{1,2}):?(\d{1,2})?", zone)
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    return timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes)


def _psych_date(text: str) -> Value | object:
    if _matches(r"\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)", text):
        return _ruby_date(text) or text
    return _NOTHING


def _psych_special(text: str) -> Value | object:
    lower = text.lower()
    if lower in (".inf", "+.inf"):
        return float("inf")
    if lower == "-.inf":
        return float("-inf")
    if lower == ".nan":
        return float("nan")
    if text.startswith(":") and len(text) > 1:
        quoted = _compiled(r""":(["'])(.*)\1""").match(text)
        return Symbol((quoted[2] if quoted else text).removeprefix(":"))
    return _NOTHING


def _psych_number(text: str) -> Value | object:
    if _matches(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(?:\.[0-9_]*)?", text):
        return _psych_sexagesimal(text)
    if _matches(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?", text):
        return _psych_float(text)
    if _matches(
        r"[-+]?0b[01_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+", text
    ):
        digits = text.replace(",", "").replace("_", "")
        # Ruby raises on `0b_`, which nobody writes: a text here.
        return _ruby_integer(digits) if _matches(r"[-+]?(?:0x[0-9a-fA-F]+|0b[01]+|[0-9]+)", digits) else text
    return _NOTHING


def _psych_float(text: str) -> float | str:
    number = text.replace(",", "").replace("_", "")
    try:
        return float(number)
    except ValueError:
        return text


def _psych_sexagesimal(text: str) -> int | float:
    """Hours first, always: ``1:30`` is 5400."""
    decimal = "." in text
    total: int | float = 0
    for place, part in enumerate(text.split(":")):
        total += _ruby_to_number(part, decimal) * 60 ** abs(place - 2)
    return total


def _ruby_to_number(text: str, decimal: bool) -> int | float:
    """Ruby's ``to_i`` and ``to_f``: as far as it is a number, with single underscores between digits."""
    digits = r"[-+]?\d+(?:_\d+)*"
    found = _compiled(digits + r"(?:\.\d+(?:_\d+)*)?" if decimal else digits).match(text)
    number = found[0].replace("_", "")[:4000] if found else "0"
    return float(number) if decimal else int(number)


def go(text: str) -> Value:
    """yaml.v2, as Hugo 0.111 calls it: ``y`` and ``n`` are booleans, times stay text."""
    first = text[:1]
    if first in "yYnNtTfFoO~" and len(text) <= 5:
        return _go_word(text)
    if first == "." or first in "+-0123456789":
        return _go_number(text)
    return text


def _go_word(text: str) -> Value:
    lower = text.lower()
    if text not in (lower, lower.capitalize(), lower.upper()):
        return text
    return {"y": True, "n": False}.get(lower, _WORDS.get(lower, text))


def _go_number(text: str) -> Value:
    special = {".nan": float("nan"), ".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf")}
    if text.lower() in special and not _matches(r"[-+]?\.(?:iN|nA).*|[-+]?\.I(?:Nf|nF).*", text):
        return special[text.lower()]
    plain = text.replace("_", "")
    if _matches(r"[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)", plain):
        return _ruby_integer(plain)
    if _matches(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", plain):
        return float(plain)
    return text


def js(text: str) -> Value:
    """js-yaml 3, which gray-matter calls: only ``true`` and ``false`` are booleans; dates are times."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    return _js_number(text) if text[0] in "+-.0123456789" else text


def _js_number(text: str) -> Value:
    digits = text.replace("_", "")
    if _matches(r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)", text) and text[-1] != "_":
        return _ruby_integer(digits)
    if _matches(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+", text):
        return _js_sexagesimal(digits)
    if _matches(
        r"[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?", text
    ):
        return _psych_float(text)
    if _matches(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", text):
        return float(text.replace(".", ""))
    return _js_time(text)


def _js_sexagesimal(text: str) -> Value:
    total = _safe_sexagesimal(text)
    return int(total) if isfinite(total) else text


def _js_time(text: str) -> Value:
    """A ``Date``: in UTC, rolled over as ``Date.UTC`` does."""
    if _matches(r"\d{4}-\d\d-\d\d", text):
        year, month, day = map(int, text.split("-"))
        return _rolled(text, year, month, timedelta(days=day - 1), zoned=False)
    match = _matches(
        r"(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?"
        r"(?:[ \t]*(?:(Z)|([-+])(\d\d?(?::\d\d)?)))?",
        text,
    )
    if match is None:
        return text
    year, month, day, hour, minute, second = (int(match[n]) for n in range(1, 7))
    after = timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second)
    after += timedelta(milliseconds=_microseconds(match[7]) // 1000) - _parsed_offset(
        match[9] or "", match[10] or ""
    )
    return _rolled(text, year, month, after, zoned=bool(match[8] or match[9]))


def _rolled(text: str, year: int, month: int, after: timedelta, *, zoned: bool) -> Value:
    years, month = divmod(month - 1, 12)
    try:
        return Timestamp(datetime(year + years, month + 1, 1, tzinfo=UTC) + after, zoned)
    except (ValueError, OverflowError):
        return text


RESOLVERS: Mapping[YamlFlavour, Callable[[str], Value]] = {
    "safe_yaml": safe_yaml,
    "psych": psych,
    "go": go,
    "js": js,
}

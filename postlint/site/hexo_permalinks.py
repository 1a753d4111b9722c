"""Hexo's permalinks: names of posts taken apart, slugs, addresses of posts (measured with Hexo 8.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from unicodedata import combining, normalize

from postlint.site.plain import text_of, texts_of, title_of


def parsed_name(pattern: str, path: str) -> Mapping[str, str]:
    """What `new_post_name` finds in a post's path below `_posts`; `title` is always among it.

    A path that the pattern does not fit is made a slug as a whole.
    """
    stem = _without_extension(path)
    match = _name(_without_extension(pattern)).fullmatch(stem)
    found = match.groupdict() if match else {}
    return found if "title" in found else {**found, "title": slugized(stem)}


def _without_extension(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    return folder + slash + (stem if dot and stem else name)


@lru_cache(maxsize=16)
def _name(pattern: str) -> re.Pattern[str]:
    out, at, seen = [], 0, set()
    for match in _KEY().finditer(pattern):
        out.append(re.escape(pattern[at : match.start()]))
        key, inside = match[1], _SEGMENTS.get(match[1], "(?:.+?)")
        out.append(inside if key in seen or not key.isidentifier() else f"(?P<{key}>{inside})")
        seen.add(key)
        at = match.end()
    return re.compile("".join(out) + re.escape(pattern[at:]))


_SEGMENTS = {
    "year": "[0-9]{4}",
    "month": "[0-9]{2}",
    "day": "[0-9]{2}",
    "i_month": "[0-9]{1,2}",
    "i_day": "[0-9]{1,2}",
    "hash": "[0-9a-f]{12}",
}


@cache
def _KEY() -> re.Pattern[str]:
    return re.compile(r":([a-zA-Z0-9_]*[a-zA-Z0-9])")


def date_in(name: Mapping[str, str], context_zone: Any) -> datetime | None:
    """The day that a post's name gives, where `new_post_name` finds one in it."""
    month, day = name.get("month") or name.get("i_month"), name.get("day") or name.get("i_day")
    if "year" not in name or not month or not day:
        return None
    try:
        return datetime(int(name["year"]), int(month), int(day), tzinfo=context_zone)
    except ValueError:
        return None


@cache
def _SPECIAL() -> re.Pattern[str]:
    return re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")


def slugized(text: str, case: object = 0) -> str:
    """hexo-util's `slugize`: Latin accents folded, runs of signs and blanks become one hyphen."""
    folded = text if text.isascii() else "".join(map(_folded, text))
    slug = _SPECIAL().sub("-", folded).strip("-")
    return slug.lower() if case == 1 else slug.upper() if case == 2 else slug


def _folded(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    base = normalize("NFD", char)
    return base[0] if base[0].isascii() and all(map(combining, base[1:])) else char


_LETTERS = {
    "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "Œ": "OE", "œ": "oe", "ß": "s", "Đ": "D", "đ": "d", "Ł": "L",
    "ł": "l", "ı": "i", "ǅ": "Dz", "Ǆ": "DZ", "ǆ": "dz", "Ħ": "H", "ħ": "h", "Ŧ": "T", "ŧ": "t",
}  # fmt: skip


def address(
    pattern: str,
    name: Mapping[str, str],
    data: Mapping[str, Any],
    date: datetime | None,
    config: Mapping[str, Any],
) -> str | None:
    """The path that a permalink pattern gives a post; None where it hangs on what is not known here."""
    values: dict[str, str | None] = {"title": name["title"], "name": name["title"].rpartition("/")[2]}
    values["post_title"] = slugized(title_of(data) or "", 1)
    values |= _date_parts(date, name["title"])
    values["category"] = _category(data, config)
    values["id"] = text_of(data["id"]) if data.get("id") else None
    for more in (data, name, config.get("permalink_defaults")):
        for key, value in more.items() if isinstance(more, Mapping) else ():
            if key not in values and key != "permalink":
                values[key] = text_of(value) if isinstance(value, (str, int, float)) else None
    keys = _KEY().findall(pattern)
    if any(values.get(key, "") is None for key in keys):
        return None
    return _KEY().sub(lambda match: values.get(match[1], "undefined") or "", pattern)


def _date_parts(date: datetime | None, slug: str) -> Mapping[str, str | None]:
    if date is None:
        return dict.fromkeys(_PARTS)
    from hashlib import sha1

    seconds = int(date.timestamp())
    made = {key: date.strftime(form) for key, form in _PARTS.items() if form}
    made |= {"year": f"{date.year:04}", "i_month": str(date.month), "i_day": str(date.day)}
    text = f"{slug}{seconds}".encode("utf-8", "surrogatepass")
    digest = sha1(text, usedforsecurity=False).hexdigest()
    return {**made, "timestamp": str(seconds), "hash": digest[:12]}


_PARTS = {
    "year": "", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S", "i_month": "",
    "i_day": "", "timestamp": "", "hash": "",
}  # fmt: skip


def _category(data: Mapping[str, Any], config: Mapping[str, Any]) -> str | None:
    """The last category's slug; of several that are no chain, the order of all posts decides."""
    own = data.get("categories") or data.get("category")
    if isinstance(own, (list, tuple)) and any(isinstance(item, (list, tuple)) for item in own):
        return None
    names = [name for name in texts_of({"x": own}, "x") if name]
    mapped = config.get("category_map")
    mapped = mapped if isinstance(mapped, Mapping) else {}
    case = config.get("filename_case")
    default = config.get("default_category")
    if not names:
        return default if isinstance(default, str) else "uncategorized"
    return "/".join(slugized(str(mapped.get(name) or name), case) for name in names)

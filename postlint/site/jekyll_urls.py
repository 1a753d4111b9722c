"""Jekyll's permalinks: templates, styles, slugs, escapes (4.3: `url.rb`, `url_drop.rb`, `utils.rb`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote

from postlint.site import ruby
from postlint.site.addressable import PCHAR, SCHEME, URI
from postlint.site.percent import quote

STYLES: Mapping[str, str] = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""What the words for `permalink` in `_config.yml` stand for; in front matter they are literal."""

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class BuildStops(Exception):
    """Jekyll gives up on the whole site here; the text is its message."""


def suffixed(template: str, style: str) -> str:
    """A page's or collection's template with the ending of the site's permalink style.

    `weekdate`, and any template that ends in neither a slash nor `:output_ext`, adds nothing:
    `/about`, written as `about.html`.
    """
    if style == "pretty" or style.endswith("/"):
        return template + "/"
    if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
        return template + ":output_ext"
    return template


def slugify(text: str, *, pretty: bool = False, cased: bool = False) -> str:
    """`Utils.slugify` in its default or pretty mode."""
    kept = "._~!$&'()+,;=@" if pretty else ""
    slug = _hyphenated(text, kept)
    slug = _EDGE_HYPHENS().sub("", slug)
    return slug if cased else ruby.downcase(slug)


def _hyphenated(text: str, kept: str) -> str:
    if text.isascii():
        return _ascii_runs(kept).sub("-", text)
    from unicodedata import category

    out = []
    for char in text:
        kind = category(char)
        if kind[0] in "LM" or kind == "Nd" or char in kept:
            out.append(char)
        elif not out or out[-1] != "-":
            out.append("-")
    return "".join(out)


@cache
def _ascii_runs(kept: str) -> re.Pattern[str]:
    return re.compile(f"[^a-zA-Z0-9{re.escape(kept)}]+")


@cache
def _EDGE_HYPHENS() -> re.Pattern[str]:
    return re.compile(r"^-|-$", re.MULTILINE)


def encode(text: str) -> str:
    """`URL.escape_path`: percent-encoding as Addressable 2.8 does it, ``#`` included.

    Raises `BuildStops` for text that reads as a URI with a malformed scheme or authority
    (`12:30`), as Addressable does.
    """
    if not text or (text.isascii() and text.isalnum()) or _SIMPLE().search(text):
        return text
    match = URI().match(text)
    if match is None:
        return quote(text, safe=PCHAR + "/?")
    scheme, authority, path, query, fragment = match.groups()
    if scheme is not None and not SCHEME().match(scheme):
        raise BuildStops(f"Invalid scheme format: '{scheme}'")
    if authority is None and path.startswith("//"):
        raise BuildStops(f"Cannot have a path with two leading slashes without an authority set: '{text}'")
    out = "" if scheme is None else scheme + ":"
    out += "" if authority is None else "//" + quote(authority, safe=PCHAR + "[]")
    out += quote(path, safe=PCHAR + "/")
    out += "" if query is None else "?" + quote(query, safe=PCHAR + "/?")
    out += "" if fragment is None else "#" + quote(fragment, safe=PCHAR + "/?")
    return out.replace("#", "%23", 1)


@cache
def _SIMPLE() -> re.Pattern[str]:
    return re.compile(r"^[a-zA-Z0-9./-]+$", re.MULTILINE)


def decode(url: str) -> str:
    """`URL.unescape_path`: the name of the file in the destination folder."""
    return unquote(url) if "%" in url else url


def sanitized(url: str) -> str:
    """`URL#sanitize_url`: one leading slash, no `..`, no `./`, no doubled slash."""
    url = ("/" + url).replace("..", "/").replace("./", "")
    return _SLASHES().sub("/", url) if "//" in url else url


@cache
def _SLASHES() -> re.Pattern[str]:
    return re.compile("/{2,}")


def from_document(template: str, value: Callable[[str], str | None]) -> str:
    """The URL of a post or document: each `:key` replaced by its escaped value.

    `value` gives None for a key that does not exist, which stops the build.
    """
    out: list[str] = []
    for literal, key, rest in pieces(template):
        out.append(literal)
        if key:
            found = value(key)
            if found is None:
                raise BuildStops(f"The URL template doesn't have {key} keys. Check your permalink template!")
            out += (encode(found), rest)
    return sanitized("".join(out))


@lru_cache(maxsize=256)
def pieces(template: str) -> tuple[tuple[str, str, str], ...]:
    """The parts of a template: text, and the key after it without and with its last underscore's rest."""
    pieces: list[tuple[str, str, str]] = []
    end = 0
    for match in _KEY().finditer(template):
        key = match[1].removesuffix("_")
        pieces.append((template[end : match.start()], key, match[1][len(key) :]))
        end = match.end()
    return (*pieces, (template[end:], "", ""))


@cache
def _KEY() -> re.Pattern[str]:
    return re.compile(":([a-z_]+)")


def from_page(template: str, values: Mapping[str, str]) -> str:
    """The URL of a page: only the given keys exist, in their order; others stay as they are."""
    for key, value in values.items():
        if ":" not in template:
            break
        template = template.replace(":" + key, encode(value))
    return sanitized(template)


def date_part(key: str, date: datetime) -> str | None:
    """The value of a date key of a permalink template, or None for any other key."""
    part = _DATE_PARTS.get(key)
    return part(date) if part else None


_DATE_PARTS: Mapping[str, Callable[[datetime], Any]] = {
    "year": lambda d: f"{d.year:04}",
    "month": lambda d: f"{d.month:02}",
    "day": lambda d: f"{d.day:02}",
    "hour": lambda d: f"{d.hour:02}",
    "minute": lambda d: f"{d.minute:02}",
    "second": lambda d: f"{d.second:02}",
    "i_day": lambda d: str(d.day),
    "i_month": lambda d: str(d.month),
    "short_month": lambda d: _MONTHS[d.month - 1][:3],
    "long_month": lambda d: _MONTHS[d.month - 1],
    "short_year": lambda d: f"{d.year % 100:02}",
    "w_year": lambda d: f"{d.isocalendar().year:04}",
    "week": lambda d: f"{d.isocalendar().week:02}",
    "w_day": lambda d: str(d.isoweekday()),
    "short_day": lambda d: _DAYS[d.weekday()][:3],
    "long_day": lambda d: _DAYS[d.weekday()],
    "y_day": lambda d: f"{d.timetuple().tm_yday:03}",
}

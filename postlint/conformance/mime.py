"""Media types (MIME Sniffing standard, "Writing a MIME type"; RFC 9110, 8.3.1)."""

from __future__ import annotations

import re
from functools import cache

from postlint.conformance.fault import Fault

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_QUOTED = r'"(?:[\t !#-\[\]-~\x80-\xff]|\\[\t -~])*"'


@cache
def _valid() -> re.Pattern[str]:
    return re.compile(rf"{_TOKEN}/{_TOKEN}(?:[ \t]*;[ \t]*{_TOKEN}=(?:{_TOKEN}|{_QUOTED}))*\Z")


def mime_type(value: str) -> Fault | None:
    """A media type with its parameters."""
    if _valid().match(value):
        return None
    if not value:
        return Fault("is empty, where a media type is due")
    match = re.match(_TOKEN, value)
    end = match.end() if match else 0
    if match and end == len(value):
        return Fault("has no subtype (`text/plain`)")
    return Fault("is not a media type (`text/plain`)", end if match and value[end : end + 1] != "/" else 0)


def mime_list(value: str) -> Fault | None:
    """The `accept` attribute: media types, ``image/*`` and its kin, file name extensions."""
    at = 0
    seen: set[str] = set()
    for part in value.split(","):
        item = part.strip(" \t\n\f\r")
        place = at + part.find(item)
        at += len(part) + 1
        if not item:
            return Fault("has an empty item", place, place)
        if item.startswith("."):
            if re.search(r"\s", item) or len(item) == 1:
                return Fault(f"has `{item}`, which is no file name extension", place, place + len(item))
        elif not re.fullmatch(rf"{_TOKEN}/{_TOKEN}", item):
            return Fault("is not a list of media types and extensions", place, place + len(item))
        if item.lower() in seen:
            return Fault(f"names `{item}` twice", place, place + len(item))
        seen.add(item.lower())
    return None


JAVASCRIPT = frozenset(
    f"{kind}/{name}"
    for kind, names in {
        "application": "ecmascript javascript x-ecmascript x-javascript",
        "text": "ecmascript javascript javascript1.0 javascript1.1 javascript1.2 javascript1.3 "
        "javascript1.4 javascript1.5 jscript livescript x-ecmascript x-javascript",
    }.items()
    for name in names.split()
)
"""The JavaScript MIME types (MIME Sniffing standard, 4.6)."""

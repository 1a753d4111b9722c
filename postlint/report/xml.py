"""Text from posts in XML 1.0, which cannot hold every character."""

from __future__ import annotations

import re
from functools import cache

PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'

_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": "&#10;",
    "\r": "&#13;",
    "\t": "&#9;",
}


@cache
def _special() -> re.Pattern[str]:
    return re.compile(
        '[&<>"\n\r\t]|[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff'
        "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
    )


def _written(match: re.Match[str]) -> str:
    """An entity, or a reference where a terminal would obey or hide the character.

    XML 1.0, section 2.2: some are no characters, not even by reference.
    """
    character = match[0]
    if character in _ENTITIES:
        return _ENTITIES[character]
    none = character < " " or "\ud800" <= character <= "\udfff" or character in "\ufffe\uffff"
    return "\ufffd" if none else f"&#x{ord(character):X};"


def attribute(text: str) -> str:
    """A text as an attribute's value, in quotes; what XML cannot hold becomes U+FFFD."""
    return '"' + _special().sub(_written, text) + '"'


def content(text: str) -> str:
    """A text as an element's content, its line breaks as they are."""
    return attribute(text)[1:-1].replace("&#10;", "\n").replace("&quot;", '"')


def element(name: str, /, **attributes: object) -> str:
    """A start tag without its closing bracket."""
    return f"<{name}" + "".join(f" {key}={attribute(str(value))}" for key, value in attributes.items())

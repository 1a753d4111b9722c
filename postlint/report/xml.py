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
    # XML 1.0, section 2.2: these are no characters, not even by reference
    return re.compile('[&<>"\n\r\t]|[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]')


def attribute(text: str) -> str:
    """A text as an attribute's value, in quotes; what XML cannot hold becomes U+FFFD."""
    return '"' + _special().sub(lambda match: _ENTITIES.get(match[0], "\ufffd"), text) + '"'


def content(text: str) -> str:
    """A text as an element's content, its line breaks as they are."""
    return attribute(text)[1:-1].replace("&#10;", "\n").replace("&quot;", '"')


def element(name: str, /, **attributes: object) -> str:
    """A start tag without its closing bracket."""
    return f"<{name}" + "".join(f" {key}={attribute(str(value))}" for key, value in attributes.items())

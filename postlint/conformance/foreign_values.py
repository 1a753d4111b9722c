"""Types of attribute values in SVG 1.1 and MathML 3, as the schemas of the Nu checker have them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_NUMBER = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
_SPACE = r"(?:negative)?(?:very){0,2}(?:thin|thick)mathspace|(?:negative)?mediummathspace"
_LENGTH = rf"-?{_NUMBER}(?:e[mx]|px|in|cm|mm|p[tc]|%)?|{_SPACE}"
_LENGTHS_ITEM = rf"(?:-?{_NUMBER}(?:e[mx]|px|in|cm|mm|p[tc]|%)?|{_SPACE}|px|in|e[mx]|cm|mm|p[tc])"
_NAMED = "aqua black blue fuchsia gray green lime maroon navy olive purple red silver teal white yellow"
_COLOUR = rf"#[0-9a-fA-F]{{3}}|#[0-9a-fA-F]{{6}}|(?i:{_NAMED.replace(' ', '|')})"
_TOKEN = r"[\w.:\-\xb7]+"
_SCHEME = r"(?:[a-zA-Z][a-zA-Z0-9+.\-]*:(?=\s*\S)|(?![^:/?#]*:))"
_ROWS = "top|bottom|center|baseline|axis"


def _list(item: str, least: str = "+") -> str:
    return rf"\s*(?:(?:{item})(?:\s+|\Z)){least}"


_SHAPES: Mapping[str, str] = {
    "text": r".*",
    "uri": rf"\s*{_SCHEME}(?:[^%#]|%[0-9a-fA-F]{{2}})*(?:#(?:[^%#]|%[0-9a-fA-F]{{2}})*)?",
    "tag": r"(?:[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*)?",
    "name": r"\s*[^\W\d][\w.\-\xb7]*\s*",
    "token": rf"\s*{_TOKEN}\s*",
    "tokens": _list(_TOKEN),
    "character": r"\s*\S\s*",
    "integer": r"\s*[+-]?[0-9]+\s*",
    "count": r"\s*\+?[0-9]+\s*",
    "positive": r"\s*\+?0*[1-9][0-9]*\s*",
    "number": rf"\s*[+-]?{_NUMBER}\s*",
    "length": rf"\s*(?:{_LENGTH})?\s*",
    "length or infinity": rf"\s*(?:{_LENGTH}|infinity)?\s*",
    "length or auto": rf"\s*(?:{_LENGTH}|auto)?\s*",
    "size": rf"\s*(?:{_LENGTH}|small|normal|big)?\s*",
    "thickness": rf"\s*(?:{_LENGTH}|thin|medium|thick)?\s*",
    "spacing": rf"\s*(?:{_LENGTH}|loose|medium|tight)?\s*",
    "vertical": rf"\s*(?:{_LENGTH}|top|middle|bottom)?\s*",
    "padding": rf"\s*(?:[+-]?{_NUMBER}(?:\s*%)?\s*(?:height|depth|width|e[mx]|px|in|cm|mm|p[tc])?"
    rf"|height|depth|width|{_SPACE})?\s*",
    "lengths": _list(_LENGTHS_ITEM),
    "widths": _list(rf"{_LENGTHS_ITEM}|auto|fit"),
    "two lengths": rf"\s*{_LENGTHS_ITEM}\s+{_LENGTHS_ITEM}\s*",
    "colour": rf"\s*(?:{_COLOUR})\s*",
    "background": rf"\s*(?:{_COLOUR}|transparent)\s*",
    "lines": _list("none|solid|dashed"),
    "columns": _list("left|center|right"),
    "groups": _list("left|center|right|decimalpoint"),
    "groups in braces": r"\s*(?:\{(?:\s*(?:left|center|right|decimalpoint)\s*)+\}\s*)*",
    "rows": _list(_ROWS),
    "row and number": rf"\s*(?:{_ROWS})(?:\s+-?[0-9]+)?\s*",
    "crossings": _list("none|updiagonalstrike|downdiagonalstrike|verticalstrike|horizontalstrike", "*"),
    "flags": _list("true|false"),
    "ratio": r"\s*(?:defer\s+)?(?:none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max))(?:\s+(?:meet|slice))?\s*",
    "paint order": r"\s*(?:normal|(?:fill|stroke|markers)(?:\s+(?:fill|stroke|markers)){0,2})\s*",
}
NAMES = tuple(_SHAPES)
"""The names of the types, the most general first."""


@cache
def _shape(kind: str) -> re.Pattern[str]:
    return re.compile(_SHAPES[kind], re.DOTALL)


def is_of(kind: str, value: str) -> bool:
    """Whether a value is of a type: one of these, or ``=`` and keywords with ``|`` between them."""
    if kind[0] == "=":
        return value in kind[1:].split("|")
    return _shape(kind).fullmatch(value) is not None

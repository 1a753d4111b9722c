"""What took the place of obsolete presentation: the CSS that the HTML standard gives for each.

The declarations are those of the standard's section 15 ("Rendering"), where it maps presentational
hints to CSS. Where CSS has nothing for one tag alone (`cellpadding`, a table's `border="1"`, which
draws its cells' borders too), there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

from postlint.conformance.words import words

ELEMENTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "acronym": ("abbr", ()),
    "big": ("span", ("font-size: larger",)),
    "center": ("div", ("text-align: center",)),
    "font": ("span", ()),
    "nobr": ("span", ("white-space: nowrap",)),
    "strike": ("del", ()),
    "tt": ("span", ("font-family: monospace",)),
}
"""The element that takes an obsolete one's place, and its style."""

Answer: TypeAlias = tuple[str, ...] | None
"""Declarations; None where there is no answer."""

_CELLS = words("td th tr tbody thead tfoot")
_EMBEDDED = words("img iframe object embed input")
_SIDES = words("left right center justify")
_SIZES = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
_MARKERS = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
    "disc": "disc", "circle": "circle", "square": "square",
}  # fmt: skip


def declarations(element: str, attribute: str, value: str) -> Answer:
    """The declarations that say what an obsolete attribute of an element says; none to leave it out."""
    make = _answers().get(f"{element} {attribute}") or _answers().get(attribute)
    return make(element, value.strip()) if make else None


@cache
def _answers() -> Mapping[str, Callable[[str, str], Answer]]:
    return {
        "align": _align,
        "valign": _keyword("vertical-align", "top middle bottom baseline"),
        "bgcolor": _color("background-color"),
        "bordercolor": _color("border-color"),
        "font color": _color("color"),
        "hr color": _color("color"),
        "font face": _face,
        "font size": _font_size,
        "width": _length("width"),
        "height": _length("height"),
        "hr size": _length("height"),
        "cellspacing": _length("border-spacing"),
        "hspace": _length("margin-left", "margin-right"),
        "vspace": _length("margin-top", "margin-bottom"),
        "border": _border,
        "nowrap": lambda _element, _value: ("white-space: nowrap",),
        "clear": _clear,
        "li type": _marker,
        "ul type": _marker,
        "frameborder": _frame,
        "allowtransparency": lambda _element, _value: (),
        "a charset": lambda _element, _value: (),
        "pre width": lambda _element, _value: None,
    }


def _keyword(name: str, allowed: str) -> Callable[[str, str], Answer]:
    def answer(_element: str, value: str) -> Answer:
        return (f"{name}: {value.lower()}",) if value.lower() in allowed.split() else None

    return answer


def _color(name: str) -> Callable[[str, str], Answer]:
    def answer(_element: str, value: str) -> Answer:
        if re.fullmatch(r"#?(?:[0-9a-fA-F]{3}){1,2}", value):
            return (f"{name}: #{value.lstrip('#')}",)
        return (f"{name}: {value.lower()}",) if re.fullmatch("[A-Za-z]{3,25}", value) else None

    return answer


def _length(*names: str) -> Callable[[str, str], Answer]:
    def answer(_element: str, value: str) -> Answer:
        match = re.fullmatch(r"([0-9]{1,5})(px)?|([0-9]{1,3}(?:\.[0-9]{1,3})?%)", value)
        if match is None:
            return None
        length = match[3] or ("0" if not int(match[1]) else f"{int(match[1])}px")
        return tuple(f"{name}: {length}" for name in names)

    return answer


def _align(element: str, value: str) -> Answer:
    value = value.lower()
    if element in _EMBEDDED:
        if value in ("left", "right"):
            return (f"float: {value}",)
        return (f"vertical-align: {value}",) if value in ("top", "middle", "bottom") else None
    if element in ("table", "hr"):
        if value == "center":
            return ("margin-left: auto", "margin-right: auto")
        if value not in ("left", "right"):
            return None
        return (f"float: {value}",) if element == "table" else (f"margin-{value}: 0",)
    if element == "caption":
        return (f"caption-side: {value}",) if value in ("top", "bottom") else None
    if element in ("col", "colgroup", "legend") or value not in _SIDES:
        return None
    return (f"text-align: {value}",)


def _border(element: str, value: str) -> Answer:
    if value in ("0", "0px"):
        return ("border: 0",)
    if element in ("img", "input", "object") and re.fullmatch("[0-9]{1,3}", value):
        return (f"border: {int(value)}px solid",)
    return None


def _clear(_element: str, value: str) -> Answer:
    side = {"all": "both"}.get(value.lower(), value.lower())
    return (f"clear: {side}",) if side in ("left", "right", "both") else None


def _marker(_element: str, value: str) -> Answer:
    name = _MARKERS.get(value) or _MARKERS.get(value.lower())
    return (f"list-style-type: {name}",) if name else None


def _frame(_element: str, value: str) -> Answer:
    return ("border: 0",) if value.lower() in ("0", "no") else ()


def _face(_element: str, value: str) -> Answer:
    families = [family.strip() for family in value.split(",")]
    if all(re.fullmatch(r"[^\W\d][\w -]{0,40}", family) for family in families):
        return ("font-family: " + ", ".join(families),)
    return None


def _font_size(_element: str, value: str) -> Answer:
    match = re.fullmatch(r"([+-]?)([0-9])", value)
    if match is None:
        return None
    size = int(match[2])
    size = 3 + size if match[1] == "+" else 3 - size if match[1] else size
    return (f"font-size: {_SIZES[min(max(size, 1), 7) - 1]}",)

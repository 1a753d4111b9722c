"""The values of ARIA states and properties (WAI-ARIA 1.2, 6.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from postlint.body.tags import Attribute
from postlint.conformance.violation import Violation
from postlint.conformance.words import words

RULE = "html/invalid-aria"

_BOOLEAN = "true false"
_VALUES: Mapping[str, str] = {
    **dict.fromkeys(
        words("atomic busy disabled hidden modal multiline multiselectable readonly required"), _BOOLEAN
    ),
    "autocomplete": "none inline list both",
    "checked": "true false mixed undefined",
    "pressed": "true false mixed undefined",
    "current": "true false page step location date time",
    "expanded": "true false undefined",
    "selected": "true false undefined",
    "haspopup": "true false menu listbox tree grid dialog",
    "invalid": "true false grammar spelling",
    "live": "off polite assertive",
    "orientation": "undefined horizontal vertical",
    "sort": "none ascending descending other",
}
_SHAPES: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("activedescendant", "details", "errormessage"), (r"\S+", "one id")),
    **dict.fromkeys(("controls", "describedby", "flowto", "labelledby", "owns"), (r"(?s).*\S.*", "ids")),
    **dict.fromkeys(("colcount", "rowcount", "setsize"), (r"-?[0-9]+", "a whole number")),
    **dict.fromkeys(
        ("colindex", "colspan", "level", "posinset", "rowindex", "rowspan"),
        (r"0*[1-9][0-9]*", "a whole number from 1"),
    ),
    **dict.fromkeys(
        ("valuemax", "valuemin", "valuenow"),
        (r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", "a number"),
    ),
    "relevant": (
        r"all|(?:additions|removals|text)(?: (?:additions|removals|text))*",
        "`additions`, `removals`, `text` or `all`",
    ),
}


def report(
    attribute: Attribute, message: str, kind: str, help_: str | None = None, *, error: bool = True
) -> Violation:
    """A violation whose place is the value of an attribute."""
    return Violation(RULE, kind, attribute.value_span or attribute.name_span, message, help_, error)


def state_value(attribute: Attribute, name: str) -> Iterator[Violation]:
    """What is wrong with the value of a state or property, whose name is given without `aria-`."""
    if attribute.value is None:
        return
    text = attribute.value
    words = _VALUES.get(name)
    if words is not None and text not in words.split():
        allowed = ", ".join(f"`{word}`" for word in words.split())
        yield report(attribute, f"`{attribute.name}` is none of {allowed}", f"{attribute.name} value")
    shape = _SHAPES.get(name)
    if shape is not None and not re.fullmatch(shape[0], text):
        yield report(
            attribute, f"the value of `{attribute.name}` is not {shape[1]}", f"{attribute.name} value"
        )
    if name in ("dropeffect", "grabbed"):
        yield Violation(
            RULE, "aria deprecated", attribute.name_span, f"`{attribute.name}` is deprecated", None, False
        )

"""Front matter as plain data: what the generator reads, as JSON can hold it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from postlint.front_matter.tree import Mapping, Node, Scalar, Sequence, Symbol, Timestamp, Value, resolved

Plain: TypeAlias = dict[str, Any] | list[Any] | str | int | float | bool | None

MAX_NODES = 20_000
"""Values in all, where nobody says otherwise: aliases of aliases could make billions of them."""


class TooMany(Exception):
    """The values are too many, with aliases expanded."""


def plain(node: Node, most: int = MAX_NODES) -> Plain:
    """The data of a tree; raises `TooMany` where it has more than `most` values.

    Times become ISO 8601 strings with their offset, dates ``YYYY-MM-DD``, symbols their name,
    and numbers that JSON lacks their YAML names. Of a key that stands twice the last value counts.
    """
    return _plain(node, [most])


def _plain(node: Node, left: list[int]) -> Plain:
    left[0] -= 1
    if left[0] < 0:
        raise TooMany
    if node.__class__ is Scalar:
        return plain_value(node.value)
    target = resolved(node)
    if isinstance(target, Mapping):
        return _mapping(target, left)
    if isinstance(target, Sequence):
        return [_plain(item, left) for item in target.items]
    return plain_value(target.value)


def _mapping(node: Mapping, left: list[int]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in node.entries:
        content = _plain(value, left)
        if key.text == "<<" and key.style == "plain":
            _merge(data, content)
        else:
            data[key.text] = content
    return data


def _merge(data: dict[str, Any], content: Plain) -> None:
    """``<<``: a mapping, or a list of them; keys that the text has already given stay."""
    merged: Iterable[Plain] = content if isinstance(content, list) else (content,)
    for mapping in merged:
        if not isinstance(mapping, dict):
            data["<<"] = content
            return
        data |= {name: value for name, value in mapping.items() if name not in data}


def plain_value(value: Value) -> str | int | float | bool | None:
    """A scalar's value as JSON can hold it."""
    if value is None or value.__class__ in (str, bool, int):
        return value
    if isinstance(value, Timestamp):
        return value.instant.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Symbol):
        return value.name
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    return value

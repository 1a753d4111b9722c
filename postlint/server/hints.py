"""What a schema says of a key and its values, for a reader who writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from postlint.schema import Schema, shipped_name, shipped_text

Part: TypeAlias = Mapping[str, Any]
KeyPath: TypeAlias = tuple[str, ...]
"""Keys from the top level down; items of lists have no step of their own."""

_DEPTH = 8


def properties(schema: Schema, path: KeyPath = ()) -> dict[str, Part]:
    """The keys that a schema knows below a path, with their schemas."""
    found: dict[str, Part] = {}
    for part in _at(schema, path):
        own = part.get("properties")
        for name, value in own.items() if isinstance(own, Mapping) else ():
            if isinstance(value, Mapping):
                found.setdefault(name, value)
    return found


def required(schema: Schema, path: KeyPath = ()) -> frozenset[str]:
    """The keys that must be there below a path."""
    return frozenset(
        name for part in _at(schema, path) for name in part.get("required", ()) if isinstance(name, str)
    )


def values(schema: Schema, path: KeyPath, *, item: bool) -> list[Any]:
    """The values that a schema names for a key, or for an item of its list."""
    found: list[Any] = []
    for part in _at(schema, path):
        for one in _items(schema, part) if item else (part,):
            named = one.get("enum", ())
            found += named if isinstance(named, list) else ()
            found += [one["const"]] if "const" in one else []
            found += [True, False] if _is_switch(one) else []
            examples = one.get("examples", ())
            found += examples if isinstance(examples, list) else ()
    plain = [value for value in found if isinstance(value, (str, int, float, bool))]
    return list({(type(value), value): value for value in plain}.values())


def _is_switch(part: Part) -> bool:
    """Whether a value is yes or no, or nothing."""
    kinds = part.get("type")
    return "boolean" in (known := set(kinds if isinstance(kinds, list) else [kinds])) and known <= {
        "boolean",
        "null",
    }


def is_list(part: Part) -> bool:
    """Whether a value may be a list and nothing simpler."""
    return part.get("type") == "array"


def description(schema: Schema, path: KeyPath) -> str | None:
    """What a schema says of a key."""
    for part in _at(schema, path):
        said = part.get("description") or part.get("title")
        if isinstance(said, str):
            return said
    return None


def _at(schema: Schema, path: KeyPath) -> list[Part]:
    """All parts of a schema that may hold for the value at a path."""
    parts = list(_alternatives(schema, schema.document, 0))
    for step in path:
        inner = [p for part in parts for p in (part, *_items(schema, part))]
        found = [_property(part, step) for part in inner]
        parts = [one for part in found if part is not None for one in _alternatives(schema, part, 0)]
    return parts


def _property(part: Part, name: str) -> Part | None:
    for own, rest in (("properties", None), (None, "additionalProperties")):
        value = part.get(own, {}).get(name) if own else part.get(rest or "")
        if isinstance(value, Mapping):
            return value
    return None


def _items(schema: Schema, part: Part) -> Iterator[Part]:
    items = part.get("items")
    if isinstance(items, Mapping):
        yield from _alternatives(schema, items, 0)


def _alternatives(schema: Schema, part: Part, depth: int) -> Iterator[Part]:
    """A part, and those that it is made of or refers to."""
    if depth > _DEPTH:
        return
    yield part
    for keyword in ("allOf", "anyOf", "oneOf"):
        inner = part.get(keyword)
        for one in inner if isinstance(inner, list) else ():
            if isinstance(one, Mapping):
                yield from _alternatives(schema, one, depth + 1)
    target = _referred(schema, part.get("$ref"))
    if target is not None:
        yield from _alternatives(schema, target, depth + 1)


def _referred(schema: Schema, reference: Any) -> Part | None:
    if not isinstance(reference, str):
        return None
    name, _, pointer = reference.partition("#")
    document: Any = schema.document
    if name:
        shipped = shipped_name(name)
        document = json.loads(shipped_text(shipped)) if shipped else None
    for step in pointer.strip("/").split("/") if pointer.strip("/") else ():
        key = step.replace("~1", "/").replace("~0", "~")
        document = document.get(key) if isinstance(document, Mapping) else None
    return document if isinstance(document, Mapping) else None

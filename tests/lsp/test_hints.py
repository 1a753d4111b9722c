"""What a schema says of a key to somebody who writes it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from postlint.schema import load
from postlint.server import hints

SCHEMA: dict[str, Any] = {
    "$defs": {"level": {"enum": ["low", "high"], "title": "How much"}, "loop": {"$ref": "#/$defs/loop"}},
    "allOf": [{"$ref": "jekyll-post.schema.json"}, True],
    "required": ["level"],
    "properties": {
        "level": {"$ref": "#/$defs/level", "description": "The level."},
        "other": {"$ref": "#/$defs/level"},
        "mute": {"type": ["boolean", "null"]},
        "any": True,
        "loop": {"$ref": "#/$defs/loop"},
        "list": {"type": "array", "items": {"const": "x"}},
        "map": {"additionalProperties": {"properties": {"deep": {"examples": [1, "two", None]}}}},
    },
}


@pytest.fixture(scope="module")
def schema() -> Any:
    return load(json.dumps(SCHEMA))


def test_keys(schema: Any) -> None:
    known = hints.properties(schema)
    assert {"level", "mute", "list"} <= set(known)
    assert "any" not in known, "nothing is said of it"
    assert "level" in hints.required(schema)
    assert set(hints.properties(schema, ("map", "some"))) == {"deep"}


@pytest.mark.parametrize(
    ("path", "item", "values"),
    [
        (("level",), False, ["low", "high"]),
        (("mute",), False, [True, False]),
        (("list",), True, ["x"]),
        (("list",), False, []),
        (("map", "some", "deep"), False, [1, "two"]),
        (("loop",), False, []),
        (("nowhere",), False, []),
    ],
)
def test_values(schema: Any, path: tuple[str, ...], item: bool, values: list[Any]) -> None:
    assert hints.values(schema, path, item=item) == values


@pytest.mark.parametrize(
    ("path", "said"),
    [(("level",), "The level."), (("other",), "How much"), (("mute",), None), (("x", "y"), None)],
)
def test_descriptions(schema: Any, path: tuple[str, ...], said: str | None) -> None:
    assert hints.description(schema, path) == said

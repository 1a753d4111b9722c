"""Controlled vocabularies from files: ``"x-postlint-values-from": "tags.txt"`` in the schema of a value.

A schema is text, and this package reads no file: its caller asks `value_files` what to read, and
gives the texts to `with_values`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

KEYWORD = "x-postlint-values-from"


def value_files(text: str) -> tuple[str, ...]:
    """The files that a schema takes allowed values from, as it names them; its text must be valid JSON."""
    if KEYWORD not in text:
        return ()
    names: dict[str, None] = {}
    _walk(json.loads(text.lstrip("\ufeff")), lambda schema: names.setdefault(str(schema[KEYWORD])))
    return tuple(names)


def with_values(text: str, contents: Mapping[str, str]) -> str:
    """The schema's text with the values of its files as `enum`: see `values` for their form."""
    if KEYWORD not in text:
        return text
    document = json.loads(text.lstrip("\ufeff"))

    def put(schema: dict[str, Any]) -> None:
        name = str(schema.pop(KEYWORD))
        if name in contents:
            schema["enum"] = list(values(contents[name])) or [None]

    _walk(document, put)
    return json.dumps(document, ensure_ascii=False)


def values(text: str) -> tuple[str, ...]:
    """One value a line; blank lines, and those that start with ``#``, hold none."""
    lines = (line.strip() for line in text.lstrip("\ufeff").split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def _walk(node: Any, visit: Callable[[dict[str, Any]], object]) -> None:
    stack = [node]
    while stack:
        found = stack.pop()
        if isinstance(found, dict):
            stack += found.values()
            if KEYWORD in found:
                visit(found)
        elif isinstance(found, list):
            stack += found

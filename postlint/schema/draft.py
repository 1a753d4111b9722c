"""A schema drafted from the posts that exist, so that a site can start in a minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_VALUES = 12
"""More different values than this are no vocabulary."""
LEAST_USES = 5
"""Uses of a vocabulary's values, on the average, below which it is chance."""
LONGEST_VALUE = 40
_FREE = frozenset({"title", "date", "slug", "permalink", "description", "excerpt", "url", "path"})
_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
_ORDER = ("string", "integer", "number", "boolean", "array", "object", "null")


@dataclass(slots=True)
class _Seen:
    """What was seen under one key, or among one list's items."""

    posts: int = 0
    types: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    items: _Seen | None = None

    def add(self, value: Any) -> None:
        """Count one value."""
        kind = _TYPES.get(type(value), "null")
        self.types[kind] += 1
        if kind == "string" and (value in self.texts or len(self.texts) <= MOST_VALUES):
            self.texts[value] += 1
        if kind == "array":
            self.items = self.items or _Seen()
            for item in value:
                self.items.add(item)


def infer(posts: Iterable[Mapping[str, Any]], title: str = "Posts") -> dict[str, Any]:
    """A JSON Schema that all of these posts' front matter fulfils (`FrontMatter.data` of each).

    Keys that every post has are required; a key whose texts are few and repeated gets them as `enum`.
    """
    count = 0
    seen: dict[str, _Seen] = {}
    for data in posts:
        count += 1
        for name, value in data.items():
            own = seen.setdefault(name, _Seen())
            own.posts += 1
            own.add(value)
    names = sorted(seen, key=lambda name: -seen[name].posts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": f"Drafted from {count} posts.",
        "type": "object",
        "properties": {name: _property(seen[name], name not in _FREE) for name in names},
        "required": [name for name in names if seen[name].posts == count],
    }


def _property(seen: _Seen, vocabulary: bool) -> dict[str, Any]:
    types = [name for name in _ORDER if seen.types[name]]
    if "number" in types and "integer" in types:
        types.remove("integer")
    schema: dict[str, Any] = {"type": types[0] if len(types) == 1 else types}
    if vocabulary and types == ["string"] and _is_vocabulary(seen.texts):
        schema["enum"] = sorted(seen.texts)
    if seen.items is not None and seen.items.types:
        schema["items"] = _property(seen.items, vocabulary)
    return schema


def _is_vocabulary(texts: Counter[str]) -> bool:
    few = len(texts) <= MOST_VALUES and sum(texts.values()) >= LEAST_USES * len(texts)
    return few and all(0 < len(text) <= LONGEST_VALUE for text in texts)

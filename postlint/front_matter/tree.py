"""The value tree of front matter: every key and every value with its place.

YAML, TOML and JSON all become this one tree. Spans are offsets in the file, not in the block.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

from postlint.text import Span


class Timestamp(NamedTuple):
    """A time as the generator resolves it.

    `instant` is always aware; `zoned` says whether the text named an offset, or the resolver
    assumed one (YAML 1.1: UTC).
    """

    instant: datetime
    zoned: bool


class Symbol(NamedTuple):
    """A Ruby symbol (`:name`), which Psych makes of a plain scalar and SafeYAML does not."""

    name: str


Value: TypeAlias = bool | int | float | str | Timestamp | date | Symbol | None
"""A scalar as the generator resolves it."""

Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded"]


class Scalar(NamedTuple):
    """One value that is not a collection.

    `span` covers the token, quotes included; an empty value has an empty span after the colon
    and its blanks. `text` is the content, unescaped and folded; `value` is what it means.
    """

    span: Span
    text: str
    value: Value
    style: Style = "plain"
    tag: str | None = None
    anchor: Span | None = None


class Sequence(NamedTuple):
    """A list; `flow` when written in brackets."""

    span: Span
    items: tuple[Node, ...]
    flow: bool = False
    tag: str | None = None
    anchor: Span | None = None


class Entry(NamedTuple):
    """One key and its value; `key.text` is the key's name."""

    key: Scalar
    value: Node


class Mapping(NamedTuple):
    """Keys and values in the order of the text, duplicates included."""

    span: Span
    entries: tuple[Entry, ...]
    flow: bool = False
    tag: str | None = None
    anchor: Span | None = None

    def entry(self, name: str) -> Entry | None:
        """The entry that counts for a key: the last one, as in every YAML loader that accepts two."""
        for entry in reversed(self.entries):
            if entry.key.text == name:
                return entry
        return None


class Alias(NamedTuple):
    """``*name``: its own place, and the node it stands for."""

    span: Span
    name: str
    target: Node


Node: TypeAlias = Scalar | Sequence | Mapping | Alias


def resolved(node: Node) -> Scalar | Sequence | Mapping:
    """The node itself, or what an alias stands for."""
    while isinstance(node, Alias):
        node = node.target
    return node


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the text; aliases are not entered."""
    stack: list[Node] = [node]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Sequence):
            stack.extend(reversed(node.items))
        elif isinstance(node, Mapping):
            for key, value in reversed(node.entries):
                stack += (value, key)

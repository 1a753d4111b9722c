"""The shapes of settings: one description that both reads a value tree and makes its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from postlint.front_matter import tree
from postlint.front_matter.tree import Node, Scalar
from postlint.names import suggestion
from postlint.text import Span


class ShapeError(ValueError):
    """A value that does not fit; `span` is the key or value to blame."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span
        self.message = message


class Shape(Protocol):
    """What a value may look like."""

    def read(self, node: Node) -> Any:
        """The value as plain data; raises `ShapeError`."""

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the values that `read` takes."""


def _scalar(node: Node, kind: type, words: str) -> Any:
    node = tree.resolved(node)
    if isinstance(node, Scalar) and type(node.value) is kind:
        return node.value
    raise ShapeError(node.span, f"expected {words}")


class Text(NamedTuple):
    """Any string."""

    doc: str = ""

    def read(self, node: Node) -> str:
        return str(_scalar(node, str, "a string in quotes"))

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


class Flag(NamedTuple):
    """``true`` or ``false``."""

    doc: str = ""

    def read(self, node: Node) -> bool:
        return bool(_scalar(node, bool, "`true` or `false`"))

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Whole(NamedTuple):
    """A whole number between two bounds."""

    least: int
    most: int
    doc: str = ""

    def read(self, node: Node) -> int:
        words = f"a whole number from {self.least} to {self.most}"
        given = int(_scalar(node, int, words))
        if not self.least <= given <= self.most:
            raise ShapeError(node.span, f"expected {words}")
        return given

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class OneOf(NamedTuple):
    """One of a few strings."""

    values: tuple[str, ...]
    doc: str = ""

    def read(self, node: Node) -> str:
        listed = ", ".join(f"`{value}`" for value in self.values)
        given = str(_scalar(node, str, f"one of {listed}, in quotes"))
        if given not in self.values:
            near = suggestion(given, self.values) or f"; expected one of {listed}"
            raise ShapeError(node.span, f"unknown value `{given}`{near}")
        return given

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.values)}


class ListOf(NamedTuple):
    """A list of values of one shape."""

    item: Shape
    doc: str = ""

    def read(self, node: Node) -> tuple[Any, ...]:
        node = tree.resolved(node)
        if not isinstance(node, tree.Sequence):
            raise ShapeError(node.span, "expected a list, in brackets")
        return tuple(self.item.read(item) for item in node.items)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema()}


class MapOf(NamedTuple):
    """A table with keys of the user's choosing."""

    value: Shape
    doc: str = ""

    def read(self, node: Node) -> dict[str, Any]:
        node = tree.resolved(node)
        if not isinstance(node, tree.Mapping):
            raise ShapeError(node.span, "expected a table")
        return {entry.key.text: self.value.read(entry.value) for entry in node.entries}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.value.schema()}


class Table(NamedTuple):
    """A table of known keys; an unknown one is an error that names the nearest."""

    keys: Mapping[str, Shape]
    doc: str = ""
    required: tuple[str, ...] = ()

    def read(self, node: Node) -> dict[str, Any]:
        node = tree.resolved(node)
        if not isinstance(node, tree.Mapping):
            raise ShapeError(node.span, "expected a table")
        values = {}
        for key, value in node.entries:
            shape = self.keys.get(key.text)
            if shape is None:
                near = suggestion(key.text, self.keys) or f"; known are {', '.join(self.keys)}"
                raise ShapeError(key.span, f"unknown key `{key.text}`{near}")
            values[key.text] = shape.read(value)
        for name in self.required:
            if name not in values:
                raise ShapeError(node.span, f"the key `{name}` is missing")
        return values

    def schema(self) -> dict[str, Any]:
        properties = {}
        for name, shape in self.keys.items():
            doc = getattr(shape, "doc", "")
            properties[name] = shape.schema() | ({"description": doc} if doc else {})
        required = {"required": list(self.required)} if self.required else {}
        return {"type": "object", "additionalProperties": False, "properties": properties, **required}


class Special(NamedTuple):
    """A shape with a reader of its own."""

    reader: Callable[[Node], Any]
    json: Callable[[], Mapping[str, Any]] = dict
    doc: str = ""

    def read(self, node: Node) -> Any:
        return self.reader(node)

    def schema(self) -> dict[str, Any]:
        return dict(self.json())

"""The tree that kramdown's parsers make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from postlint.body.kramdown.text import Text


class SpanNode:
    """Part of a line of text: `start` to `end` in the text of its leaf."""

    __slots__ = ("attr", "children", "data", "end", "kind", "start")

    def __init__(self, kind: str, start: int, end: int, data: Any = None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.children: list[SpanNode] = []
        self.data = data
        self.attr: dict[str, str] | None = None


@dataclass(slots=True, eq=False)
class Block:
    """A block: `text` is what its spans are parsed from, or a code block's content.

    `start` and `end` are places in the body's text.
    """

    kind: str
    start: int
    end: int
    children: list[Block] = field(default_factory=list)
    text: Text | None = None
    attr: dict[str, str] = field(default_factory=dict)
    refs: list[str] = field(default_factory=list)
    level: int = 0
    name: str = ""
    transparent: bool = False
    spans: list[SpanNode] | None = None
    ops: list[Op] = field(default_factory=list)
    task: Literal["", "open", "done"] = ""


class Op(NamedTuple):
    """One step in writing raw HTML: `kind` is ``copy``, ``escape``, ``tag``, ``close``, ``block``."""

    kind: str
    start: int
    end: int
    data: Any = None

"""Front matter as rules see it: the block, its tree, its data, and what is wrong with its syntax."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from postlint.diagnostic import Fix
from postlint.front_matter.meant import Text, texts
from postlint.front_matter.tree import Entry, Mapping, Node, Scalar, Sequence, resolved
from postlint.lazy import lazy
from postlint.text import Span

Format: TypeAlias = Literal["yaml", "toml", "json"]
_NOTHING: MappingABC[str, Any] = MappingProxyType({})


TOO_LARGE, TOO_DEEP, TOO_MANY = "too-large", "too-deep", "too-many-values"
BOUNDS = {
    TOO_LARGE: "bounds.front-matter-size",
    TOO_DEEP: "bounds.front-matter-depth",
    TOO_MANY: "bounds.front-matter-values",
}
"""Causes that are no fault of the syntax: postlint reads no more than a setting allows."""


def too_deep(most: int) -> str:
    """The fact that values nest more than `most` levels deep, in words."""
    return f"the front matter nests deeper than the {most} levels that are looked at"


class SyntaxFault(NamedTuple):
    """One fault of syntax: `cause` is a short stable name (``inner-quote``, ``tab``, ...).

    `span` is the culprit, the characters that the author must change. `fatal` says that the
    generator's parser stops there: it then reads no front matter at all.
    """

    cause: str
    span: Span
    message: str
    help: str | None = None
    fix: Fix | None = None
    fatal: bool = True


class FrontMatter:
    """The front matter of one post, which nobody changes.

    `opening` and `closing` are the fence lines without their line breaks, `content` what stands
    between them; `body_start` is where the generator starts the body. `root` is None when the
    block is empty or does not parse. After a syntax fault `partial` holds the entries that could
    still be read (those at column 0), so that other rules go on; `data` is what the generator
    reads: empty then (but for a symbol, which is read and then refused). `language` is what an
    opening fence names that postlint does not read (``---js`` in Eleventy): nothing is known of the
    keys then.
    """

    def __init__(
        self,
        kind: Format,
        opening: Span,
        content: Span,
        closing: Span,
        body_start: int,
        root: Node | None = None,
        faults: tuple[SyntaxFault, ...] = (),
        partial: tuple[Entry, ...] = (),
        data: MappingABC[str, Any] = _NOTHING,
        language: str = "",
    ) -> None:
        self.format = kind
        self.opening = opening
        self.content = content
        self.closing = closing
        self.body_start = body_start
        self.root = root
        self.faults = faults
        self.partial = partial
        self.data = data
        self.language = language

    def of(self, root: Node | None, data: MappingABC[str, Any]) -> FrontMatter:
        """The same block, read in another way."""
        places = (self.opening, self.content, self.closing, self.body_start)
        return FrontMatter(self.format, *places, root, self.faults, self.partial, data, self.language)

    @property
    def broken(self) -> bool:
        """Whether the generator reads nothing of it."""
        return any(fault.fatal for fault in self.faults)

    @property
    def unread(self) -> str | None:
        """Why nothing is known of what it says, though the generator may read it: a bound was reached."""
        return next((fault.message for fault in self.faults if fault.cause in BOUNDS), None)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The top level's keys and values: of the tree, or what could be read of a broken block."""
        if isinstance(self.root, Mapping):
            return self.root.entries
        return self.partial

    @lazy
    def texts(self) -> tuple[Text, ...]:
        """The values that are meant as texts: of the title, the tags and the like."""
        return tuple(texts(self.entries))

    @lazy
    def _by_name(self) -> MappingABC[str, Entry]:
        return {entry.key.text: entry for entry in self.entries}

    def entry(self, name: str) -> Entry | None:
        """The entry that counts for a top-level key, or None: the last one, where it stands twice."""
        return self._by_name.get(name)

    def scalar(self, name: str) -> Scalar | None:
        """The value of a top-level key when it is a scalar."""
        entry = self.entry(name)
        node = resolved(entry.value) if entry else None
        return node if isinstance(node, Scalar) else None

    def place(self, path: tuple[str | int, ...], *, key: bool = False) -> Span:
        """The span of the value (or, with `key`, of the key) at a path of keys and indexes.

        The empty path, and one that leads nowhere, is the opening fence: where a reader adds
        what is missing. For a nested mapping that lacks a key, ask for its key's place.
        """
        node: Node | None = self.root
        span = self.opening
        for step in path:
            node = resolved(node) if node is not None else None
            if isinstance(node, Mapping) and isinstance(step, str):
                entry = node.entry(step)
                if entry is None:
                    return span
                span = entry.key.span if key else entry.value.span
                node = entry.value
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                span = node.span
            else:
                return span
        return span

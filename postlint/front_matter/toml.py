"""TOML front matter into the value tree: `tomllib` judges and resolves, a scanner finds the places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, NamedTuple

from postlint.front_matter.tree import Entry, Mapping, Node, Scalar, Sequence, Style, Timestamp, Value
from postlint.text import Span

MAX_DEPTH = 100
"""Levels of nesting, where nobody says otherwise."""


class TomlError(NamedTuple):
    """Why `tomllib` stopped (its words are a key to ours), and where."""

    problem: str
    at: int


class Composed(NamedTuple):
    """The root, or an error."""

    root: Mapping | None
    error: TomlError | None = None


@dataclass(slots=True)
class _Table:
    """A table while it is read: keys may come to it from several places."""

    start: int
    end: int
    entries: dict[str, tuple[Scalar, _Table | _Tables | Node]] = field(default_factory=dict)
    flow: bool = False


@dataclass(slots=True)
class _Tables:
    """An array of tables."""

    start: int
    items: list[_Table] = field(default_factory=list)


class _TooDeep(Exception):
    pass


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


_BLANK = r"(?:[ \t\r\n]+|#[^\n]*)*"
_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_OPEN_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{0,5}'
    r"|'''(?:[^']|'(?!''))*+'{0,5}"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
)
"""A string, closed or not, so that what is never closed is looked through once."""
_VALUE = rf"(?P<string>{_STRING})|(?P<open>[\[{{])|(?P<bare>[^\s,\]}}#=]+(?: [0-9][^\s,\]}}#]*)?)"
_KEY = rf"[ \t]*({_STRING}|[^\s.=\]\"'#]+)[ \t]*"


def compose(text: str, start: int, end: int, most_depth: int = MAX_DEPTH) -> Composed:
    """The value tree of the TOML in ``text[start:end]``, of at most so many levels."""
    import tomllib

    block = text[start:end]
    try:
        _bounded(block, most_depth)
        data = tomllib.loads(block)
    except tomllib.TOMLDecodeError as error:
        return Composed(None, TomlError(str(error).partition(" (at ")[0], start + _offset(block, str(error))))
    except (_TooDeep, RecursionError):
        return Composed(None, TomlError("too deep", start))
    except ValueError:
        # Python makes no number of so many digits; TOML asks for no more than 64 bits.
        digits = _pattern(r"[0-9_]{4000,}").search(block)
        return Composed(None, TomlError("Number too long", start + (digits.start() if digits else 0)))
    root = _scan(text, start, end)
    return Composed(_frozen(root, data))


def _bounded(block: str, most_depth: int) -> None:
    """tomllib recurses: refuse what would nest too deep, strings aside."""
    depth = 0
    for match in _pattern(
        rf"{_OPEN_STRING}|#[^\n]*|[\[{{\]}}\n]|(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{most_depth}}}"
    ).finditer(block):
        char = match[0]
        if char in ("[", "{"):
            depth += 1
        elif char in ("]", "}"):
            depth -= 1
        elif char[0].isalnum():
            raise _TooDeep
        if depth > most_depth:
            raise _TooDeep


def _offset(block: str, message: str) -> int:
    found = _pattern(r"\(at line (\d+), column (\d+)\)$").search(message)
    if not found:
        return len(block.rstrip())
    at = 0
    for _ in range(int(found[1]) - 1):
        at = block.find("\n", at) + 1
    return min(at + int(found[2]) - 1, len(block))


def _scan(text: str, start: int, end: int) -> _Table:
    """The tables of valid TOML with their places."""
    root = current = _Table(start, start)
    blank = _pattern(_BLANK)
    at = blank.match(text, start, end).end()  # type: ignore[union-attr]
    while at < end:
        if text[at] == "[":
            current, at = _header(text, at, end, root)
        else:
            at = _pair(text, at, end, current)
        root.end = max(root.end, at)
        at = blank.match(text, at, end).end()  # type: ignore[union-attr]
    return root


def _keys(text: str, at: int, end: int) -> tuple[list[Scalar], int]:
    """A dotted key, and where it stops."""
    keys: list[Scalar] = []
    pattern = _pattern(_KEY)
    while True:
        match = pattern.match(text, at, end)
        if match is None:
            return keys, at + 1
        name = _unquoted(match[1])
        quote = match[1][0]
        style: Style = "double" if quote == '"' else "single" if quote == "'" else "plain"
        keys.append(Scalar(Span(*match.span(1)), name, name, style))
        at = match.end()
        if not text.startswith(".", at):
            return keys, at
        at += 1


def _unquoted(source: str) -> str:
    if source[0] == '"' and "\\" in source:
        import tomllib

        return str(tomllib.loads(f"k = {source}")["k"])
    return source[1:-1] if source[0] in "\"'" else source


def _header(text: str, at: int, end: int, root: _Table) -> tuple[_Table, int]:
    array = text.startswith("[[", at)
    keys, stop = _keys(text, at + (2 if array else 1), end)
    stop += 2 if array else 1
    parent = _descend(root, keys[:-1], stop)
    key = keys[-1]
    if array:
        held = parent.entries.get(key.text, (key, _Tables(at)))[1]
        table = _Table(at, stop)
        if isinstance(held, _Tables):
            held.items.append(table)
            parent.entries.setdefault(key.text, (key, held))
        return table, stop
    return _child(parent, key, at, stop), stop


def _descend(table: _Table, keys: list[Scalar], at: int) -> _Table:
    for key in keys:
        table = _child(table, key, key.span.start, at)
    return table


def _child(table: _Table, key: Scalar, start: int, end: int) -> _Table:
    held = table.entries.setdefault(key.text, (key, _Table(start, end)))[1]
    if isinstance(held, _Tables):
        return held.items[-1]
    return held if isinstance(held, _Table) else _Table(start, end)


def _pair(text: str, at: int, end: int, table: _Table) -> int:
    keys, at = _keys(text, at, end)
    start = _pattern(r"=[ \t]*").match(text, at, end)
    if start is None or not keys:
        return at + 1
    node, stop = _value(text, start.end(), end)
    table = _descend(table, keys[:-1], stop)
    table.entries[keys[-1].text] = (keys[-1], node)
    table.end = stop
    return stop


class _Array(NamedTuple):
    start: int
    items: list[Any]


def _value(text: str, at: int, end: int) -> tuple[Any, int]:
    """A value and its end; open brackets are kept on a stack of our own."""
    stack: list[_Array | _Table] = []
    pending: list[tuple[_Table, Scalar]] = []
    token, blank = _pattern(_VALUE), _pattern(_BLANK)
    while True:
        match = token.match(text, at, end)
        node: Any = None
        if match is None:
            closing = text[at : at + 1]
            if not stack or closing not in ("]", "}"):
                return Scalar(Span(at, at), "", None), at + 1
            opened = stack.pop()
            node = _closed(opened, at + 1)
            at += 1
        elif match["open"]:
            opened = _Array(at, []) if match["open"] == "[" else _Table(at, at, flow=True)
            stack.append(opened)
            at = blank.match(text, at + 1, end).end()  # type: ignore[union-attr]
            if isinstance(opened, _Table) and not text.startswith("}", at):
                at = _flow_key(text, at, end, opened, pending)
            continue
        else:
            node, at = _scalar(match), match.end()
        if not stack:
            return node, at
        at = _put(text, at, end, stack[-1], node, pending)


def _put(
    text: str, at: int, end: int, opened: _Array | _Table, node: Any, pending: list[tuple[_Table, Scalar]]
) -> int:
    """Put a finished value into the collection around it, and go on to the next one or its end."""
    blank = _pattern(_BLANK)
    if isinstance(opened, _Array):
        opened.items.append(node)
    else:
        table, key = pending.pop()
        table.entries[key.text] = (key, node)
        table.end = at
    at = blank.match(text, at, end).end()  # type: ignore[union-attr]
    if text.startswith(",", at):
        at = blank.match(text, at + 1, end).end()  # type: ignore[union-attr]
        if isinstance(opened, _Table) and not text.startswith("}", at):
            at = _flow_key(text, at, end, opened, pending)
    return at


def _flow_key(text: str, at: int, end: int, table: _Table, pending: list[tuple[_Table, Scalar]]) -> int:
    keys, at = _keys(text, at, end)
    start = _pattern(r"=[ \t]*").match(text, at, end)
    if keys:
        pending.append((_descend(table, keys[:-1], at), keys[-1]))
    return start.end() if start else at + 1


def _closed(opened: _Array | _Table, end: int) -> Any:
    if isinstance(opened, _Array):
        return opened._replace(items=[*opened.items, end])
    opened.end = end
    return opened


def _scalar(match: re.Match[str]) -> Scalar:
    source = match[0]
    span = Span(*match.span())
    style: Style = "double" if source[0] == '"' else "single" if source[0] == "'" else "plain"
    return Scalar(span, source, None, style)


def _frozen(held: Any, data: Any) -> Any:
    """The tree of what was scanned, with the values of what tomllib read."""
    if isinstance(held, _Table):
        span = Span(held.start, held.end)
        pairs = (
            Entry(key, _frozen(value, data[name]))
            for name, (key, value) in held.entries.items()
            if isinstance(data, dict) and name in data
        )
        return Mapping(span, tuple(pairs), held.flow)
    if isinstance(held, _Tables):
        items = tuple(_frozen(table, item) for table, item in zip(held.items, data, strict=False))
        return Sequence(Span(held.start, items[-1].span.end if items else held.start), items)
    if isinstance(held, _Array):
        *nodes, end = held.items
        items = tuple(_frozen(node, item) for node, item in zip(nodes, data, strict=False))
        return Sequence(Span(held.start, end), items, True)
    value = _resolved(data)
    return Scalar(held.span, value if isinstance(value, str) else held.text, value, held.style)


def _resolved(value: Any) -> Value:
    if isinstance(value, datetime):
        zoned = value.tzinfo is not None
        return Timestamp(value if zoned else value.replace(tzinfo=UTC), zoned)
    if isinstance(value, time):
        return value.isoformat()
    return value if isinstance(value, date | str | bool | int | float) else str(value)


def statements(text: str, start: int, end: int) -> Iterator[Span]:
    """The pieces of a block that begin with ``key =`` or ``[table]``, each up to the next."""
    at = opened = start
    begins = _pattern(r"[ \t]*(?:[\w.\"'-]+[ \t]*[=:：]|\[)|[A-Za-z_][\w-]*[ \t]*(?=\r?\n|\Z)")
    while at < end:
        if at > opened and begins.match(text, at, end):
            yield Span(opened, at)
            opened = at
        at = text.find("\n", at, end) + 1 or end
    if opened < end:
        yield Span(opened, end)

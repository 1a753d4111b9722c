"""Where in front matter somebody is writing.

It is read from the lines, since a block that is being written seldom parses.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from postlint.post import Post
from postlint.server.hints import KeyPath
from postlint.text import Span


class Cursor(NamedTuple):
    """A place where a key or a value is being written.

    `path` leads to the mapping for a key, and to the key for a value. `span` is what is replaced, and
    `written` the part of it that stands before the cursor. `item` says that the value is one of a list,
    `flow` that the list is in brackets, `quote` is the mark that the value already begins with.
    """

    kind: Literal["key", "value"]
    format: Literal["yaml", "toml", "json"]
    path: KeyPath
    span: Span
    written: str
    item: bool = False
    flow: bool = False
    quote: str = ""


class _Block(NamedTuple):
    """The front matter's lines: its format, and where they begin."""

    format: Literal["yaml", "toml", "json"]
    start: int
    end: int


_YAML_LINE = re.compile(
    r"""(?P<lead>\s*(?:-\s+)*)(?:(?P<key>[\w$.-]+|"[^"]*"|'[^']*')\s*:(?=\s|$)\s*)?(?P<value>.*)"""
)
_TOML_LINE = re.compile(r"""\s*(?P<key>[\w-]+|"[^"]*")\s*=\s*(?P<value>.*)""")
_WORD = re.compile(r"[\w$-]*")


def cursor(post: Post, at: int) -> Cursor | None:
    """What is being written at an offset; None outside of front matter, and where no word can stand."""
    block = _block(post)
    if block is None or not block.start <= at <= block.end:
        return None
    text = post.source.text
    if block.format == "json":
        from postlint.server.cursor_json import json_cursor

        return json_cursor(text, block.start, at)
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    line = text[line_start : len(text) if line_end < 0 else line_end].rstrip("\r")
    above = text[block.start : line_start].split("\n")[:-1]
    read = _yaml if block.format == "yaml" else _toml
    return read(above, line, line_start, at - line_start)


def _block(post: Post) -> _Block | None:
    found = post.front_matter
    if found is not None:
        if found.language:
            return None
        return _Block(found.format, found.content.start, max(found.content.end - 1, found.content.start))
    text = post.source.text
    for fence, kind in (("---", "yaml"), ("+++", "toml")):
        if text.startswith(fence + "\n") or text.startswith(fence + "\r\n"):
            # Nobody has closed it yet: it goes on to the first blank line that is not at its start.
            start = text.index("\n") + 1
            end = text.find("\n\n", start + 1)
            return _Block(kind, start, len(text) if end < 0 else end)  # type: ignore[arg-type]
    return None


def _yaml(above: list[str], line: str, start: int, column: int) -> Cursor | None:
    match = _YAML_LINE.fullmatch(line)
    if match is None or line.lstrip().startswith("#"):
        return None
    lead, value_at = match["lead"], match.start("value")
    if match["key"] is not None and column >= match.end("key") + 1:
        path = (*_above(above, len(lead)), match["key"].strip("\"'"))
        return _value("yaml", path, match["value"], start + value_at, column - value_at, item=False)
    if match["key"] is None and lead.rstrip().endswith("-") and column >= len(lead):
        path = _above(above, len(lead) - len(lead.lstrip()), item=True)
        return _value("yaml", path, match["value"], start + value_at, column - value_at, item=True)
    own = line[len(lead) :]
    word = _WORD.match(own)
    if column < len(lead) or word is None or column > len(lead) + word.end():
        return None
    span = Span(start + len(lead), start + len(lead) + word.end())
    return Cursor("key", "yaml", _above(above, len(lead)), span, line[len(lead) : column])


def _above(lines: list[str], indent: int, *, item: bool = False) -> KeyPath:
    """The keys that a line of so much indentation stands under; an item may stand right under its key."""
    path: list[str] = []
    for line in reversed(lines):
        match = _YAML_LINE.fullmatch(line.rstrip("\r"))
        if match is None or match["key"] is None:
            continue
        own = len(match["lead"])
        if own < indent or (item and own == indent and not match["value"]):
            path.insert(0, match["key"].strip("\"'"))
            indent, item = own, False
            if not own:
                break
    return tuple(path)


def _toml(above: list[str], line: str, start: int, column: int) -> Cursor | None:
    table = next((one.strip() for one in reversed(above) if one.startswith("[")), "")
    path = tuple(part.strip().strip("\"'") for part in table.strip("[]").split(".")) if table else ()
    match = _TOML_LINE.fullmatch(line)
    if match is not None and column > match.end("key"):
        at = match.start("value")
        return _value(
            "toml", (*path, match["key"].strip('"')), match["value"], start + at, column - at, item=False
        )
    opened = next((m for one in reversed(above) if (m := _TOML_LINE.fullmatch(one))), None)
    if opened is not None and opened["value"].startswith("[") and not _closed(above, opened.string):
        key = (*path, opened["key"].strip('"'))
        return _value("toml", key, "[" + line, start - 1, column + 1, item=False)
    word = _WORD.match(line)
    if word is None or column > word.end() or line.startswith("["):
        return None
    return Cursor("key", "toml", path, Span(start, start + word.end()), line[:column])


def _closed(lines: list[str], opening: str) -> bool:
    after = lines[len(lines) - 1 - lines[::-1].index(opening) :]
    return any("]" in line for line in after)


def _value(
    kind: Literal["yaml", "toml"], path: KeyPath, value: str, start: int, column: int, *, item: bool
) -> Cursor | None:
    """The value, or the item of a list in brackets, that is written at a column of it."""
    if column < 0 or not path:
        return None
    flow = value.startswith("[")
    first, last = _item_bounds(value, column) if flow else (0, len(value.rstrip()))
    word = value[first:last]
    quote = word[0] if word[:1] in ("'", '"') else ""
    inner = first + len(quote)
    end = last - 1 if quote and len(word) > 1 and word.endswith(quote) else last
    if not inner <= column:
        return None
    span = Span(start + inner, start + max(end, column))
    return Cursor("value", kind, path, span, value[inner:column], item or flow, flow, quote)


def _item_bounds(value: str, column: int) -> tuple[int, int]:
    first = max(value.rfind("[", 0, column), value.rfind(",", 0, column)) + 1
    ends = [at for at in (value.find(",", column), value.find("]", column)) if at >= 0]
    last = min(ends, default=len(value))
    while first < column and value[first] == " ":
        first += 1
    while last > column and value[last - 1] == " ":
        last -= 1
    return first, last

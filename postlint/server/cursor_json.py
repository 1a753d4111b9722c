"""Where in JSON front matter somebody is writing: read from its start, strings and brackets alone."""

from __future__ import annotations

from postlint.server.cursor import Cursor
from postlint.text import Span


def json_cursor(text: str, start: int, at: int) -> Cursor | None:
    """What is being written at an offset inside a string; None elsewhere."""
    levels: list[tuple[str, str]] = []
    key, colon, opened = "", False, -1
    place = start
    while place < at:
        character = text[place]
        if opened >= 0:
            if character == "\\":
                place += 1
            elif character == '"':
                key = key if colon or _in_list(levels) else text[opened:place]
                opened = -1
        elif character == '"':
            opened = place + 1
        elif character in "{[":
            levels.append((character, key if colon else ""))
            colon = False
        elif character in "}]" and levels:
            levels.pop()
        elif character == ":":
            colon = True
        elif character == "," and not _in_list(levels):
            key, colon = "", False
        place += 1
    if opened < 0 or not levels:
        return None
    path = tuple(name for _, name in levels if name)
    end = text.find('"', at)
    span = Span(opened, end if 0 <= end <= _line_end(text, at) else at)
    if _in_list(levels):
        return Cursor("value", "json", path, span, text[opened:at], item=True, flow=True, quote='"')
    if colon:
        return Cursor("value", "json", (*path, key), span, text[opened:at], quote='"')
    return Cursor("key", "json", path, span, text[opened:at], quote='"')


def _in_list(levels: list[tuple[str, str]]) -> bool:
    return bool(levels) and levels[-1][0] == "["


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end

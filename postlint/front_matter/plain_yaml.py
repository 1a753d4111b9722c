"""The ordinary block of YAML, read without a parser: lines of `key: value`, and nothing else.

It only ever says yes: what is not of this kind (a list, a comment, an empty value, a text that goes on,
any mark that means something) is for libyaml. What it reads is what libyaml reads.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from re import Pattern
from re import compile as pattern
from typing import TypeAlias

from postlint.front_matter.tree import Entry, Mapping, Scalar, Style, Value
from postlint.text import Span


def compose(block: str, shift: int, resolve: Callable[[str], Value]) -> Mapping | None:
    """The mapping of a block that starts at offset `shift`, or None where it is not of this kind."""
    # No character but line breaks that YAML would not let pass, or read in its own way.
    if not block.replace("\n", "").isprintable():
        return None
    new = tuple.__new__
    entries: list[Entry] = []
    at = shift
    lines = block.removesuffix("\n").split("\n")
    if lines[0] == "---":
        del lines[0]
        at += 4
    first = at
    known = _known_lines(resolve)
    for line in lines:
        read = known.get(line) or _read(line, resolve, known)
        if read is None:
            return None
        key_end, start, end, name, meaning, text, value, style = read
        key = new(Scalar, (new(Span, (at, at + key_end)), name, meaning, *_PLAIN))
        span = new(Span, (at + start, at + end))
        entries.append(new(Entry, (key, new(Scalar, (span, text, value, style, None, None)))))
        at += len(line) + 1
    return Mapping(Span(first, entries[-1].value.span.end), tuple(entries)) if entries else None


_PLAIN: tuple[Style, None, None] = ("plain", None, None)
_Line: TypeAlias = tuple[int, int, int, str, Value, str, Value, Style]
"""What one line says: the ends of its key and value, counted from the line's start; then both scalars."""
_KEPT = 4096
"""Lines that are remembered: posts of one site share most of theirs."""


@cache
def _known_lines(resolve: Callable[[str], Value]) -> dict[str, _Line]:  # noqa: ARG001
    """The lines read so far, for each resolver."""
    return {}


def _read(line: str, resolve: Callable[[str], Value], known: dict[str, _Line]) -> _Line | None:
    match = _line().fullmatch(line)
    if match is None:
        return None
    name, plain, double, single = match.groups()
    key = (match.end(1), match.start(2), match.end(2), name, resolved(name, resolve))
    if plain is not None:
        read: _Line = (*key, plain, resolved(plain, resolve), "plain")
    else:
        start, end = match.span(match.lastindex or 0)
        text = double or single
        read = (key[0], start - 1, end + 1, name, key[4], text, text, "double" if double else "single")
    if len(line) <= _SHARED:
        if len(known) >= _KEPT:
            known.clear()
        known[line] = read
    return read


_SHARED = 24
"""Longer lines, most titles and dates among them, are not met again."""


def resolved(text: str, resolve: Callable[[str], Value]) -> Value:
    """What a plain scalar means: no resolver makes anything of a longer text that begins with a letter."""
    first = text[0]
    return text if first > "@" and first != "_" and len(text) > 5 else resolve(text)


@cache
def _line() -> Pattern[str]:
    """One line. Groups: 1 the key, 2 a plain text, without ``: `` and `` #`` in it, 3 and 4 one in quotes."""
    part = r"[^\s:#\"'\[\]{},&*!|>%@`?-][^\s:#]*+(?:[:#][^\s:#]++)*+"
    more = r"[^\s:#]++(?:[:#][^\s:#]++)*+"
    return pattern(rf'([A-Za-z][A-Za-z0-9_]*+): (?:({part}(?: {more})*+)|"([^"\\\n]++)"|\'([^\'\n]++)\')')

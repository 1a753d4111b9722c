"""The ordinary block of YAML, read without a parser: lines of `key: value`, and nothing else.

It only ever says yes: what is not of this kind (a list, a comment, an empty value, a text that goes on,
any mark that means something) is for libyaml. What it reads is what libyaml reads.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from re import Pattern
from re import compile as pattern

from postlint.front_matter.tree import Entry, Mapping, Scalar, Value
from postlint.text import Span


def compose(block: str, shift: int, resolve: Callable[[str], Value]) -> Mapping | None:
    """The mapping of a block that starts at offset `shift`, or None where it is not of this kind."""
    # No character but line breaks that YAML would not let pass, or read in its own way.
    if not block.replace("\n", "").isprintable():
        return None
    line = _line().match
    new = tuple.__new__
    entries: list[Entry] = []
    first = at = 4 if block.startswith("---\n") else 0
    size = len(block)
    while at < size:
        match = line(block, at)
        if match is None:
            return None
        name, plain, double, single = match.groups()
        start, end = match.span(1)
        key = new(Scalar, (new(Span, (start + shift, end + shift)), name, resolved(name, resolve), *_PLAIN))
        if plain is not None:
            start, end = match.span(2)
            span = new(Span, (start + shift, end + shift))
            value = new(Scalar, (span, plain, resolved(plain, resolve), *_PLAIN))
        else:
            start, end = match.span(match.lastindex or 0)
            span = new(Span, (start + shift - 1, end + shift + 1))
            value = new(Scalar, (span, double or single, double or single, *(_DOUBLE if double else _SINGLE)))
        entries.append(new(Entry, (key, value)))
        at = match.end()
    return Mapping(Span(first + shift, entries[-1].value.span.end), tuple(entries)) if entries else None


_PLAIN = ("plain", None, None)
_DOUBLE = ("double", None, None)
_SINGLE = ("single", None, None)


def resolved(text: str, resolve: Callable[[str], Value]) -> Value:
    """What a plain scalar means: no resolver makes anything of a longer text that begins with a letter."""
    first = text[0]
    return text if first > "@" and first != "_" and len(text) > 5 else resolve(text)


@cache
def _line() -> Pattern[str]:
    """One line. Groups: 1 the key, 2 a plain text, without ``: `` and `` #`` in it, 3 and 4 one in quotes."""
    part = r"[^\s:#\"'\[\]{},&*!|>%@`?-][^\s:#]*+(?:[:#][^\s:#]++)*+"
    more = r"[^\s:#]++(?:[:#][^\s:#]++)*+"
    return pattern(
        rf'([A-Za-z][A-Za-z0-9_]*+): (?:({part}(?: {more})*+)|"([^"\\\n]++)"|\'([^\'\n]++)\')(?:\n|\Z)'
    )

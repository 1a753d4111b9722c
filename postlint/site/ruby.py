"""Ruby's readings of values and names, where they decide what Jekyll does with a file.

Each function follows Ruby 3.1; names are those of Ruby's own methods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, cast

from postlint.front_matter.tree import Symbol, Timestamp


def downcase(text: str) -> str:
    """`String#downcase`: each character by itself, so a final sigma stays ``σ``."""
    return text.lower() if text.isascii() else "".join(map(str.lower, text))


def capitalize(text: str) -> str:
    """`String#capitalize`: the first character in title case, the others lower."""
    return text[:1].title() + downcase(text[1:])


def extname(path: str) -> str:
    """`File.extname`: with its dot; empty for a dotfile; a trailing dot counts as one."""
    name = path.rpartition("/")[2].lstrip(".")
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def to_s(value: object) -> str:
    """`to_s` of a value that YAML can give."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, Timestamp):
        zone = "UTC" if value.instant.tzinfo is UTC else value.instant.strftime("%z")
        return f"{value.instant:%Y-%m-%d %H:%M:%S} {zone}"
    if isinstance(value, Symbol):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    return inspect(value)


def class_of(value: object) -> str:
    """What Ruby calls a value in "no implicit conversion of": its class, or `true` for a boolean."""
    return _CLASSES.get(type(value), "Hash")


_CLASSES = {str: "String", int: "Integer", float: "Float", bool: "true", dict: "Hash", datetime: "Time"}


def inspect(value: object) -> str:
    """`inspect` of a value that YAML can give; what is nested deeper than eight levels becomes ``...``."""
    return _inspect(value, 8)


def _inspect(value: object, depth: int) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if value is None:
        return "nil"
    if depth == 0 and (isinstance(value, Mapping) or type(value) in (list, tuple)):
        return "..."
    if isinstance(value, Mapping):
        pairs = (f"{_inspect(k, depth - 1)}=>{_inspect(v, depth - 1)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if type(value) in (list, tuple):
        return "[" + ", ".join(_inspect(item, depth - 1) for item in cast("Iterable[object]", value)) + "]"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else to_s(value)


def _float(value: float) -> str:
    text = str(value)
    return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(text, text)


def words(text: str) -> list[str]:
    """`String#split` without an argument: at ASCII white space."""
    return text.split() if text.isascii() else [w for w in re.split(r"[ \t\n\v\f\r\0]+", text) if w]


def flatten(value: Any) -> list[Any]:
    """`[value].flatten.compact`: all leaves of nested lists, nil left out."""
    leaves: list[Any] = []
    stack = [value]
    while stack:
        item = stack.pop()
        if type(item) in (list, tuple):
            stack.extend(reversed(item))
        elif item is not None:
            leaves.append(item)
    return leaves


@lru_cache(maxsize=512)
def fnmatch(pattern: str) -> re.Pattern[str]:
    """`File.fnmatch` without flags, of a path that starts with a slash: ``*`` crosses slashes."""
    return _compiled(_translated(pattern, star=".*", globbing=False))


@lru_cache(maxsize=512)
def glob(pattern: str) -> re.Pattern[str]:
    """`Dir.glob` without flags: ``*`` stays within one name, ``**/`` spans folders, ``{a,b}`` chooses."""
    return _compiled(_translated(pattern, star="(?:(?!(?<![^/])\\.)[^/])*", globbing=True))


def _compiled(expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression, re.DOTALL)
    except re.error:
        # A set such as `[z-a]` matches nothing in Ruby.
        return re.compile(r"(?!)")


def _translated(pattern: str, *, star: str, globbing: bool) -> str:
    out: list[str] = []
    at, depth, last_brace = 0, 0, pattern.rfind("}") if globbing else -1
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if globbing and char == "*" and pattern[at : at + 2] == "*/":
            out.append("(?:(?!\\.)[^/]+/)*")
            at += 2
        elif char == "*":
            while pattern[at : at + 1] == "*":
                at += 1
            out.append(star)
        elif char == "?":
            out.append("[^/]" if globbing else ".")
        elif char == "[" and (end := pattern.find("]", at + 1)) > 0:
            inner = pattern[at:end].replace("\\", "\\\\").replace("[", "\\[")
            out.append("[" + ("^" + inner[1:] if inner[:1] in "!^" else inner) + "]")
            at = end + 1
        elif char == "\\" and at < len(pattern):
            out.append(re.escape(pattern[at]))
            at += 1
        elif char == "{" and at <= last_brace:
            out.append("(?:")
            depth += 1
        elif depth and char in ",}":
            out.append("|" if char == "," else ")")
            depth -= char == "}"
        else:
            out.append(re.escape(char))
    return "".join(out) + ")" * depth + "\\Z"

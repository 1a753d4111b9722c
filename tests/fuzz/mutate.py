"""Mutations that keep the form of what a reader takes, so that fuzzing comes past its first line.

libFuzzer changes bytes, and most changes of a JSON or TOML text only break it. These change one value of what
the text holds, and write it again; a packed file gets its checksum anew. What has no such form, and one
change in four of what has, is left to libFuzzer.
"""

from __future__ import annotations

import json
import random
import re
import struct
import tomllib
from collections.abc import Callable
from typing import Any, TypeAlias

from postlint.cache.pack import Entry, Pack, State, packed, sealed

Mutate: TypeAlias = Callable[[bytes, int], bytes]
"""A change of bytes, to at most so many of them: libFuzzer's own."""

_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    2**31,
    2**64,
    -(2**63),
    10**400,
    1.5,
    1e308,
    float("inf"),
    float("nan"),
    "",
    "a",
    "a/b",
    "\ud800",
    "\0",
    "\u202e",
    "x" * 5000,
    "error",
    "safe",
    [],
    {},
    [[]],
    [1, 2],
    [None],
    ["a", "b"],
    {"a": 1},
)


def mutated(target: str, data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
    """Another input of a target, of at most `most` bytes, made of one that may be any bytes."""
    change = _BY_TARGET.get(target)
    chance = random.Random(seed)
    if change is None or chance.random() < 0.25:
        return mutate(data, most)
    try:
        for _ in range(chance.choice((1, 1, 2, 4))):
            data = change(data, chance, mutate)
    except Exception:  # what a target may not raise is told by the target
        return mutate(data, most)
    return data if len(data) <= most else mutate(data[:most], most)


def _json(data: bytes, chance: random.Random, mutate: Mutate) -> bytes:
    tree = _changed(json.loads(data.decode("utf-8", "surrogatepass")), chance, mutate)
    return json.dumps(tree, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _changed(tree: Any, chance: random.Random, mutate: Mutate) -> Any:
    """A tree of JSON with one value, item or key changed."""
    places = list(_places(tree))
    if not places or chance.random() < 0.02:
        return chance.choice(_VALUES)
    holder, key = chance.choice(places)
    kind = chance.randrange(6)
    if kind == 0:
        del holder[key]
    elif kind == 1:
        other, where = chance.choice(places)
        holder[key] = json.loads(json.dumps(other[where]))
    elif kind == 2 and isinstance(holder, list):
        holder.insert(key, json.loads(json.dumps(holder[key])))
    elif kind == 2:
        holder[_word(str(key), mutate)] = holder[key]
    elif kind == 3 or holder[key] is None:
        holder[key] = chance.choice(_VALUES)
    else:
        holder[key] = _near(holder[key], chance, mutate)
    return tree


def _places(tree: Any) -> Any:
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        for key in keys:
            yield one, key
            waiting.append(one[key])


def _near(value: Any, chance: random.Random, mutate: Mutate) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 7, -value, 2**16))
    if isinstance(value, str):
        return _word(value, mutate)
    if isinstance(value, list):
        return chance.sample(value, len(value))
    return [value]


def _word(text: str, mutate: Mutate) -> str:
    raw = text.encode("utf-8", "surrogatepass")
    return mutate(raw, 2 * len(raw) + 8).decode("utf-8", "replace")


def _cache(data: bytes, chance: random.Random, mutate: Mutate) -> bytes:
    """One result, or a packed file: its entries changed, or its parts, under a checksum that is right."""
    pack = Pack(data)
    if not len(pack):
        return _json(data, chance, mutate)
    entries = list(pack.entries())
    at = chance.randrange(len(entries))
    path, (state, digest, day, value) = entries[at]
    kind = chance.randrange(5)
    if kind == 0:
        parts = (mutate(one, len(one) + 64) if chance.random() < 0.4 else one for one in _parts(data))
        return sealed(*parts)
    if kind == 1:
        value = _json(value, chance, mutate)
    elif kind == 2:
        path = _word(path, mutate)
    elif kind == 3:
        state = State(*(chance.choice((0, 1, 2**62)) for _ in state))
    else:
        entries.insert(at, (path + "2", Entry(state, digest, day, value)))
    entries[at] = path, Entry(state, digest[::-1], chance.choice((day, 0, 2**31)), value)
    return packed(entries)


def _parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Paths, records and values of a packed file, whose lengths stand at the end of its head."""
    paths, _rows, values = struct.unpack_from("<QQQ", data, len(packed([])) - 24)
    start = len(packed([]))
    return data[start : start + paths], data[start + paths : len(data) - values], data[len(data) - values :]


_SELECTOR = (
    "a b img p h2 * # . [ ] = ^= $= *= ~= |= ' \" :not( :has( :is( :nth-child( 2n+1 ) > + ~ , :: \\ | é"
)
_PATH = 'title tags author . [ ] [0] [*] * " a.b [99999999999999999999] é -'
_REGEX = r"( ) (?i) (?: (?P<n> (?s) (?= [ ] [^ a-z \d \w \p{L} \b \B . * + ? *? {2,3} {1000} | ^ $ \ \1 \\ é"
_TEMPLATE = r"\0 \1 \2 \9 \\ x < > é"
_TOKENS = {
    "selector": _SELECTOR.split(),
    "attribute": ["href", "src", "HREF", "data-x", "é"],
    "front-matter": _PATH.split(),
    "regex": _REGEX.split(),
    "unless": _REGEX.split(),
    "replacement": _TEMPLATE.split(),
    "in": ["file", "front-matter", "body", "prose", "fi"],
    "severity": ["off", "info", "warning", "error"],
    "fix": ["safe", "unsafe"],
    "name": ["a", "b-c", "d"],
    "message": ["x", "`", "é"],
    "help": ["x"],
}
_WHOLE = ("in", "severity", "fix")


def _patterns(data: bytes, chance: random.Random, mutate: Mutate) -> bytes:
    """A settings file with ``[[patterns]]``: one key of one of them changed by tokens of what it holds."""
    tables = tomllib.loads(data.decode("utf-8")).get("patterns")
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables) or not tables:
        raise ValueError("no patterns")
    table = chance.choice(tables)
    key = chance.choice([*table, *_TOKENS])
    kind = chance.randrange(8)
    if kind == 0 and key in table and key not in ("name", "message"):
        del table[key]
    elif kind == 1 and len(tables) < 6:
        tables.append({**table, "name": f"p{len(tables)}"})
    elif kind == 2:
        table["missing"] = not table.get("missing")
    elif key in _TOKENS:
        table[key] = _tokens(str(table.get(key, "")), key, chance, mutate)
    return "".join(_toml(one) for one in tables).encode("utf-8", "surrogatepass")


def _tokens(text: str, key: str, chance: random.Random, mutate: Mutate) -> str:
    if key in _WHOLE:
        return chance.choice(_TOKENS[key])
    words = re.findall(r"\w+|\W", text)
    at = chance.randint(0, len(words))
    kind = chance.randrange(5)
    if kind < 2:
        words.insert(at, chance.choice(_TOKENS[key]))
    elif kind == 2 and words:
        del words[at - 1 : at + chance.randrange(2)]
    elif kind == 3 and words:
        words.insert(at, chance.choice(words))
    else:
        return _word(text, mutate)
    return "".join(words)


def _toml(table: dict[str, Any]) -> str:
    lines = [
        f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in table.items()
        if isinstance(value, (str, bool))
    ]
    return "[[patterns]]\n" + "".join(lines)


_BY_TARGET: dict[str, Callable[[bytes, random.Random, Mutate], bytes]] = {
    "baseline": _json,
    "cache": _cache,
    "patterns": _patterns,
}

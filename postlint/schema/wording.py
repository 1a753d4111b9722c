"""JSON Schema's keywords in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from typing import Any

_MANY = 12
"""More allowed values than this are not all named."""
_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "a mapping",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "`true` or `false`",
    "null": "empty",
}


def kind_of(value: Any) -> str:
    """What a value is, in an author's words."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`, a truth value"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a mapping"


def one_of(words: list[str]) -> str:
    """``a, b or c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _none_of(words: list[str]) -> str:
    """``neither a nor b``, ``none of a, b or c``."""
    return f"neither {words[0]} nor {words[1]}" if len(words) == 2 else f"none of {one_of(words)}"


def types(given: Any) -> str:
    """The types that are allowed, in words; ``empty`` last."""
    names = [given] if isinstance(given, str) else list(given)
    if {"string", "number", "boolean"} <= set(names) and not {"array", "object"} & set(names):
        return "a single value"
    ordered = sorted(names, key=lambda name: name == "null")
    return one_of([_TYPES.get(str(name), str(name)) for name in ordered])


def shown(value: Any) -> str:
    """A value as an author would write it, cut when it is long."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = str(value).lower()
    else:
        text = "null" if value is None else str(value)
    text = " ".join(text.split())
    return f"`{text[:40]}…`" if len(text) > 41 else f"`{text}`"


def _name(path: tuple[str | int, ...]) -> str:
    """``tags``, ``the 2nd of tags``, ``author.name``, in backticks."""
    if not path:
        return "the front matter"
    *above, last = path
    if isinstance(last, int):
        return f"item {last + 1} of {_name(tuple(above))}"
    keys = [str(step) for step in path if isinstance(step, str)]
    return f"`{'.'.join(keys)}`"


def _type(name: str, wanted: Any, value: Any) -> str:
    return f"{name} is {kind_of(value)}, not {types(wanted)}"


def _enum(name: str, wanted: Any, value: Any) -> str:
    if len(wanted) == 1:
        return _const(name, wanted[0], value)
    if len(wanted) > _MANY:
        return f"{name} is {shown(value)}, none of {len(wanted)} allowed values"
    return f"{name} is {shown(value)}, {_none_of([shown(item) for item in wanted])}"


def _const(name: str, wanted: Any, value: Any) -> str:
    return f"{name} is {shown(value)}, not {shown(wanted)}"


def _pattern(name: str, wanted: Any, value: Any) -> str:
    return f"{name} is {shown(value)}, which does not match `{wanted}`"


_FORMATS = {
    "date": "a date (`2021-12-29`)",
    "date-time": "a time of RFC 3339 (`2021-12-29T10:14:10+08:00`)",
    "time": "a time of day of RFC 3339",
    "email": "an e-mail address",
    "uri": "a URL with its scheme",
    "uri-reference": "a URL",
    "iri": "a URL with its scheme",
    "hostname": "a host's name",
    "uuid": "a UUID",
    "regex": "a regular expression",
}


def _format(name: str, wanted: Any, value: Any) -> str:
    return f"{name} is {shown(value)}, which is not {_FORMATS.get(str(wanted), f'of the format `{wanted}`')}"


def _many(value: Sized, what: str) -> str:
    return f"{len(value)} {what}{'s' * (len(value) != 1)}"


def _short(name: str, wanted: Any, value: Any) -> str:
    return f"{name} is empty" if not value else f"{name} has {_many(value, 'character')}, fewer than {wanted}"


def _few(name: str, wanted: Any, value: Any) -> str:
    return (
        f"{name} is an empty list" if not value else f"{name} has {_many(value, 'item')}, fewer than {wanted}"
    )


_MESSAGES: Mapping[str, Callable[[str, Any, Any], str]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "format": _format,
    "minLength": _short,
    "minItems": _few,
    "maxLength": lambda name, wanted, value: f"{name} has {_many(value, 'character')}, more than {wanted}",
    "maxItems": lambda name, wanted, value: f"{name} has {_many(value, 'item')}, more than {wanted}",
    "minimum": lambda name, wanted, value: f"{name} is {value}, less than {wanted}",
    "exclusiveMinimum": lambda name, wanted, value: f"{name} is {value}, not more than {wanted}",
    "maximum": lambda name, wanted, value: f"{name} is {value}, more than {wanted}",
    "exclusiveMaximum": lambda name, wanted, value: f"{name} is {value}, not less than {wanted}",
    "multipleOf": lambda name, wanted, value: f"{name} is {value}, not a multiple of {wanted}",
    "minProperties": lambda name, wanted, value: f"{name} has {len(value)} keys, fewer than {wanted}",
    "maxProperties": lambda name, wanted, value: f"{name} has {len(value)} keys, more than {wanted}",
    "contains": lambda name, wanted, value: f"{name} lacks an item that the schema asks for",  # noqa: ARG005
    "not": lambda name, wanted, value: f"{name} is {shown(value)}, which the schema rules out",  # noqa: ARG005
    "uniqueItems": lambda name, wanted, value: f"{name} holds an item twice",  # noqa: ARG005
}


def message(keyword: str | None, path: tuple[str | int, ...], wanted: Any, value: Any) -> str:
    """What is wrong with the value at a path, by the keyword of JSON Schema that it breaks."""
    name = _name(path)
    if keyword is None:
        return f"{name} is not allowed here"
    make = _MESSAGES.get(keyword)
    return make(name, wanted, value) if make else f"{name} breaks `{keyword}` of the schema"

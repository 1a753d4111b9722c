"""A generator's configuration file as plain values: YAML, TOML or JSON, whatever it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.context import YamlFlavour
from postlint.front_matter.data import TooMany, plain
from postlint.front_matter.yaml import compose
from postlint.site.values import typed

_MAX_SIZE = 500_000


class Broken(ValueError):
    """The file does not parse; the text says why."""


def read(name: str, data: bytes, flavour: YamlFlavour) -> Mapping[str, Any]:
    """The top-level mapping of a configuration file, by its extension; empty for an empty file.

    Raises `Broken` for anything that the generator would not load as a mapping.
    """
    if len(data) > _MAX_SIZE:
        raise Broken("it is too large")
    text = data.decode("utf-8-sig", errors="replace")
    extension = name.rpartition(".")[2].lower()
    if extension == "toml":
        values = _toml(text)
    elif extension == "json":
        values = _json(text)
    else:
        values = _yaml(text, flavour)
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise Broken("it is not a list of keys and values")
    return {str(key): value for key, value in values.items()}


def _toml(text: str) -> object:
    import tomllib

    # tomllib recurses on nested arrays and tables.
    if text.count("[") > 5_000 or text.count("{") > 500:
        raise Broken("it is nested too deeply")
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise Broken(str(error)) from None


def _json(text: str) -> object:
    import json

    try:
        return json.loads(text) if text.strip() else None
    except (ValueError, RecursionError) as error:
        raise Broken(str(error)) from None


def _yaml(text: str, flavour: YamlFlavour) -> object:
    composed = compose(text, 0, len(text), flavour)
    if composed.error is not None:
        line = text.count("\n", 0, composed.error.at) + 1
        raise Broken(f"line {line}: {composed.error.problem}")
    if composed.root is None:
        return None
    try:
        plain(composed.root)
    except TooMany:
        raise Broken("its aliases expand to too many values") from None
    return typed(composed.root)

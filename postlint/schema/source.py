"""Schemas: where their text comes from, what postlint adds to JSON Schema, and mistakes in them.

Besides the keywords of JSON Schema (2020-12, or the draft that `$schema` names) a schema may say:

- ``extends`` (at the top): the name of a shipped schema; its properties and required keys hold too;
- ``x-postlint-severity`` (in a property's schema): error, warning or info for a value that breaks it;
- ``x-postlint-missing`` (in a property's schema): the same for a required key that is missing;
- ``x-postlint-message`` (in a property's schema): the message, in place of the one made from the keyword;
- ``x-postlint-zone`` (in a property's schema): a date there needs a zone;
- ``x-postlint-values-from`` (in a value's schema): a file with the allowed values (`vocabulary`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from postlint.diagnostic import Severity
from postlint.names import suggestion
from postlint.schema.quick import compiled
from postlint.text import Span

SHIPPED = (
    "astro-post",
    "eleventy-post",
    "hexo-post",
    "hugo-post",
    "imported-news",
    "jekyll-post",
    "zola-post",
)
"""The names of the schemas of front matter that postlint ships."""
BASE = "https://postlint.readthedocs.io/schemas/"
SUFFIX = ".schema.json"


class SchemaFault(NamedTuple):
    """A mistake in a schema: its place in the schema's own text."""

    span: Span
    message: str
    help: str | None = None


class SchemaError(ValueError):
    """A schema that cannot be used; `faults` are its mistakes in the order of its text (`text`)."""

    def __init__(self, text: str, faults: tuple[SchemaFault, ...]) -> None:
        super().__init__(faults[0].message)
        self.text = text
        self.faults = faults


class Schema:
    """A schema that can be used.

    `required` are the top-level keys that must be there: they are checked apart, so that a missing
    key does not cost the slow engine. `known` are the top level's properties.
    """

    def __init__(self, name: str, document: Mapping[str, Any]) -> None:
        self.name = name
        self.document = document

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The keys that must be there, in the order of the schema."""
        return tuple(self.document.get("required", ()))

    @cached_property
    def needed(self) -> frozenset[str]:
        """`required` as a set."""
        return frozenset(self.required)

    @cached_property
    def known(self) -> Mapping[str, Any]:
        """The top-level keys that the schema knows, with their schemas."""
        properties: Mapping[str, Any] = self.document.get("properties", {})
        return properties

    @cached_property
    def rest(self) -> Mapping[str, Any]:
        """The schema without the top level's `required`."""
        return {key: value for key, value in self.document.items() if key != "required"}

    @cached_property
    def proof(self) -> Any:
        """The compiled validator that proves data clean, `rest` of it; formats count, nothing is fetched."""
        return _validator(self.rest)

    def is_proved(self, data: Mapping[str, Any]) -> bool:
        """Whether data fulfils `rest` for certain."""
        if self.is_simply_proved(data):
            return True
        try:
            return bool(self.proof.is_valid(data))
        except ValueError:  # a lone surrogate
            return False

    @cached_property
    def is_simply_proved(self) -> Callable[[Mapping[str, Any]], bool]:
        """Whether each key by itself is of the type and length that a simple schema asks of it (`quick`)."""
        return compiled(self.rest)

    @cached_property
    def explainer(self) -> Any:
        """The validator that names every error in `rest`."""
        from postlint.schema.explain import validator

        return validator(self)

    def setting(self, key: str, name: str) -> Any:
        """What a top-level property's schema says under one of postlint's own keywords, or None."""
        schema = self.known.get(key)
        return schema.get(name) if isinstance(schema, Mapping) else None

    def severity(self, key: str, name: str = "x-postlint-missing") -> Severity | None:
        """A severity that a property's schema gives, or None."""
        value = self.setting(key, name)
        return Severity(value) if value in ("error", "warning", "info") else None


def _validator(document: Mapping[str, Any]) -> Any:
    import jsonschema_rs

    # `$ref` finds the shipped schemas by name, and is never fetched.
    shipped = [(f"{BASE}{name}{SUFFIX}", json.loads(shipped_text(name))) for name in _referred(document)]
    registry = jsonschema_rs.Registry(shipped) if shipped else None
    return jsonschema_rs.validator_for(
        {"$id": f"{BASE}own{SUFFIX}", **document}, validate_formats=True, offline=True, registry=registry
    )


def _referred(document: Mapping[str, Any]) -> tuple[str, ...]:
    text = json.dumps(document)
    return tuple(name for name in SHIPPED if '"$ref"' in text and name + SUFFIX in text)


def _folders() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parents[1]
    return package / "schemas", package.parent / "schemas"


@cache
def shipped_text(name: str) -> str:
    """The text of a shipped schema: of the wheel, or of the checkout; raises KeyError for an unknown name."""
    if name in SHIPPED:
        for folder in _folders():
            path = folder / f"{name}{SUFFIX}"
            if path.is_file():
                return path.read_text("utf-8")
    raise KeyError(name)


def shipped_name(reference: str) -> str | None:
    """The shipped schema that a name, a file's path or a URL means, or None."""
    name = reference.rpartition("/")[2].removesuffix(".json").removesuffix(".schema")
    return name if name in SHIPPED else None


@cache
def load(given: str) -> Schema:
    """The schema of a shipped name, or of a schema's own JSON text (which starts with ``{``).

    Nothing is read but shipped files. Raises `SchemaError`.
    """
    if not given.lstrip("\ufeff \t\r\n").startswith("{"):
        name = shipped_name(given)
        if name is None:
            message = f"no schema is called `{given}`{suggestion(given, SHIPPED)}"
            raise SchemaError(given, (SchemaFault(Span(0, len(given)), message),))
        return Schema(name, json.loads(shipped_text(name)))
    from postlint.schema.check import mistakes

    faults = mistakes(given)
    if faults:
        raise SchemaError(given, faults)
    document = extended(json.loads(given.lstrip("\ufeff")))
    return Schema(str(document.get("title", "the schema")), document)


def extended(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema with what it `extends`: its own properties win, required keys add up."""
    if "extends" not in document:
        return document
    base = load(str(document["extends"])).document
    own = {key: value for key, value in document.items() if key != "extends"}
    both = {**base, **own, "properties": {**base["properties"], **own.get("properties", {})}}
    both["required"] = list(dict.fromkeys([*base.get("required", ()), *own.get("required", ())]))
    both.pop("$id", None)
    return both

"""Mistakes in a schema, each at its place in the schema's text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from postlint.front_matter import json as json_tree
from postlint.front_matter.block import FrontMatter
from postlint.front_matter.data import TooMany, plain
from postlint.front_matter.tree import Mapping, Node, Scalar, resolved, walk
from postlint.names import nearest, suggestion
from postlint.schema.source import SHIPPED, SchemaFault, shipped_name
from postlint.text import Span

_SEVERITIES = ("error", "warning", "info")
_OWN = (
    "x-postlint-severity",
    "x-postlint-missing",
    "x-postlint-message",
    "x-postlint-zone",
    "x-postlint-values-from",
)
_STANDARD = """$anchor $comment $defs $dynamicAnchor $dynamicRef $id $ref $schema $vocabulary additionalItems
additionalProperties allOf anyOf const contains contentEncoding contentMediaType contentSchema default
definitions dependencies dependentRequired dependentSchemas deprecated description else enum examples
exclusiveMaximum exclusiveMinimum extends format if items maxContains maxItems maxLength maxProperties maximum
minContains minItems minLength minProperties minimum multipleOf not oneOf pattern patternProperties
prefixItems properties propertyNames readOnly required then title type unevaluatedItems
unevaluatedProperties uniqueItems writeOnly"""
_KEYWORDS = frozenset((*_STANDARD.split(), *_OWN))
_NAMED = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")
_LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE = (
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
)


def mistakes(text: str) -> tuple[SchemaFault, ...]:
    """What is wrong with a schema's text: JSON, keywords, patterns, references; empty when it can be used."""
    read = json_tree.compose(text, 1 if text.startswith("\ufeff") else 0, len(text))
    if read.error is not None:
        return (SchemaFault(read.error.span, read.error.fact, read.error.help),)
    root = read.root
    if not isinstance(root, Mapping):
        return (SchemaFault(Span(0, len(text)), "a schema is a JSON object"),)
    try:
        document = plain(root)
    except TooMany:
        return (SchemaFault(Span(0, 1), "the schema is too large"),)
    faults = [*_own_keywords(root), *_misspelt(root)]
    if not faults:
        faults = [*_refused(root, document)]
    return tuple(sorted(faults, key=lambda fault: fault.span))


def _refused(root: Mapping, document: Any) -> Iterator[SchemaFault]:
    """What the validator itself says of the schema."""
    import jsonschema_rs

    from postlint.schema.source import _validator, extended

    try:
        _validator(extended(document))
    except jsonschema_rs.ValidationError as error:
        path = tuple(error.instance_path)
        yield SchemaFault(_place(root, path), _reason(path, error))
    except (ValueError, RecursionError) as error:
        yield SchemaFault(root.span, f"the schema cannot be used: {error}")


def _reason(path: tuple[str | int, ...], error: Any) -> str:
    keyword = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    message = str(error.message)
    if keyword == "type":
        given = message.partition(" is ")[0]
        return f"{given} is no type of JSON: array, boolean, integer, null, number, object, string"
    if keyword in ("pattern", "patternProperties"):
        return f"`{keyword}` is no regular expression that JSON Schema knows: {message}"
    if not path and "Pointer" in message:
        return f"`$ref` leads nowhere: {message}"
    if "Retrieval is disabled" in message or "not present in a registry" in message:
        return "`$ref` leads out of the file, and postlint fetches nothing"
    return f"`{keyword}`: {message}" if keyword else message


def _place(root: Mapping, path: tuple[str | int, ...]) -> Span:
    if not path:
        return next((key.span for key, _ in _references(root)), Span(root.span.start, root.span.start + 1))
    return FrontMatter("json", root.span, root.span, root.span, 0, root).place(path)


def _references(root: Mapping) -> Iterator[tuple[Scalar, Node]]:
    for node in walk(root):
        if isinstance(node, Mapping):
            yield from ((key, value) for key, value in node.entries if key.text == "$ref")


def _own_keywords(root: Mapping) -> Iterator[SchemaFault]:
    extends = root.entry("extends")
    if extends is not None:
        value = extends.value
        if not isinstance(value, Scalar) or shipped_name(value.text) is None:
            name = value.text if isinstance(value, Scalar) else ""
            yield SchemaFault(value.span, f"no shipped schema is called `{name}`{suggestion(name, SHIPPED)}")
    for schema in _schemas(root):
        for key, value in schema.entries:
            if key.text in ("x-postlint-severity", "x-postlint-missing"):
                given = value.text if isinstance(value, Scalar) else ""
                if given not in _SEVERITIES:
                    near = suggestion(given, _SEVERITIES)
                    yield SchemaFault(value.span, f"`{key.text}` is error, warning or info{near}")


def _misspelt(root: Mapping) -> Iterator[SchemaFault]:
    """Unknown keywords that are nearly known: JSON Schema ignores them, so nothing would ever tell."""
    for schema in _schemas(root):
        for key, _ in schema.entries:
            if key.text not in _KEYWORDS:
                near = nearest(key.text, _KEYWORDS)
                if near is not None and (not key.text.startswith("x-") or near in _OWN):
                    yield SchemaFault(key.span, f"unknown keyword `{key.text}`; did you mean `{near}`?")


def _schemas(root: Mapping) -> Iterator[Mapping]:
    """The schema and all schemas in it; names of properties are no keywords."""
    stack: list[Node] = [root]
    while stack:
        schema = resolved(stack.pop())
        if not isinstance(schema, Mapping):
            continue
        yield schema
        for key, value in schema.entries:
            node = resolved(value)
            if key.text in _NAMED and isinstance(node, Mapping):
                stack += (inner for _, inner in node.entries)
            elif key.text in _LISTED and not isinstance(node, Scalar | Mapping):
                stack += node.items
            elif key.text in _SINGLE:
                stack.append(node)

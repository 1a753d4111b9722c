"""Why front matter breaks its schema: the slow engine, asked only where the fast one has refused.

jsonschema finds the errors; whether a text matches a `pattern` or a `format` is asked of jsonschema-rs,
so that the two never differ: Python's own regular expressions accept `２０２１` and a last
line break for `^\\d{4}$`, and jsonschema alone checks no `date-time`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from postlint.diagnostic import Edit, Fix, Safety, Severity
from postlint.front_matter import FrontMatter
from postlint.front_matter.tree import Mapping as MappingNode
from postlint.front_matter.tree import Node, Scalar, Sequence, resolved
from postlint.names import nearest
from postlint.schema import wording
from postlint.schema.source import BASE, SHIPPED, SUFFIX, Schema, shipped_text
from postlint.schema.violation import Kind, Violation
from postlint.text import Span

Path = tuple[str | int, ...]
_OF_FORMAT = """pattern format minLength maxLength minItems maxItems minimum maximum exclusiveMinimum
exclusiveMaximum multipleOf uniqueItems contains"""
_KINDS: dict[str | None, Kind] = {
    "required": "missing",
    "additionalProperties": "unknown",
    "unevaluatedProperties": "unknown",
    "propertyNames": "unknown",
    "type": "type",
    "enum": "value",
    "const": "value",
    None: "unknown",
    **dict.fromkeys(_OF_FORMAT.split(), "format"),
}
_CLOSED = ("additionalProperties", "unevaluatedProperties")


class _Fault(NamedTuple):
    """One error, free of its engine: what keyword, at which path, and what its schema says besides."""

    keyword: str | None
    path: Path
    wanted: Any
    value: Any
    notes: Mapping[str, Any]
    names: tuple[str, ...] = ()


def explain(schema: Schema, front_matter: FrontMatter, data: Mapping[str, Any]) -> Iterator[Violation]:
    """Each violation of the schema, `required` at the top level apart, at its key or value."""
    for fault in _faults(schema, data):
        yield from _violations(fault, front_matter, schema)


def _faults(schema: Schema, data: Mapping[str, Any]) -> Iterator[_Fault]:
    try:
        errors = list(schema.explainer.iter_errors(data))
    except RecursionError:
        errors = []
    if not errors:  # the engines differ: better the fast one's word than none
        for error in schema.proof.iter_errors(data):
            yield _Fault(
                "the schema", tuple(error.instance_path), None, None, {"x-postlint-message": error.message}
            )
    for error in errors:
        yield from _flat(error, {})


def validator(schema: Schema) -> Any:
    """The slow engine's validator of `schema.rest`."""
    from jsonschema import validators
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    shipped = [
        (f"{BASE}{name}{SUFFIX}", DRAFT202012.create_resource(json.loads(shipped_text(name))))
        for name in SHIPPED
    ]
    base = validators.validator_for(schema.document, default=validators.Draft202012Validator)
    extended: Any = validators.extend(  # type: ignore[no-untyped-call]
        base, {"pattern": _pattern, "format": _format}
    )
    document = {"$id": f"{BASE}own{SUFFIX}", **_spelled_out(schema.rest)}
    return extended(document, registry=Registry().with_resources(shipped))


_NEVER = {"not": {}, "x-postlint-never": True}


def _spelled_out(schema: Any) -> Any:
    """`false` as the schema of a property, in a form for which jsonschema says where the property is."""
    if isinstance(schema, list):
        return [_spelled_out(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    spelled = {key: _spelled_out(value) for key, value in schema.items()}
    for key in ("properties", "patternProperties"):
        if isinstance(spelled.get(key), Mapping):
            spelled[key] = {name: _NEVER if own is False else own for name, own in spelled[key].items()}
    return spelled


@cache
def _fast(keyword: str, wanted: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for({keyword: wanted}, validate_formats=True, offline=True)


def _pattern(_validator: Any, wanted: str, value: Any, _schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    if isinstance(value, str) and not _fast("pattern", wanted).is_valid(value):
        yield ValidationError("pattern")


def _format(_validator: Any, wanted: str, value: Any, _schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    if isinstance(value, str) and not _fast("format", wanted).is_valid(value):
        yield ValidationError("format")


def _notes(error: Any, above: Mapping[str, Any]) -> Mapping[str, Any]:
    """postlint's own keywords in the failing schema, else of what holds it."""
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    return {**above, **{key: value for key, value in schema.items() if key.startswith("x-postlint-")}}


def _flat(error: Any, above: Mapping[str, Any]) -> Iterator[_Fault]:
    notes = _notes(error, above)
    keyword = None if "x-postlint-never" in notes else error.validator
    path = tuple(error.absolute_path)
    if keyword in ("anyOf", "oneOf") and error.context and "x-postlint-message" not in notes:
        yield from _branch(error, notes)
        return
    wanted = error.validator_value
    if keyword in _CLOSED and isinstance(error.schema, Mapping):
        wanted = tuple(error.schema.get("properties", ()))
    if (
        keyword in _BOUNDS
        and isinstance(error.schema, Mapping)
        and error.schema.get(_BOUNDS[keyword]) is True
    ):
        keyword = _BOUNDS[keyword]
    if keyword in ("dependentRequired", "dependencies"):
        yield from _dependent(error, notes)
        return
    yield _Fault(keyword, path, wanted, error.instance, notes, _concerned(error))


_BOUNDS = {"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}
"""Draft 4 says with a truth value beside a bound that the bound itself is out."""


def _dependent(error: Any, notes: Mapping[str, Any]) -> Iterator[_Fault]:
    """A key that asks for another: one engine error tells the pair only in words."""
    for key, needed in error.validator_value.items():
        for name in needed if isinstance(needed, list) else ():
            if key in error.instance and name not in error.instance and repr(name) in error.message:
                told = {
                    "x-postlint-message": f"`{key}` needs the key `{name}` beside it",
                    **notes,
                }
                yield _Fault("dependentRequired", (*error.absolute_path, key), None, None, told)


def _branch(error: Any, notes: Mapping[str, Any]) -> Iterator[_Fault]:
    """The alternative that the author meant: the one whose errors lie deepest, or are fewest."""
    branches: dict[int, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    own = len(error.absolute_path)
    wrong_types = [inner for inners in branches.values() for inner in inners if _is_wrong_type(inner, own)]
    if len(wrong_types) == len(branches) == len(error.context):
        wanted = [name for inner in wrong_types for name in _as_list(inner.validator_value)]
        yield _Fault("type", tuple(error.absolute_path), list(dict.fromkeys(wanted)), error.instance, notes)
        return

    def rank(inners: list[Any]) -> tuple[bool, int, int]:
        return (
            any(_is_wrong_type(e, own) for e in inners),
            -max(len(e.absolute_path) for e in inners),
            len(inners),
        )

    for inner in min(branches.values(), key=rank):
        yield from _flat(inner, notes)


def _is_wrong_type(error: Any, depth: int) -> bool:
    return bool(error.validator == "type" and len(error.absolute_path) == depth)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _concerned(error: Any) -> tuple[str, ...]:
    """The keys that an error is about, where it is about keys."""
    value, wanted = error.instance, error.validator_value
    if "propertyNames" in error.absolute_schema_path and isinstance(value, str):
        return (value,)
    if not isinstance(value, Mapping):
        return ()
    if error.validator == "required":
        return tuple(name for name in wanted if name not in value and f"'{name}'" in error.message)
    if error.validator in _CLOSED:
        known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
        extra = tuple(name for name in value if name not in known)
        named = tuple(name for name in extra if repr(name) in error.message)
        return named or extra
    return ()


def _violations(fault: _Fault, front_matter: FrontMatter, schema: Schema) -> Iterator[Violation]:
    severity = _severity(fault, schema)
    told = fault.notes.get("x-postlint-message")
    if fault.names:
        for name in fault.names:
            yield _about_key(fault, name, front_matter, severity)
        return
    kind = _KINDS.get(fault.keyword, "other")
    span = _value_span(front_matter, fault)
    message = str(told) if told else wording.message(fault.keyword, fault.path, fault.wanted, fault.value)
    fix, near = _nearest_value(fault, front_matter)
    help_text = f"did you mean {near}?" if near else None
    yield Violation(kind, span, message, help_text, severity, fix, fault.path)


def _severity(fault: _Fault, schema: Schema) -> Severity | None:
    given = fault.notes.get("x-postlint-severity")
    if given in ("error", "warning", "info"):
        return Severity(given)
    top = fault.path[0] if fault.path else ""
    return schema.severity(top, "x-postlint-severity") if isinstance(top, str) else None


def _about_key(fault: _Fault, name: str, front_matter: FrontMatter, severity: Severity | None) -> Violation:
    where = f" in `{'.'.join(map(str, fault.path))}`" if fault.path else ""
    path = (*fault.path, name)
    if fault.keyword == "required":
        span = front_matter.place(fault.path, key=True)
        return Violation("missing", span, f"the key `{name}` is missing{where}", None, severity, None, path)
    span = front_matter.place(path, key=True)
    if fault.keyword not in _CLOSED:
        return Violation(
            "unknown", span, f"the schema allows no key `{name}`{where}", None, severity, None, path
        )
    known = fault.wanted if isinstance(fault.wanted, Iterable) else ()
    near = nearest(name, [str(key) for key in known])
    fix = rename(span, near) if near else None
    help_text = f"did you mean `{near}`?" if near else None
    return Violation("unknown", span, f"unknown key `{name}`{where}", help_text, severity, fix, path)


def rename(span: Span, name: str) -> Fix:
    """Give a key another name: unsafe, as the page may come to show what it did not."""
    return Fix(f"rename it to `{name}`", (Edit(span, name),), Safety.UNSAFE)


def _value_span(front_matter: FrontMatter, fault: _Fault) -> Span:
    path = fault.path
    if fault.keyword in ("dependentRequired", None):
        return front_matter.place(path, key=True)
    if fault.keyword == "uniqueItems" and isinstance(fault.value, list):
        twice = (i for i, item in enumerate(fault.value) if item in fault.value[:i])
        path = (*path, next(twice, 0))
    span = front_matter.place(path)
    # An empty value has no characters of its own: its key stands for it.
    return span if span.end > span.start else front_matter.place(path, key=True)


def _nearest_value(fault: _Fault, front_matter: FrontMatter) -> tuple[Fix | None, str | None]:
    if fault.keyword != "enum" or not isinstance(fault.value, str):
        return None, None
    near = nearest(fault.value, [item for item in fault.wanted if isinstance(item, str)])
    if near is None:
        return None, None
    span = _text_span(node_at(front_matter, fault.path), near)
    return (Fix(f"write `{near}`", (Edit(span, near),), Safety.UNSAFE) if span else None), f"`{near}`"


def node_at(front_matter: FrontMatter, path: Path) -> Node | None:
    """The value at a path of keys and indexes, or None."""
    node: Node | None = front_matter.root
    for step in path:
        node = resolved(node) if node is not None else None
        if isinstance(node, MappingNode) and isinstance(step, str):
            entry = node.entry(step)
            node = entry.value if entry else None
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def _text_span(node: Node | None, text: str) -> Span | None:
    """Where `text` can be written as it is in place of a value: between its quotes, or as a plain word."""
    if not isinstance(node, Scalar):
        return None
    if node.style in ("single", "double"):
        return None if set(text) & set("'\"\\\n") else Span(node.span.start + 1, node.span.end - 1)
    plain = text[0].isalpha() and text.replace("-", "").replace("_", "").replace(" ", "").isalnum()
    words = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
    return node.span if plain and node.style == "plain" and text.lower() not in words else None

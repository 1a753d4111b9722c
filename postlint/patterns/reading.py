"""Patterns as the settings write them."""

from __future__ import annotations

import re
from typing import Any

from postlint.diagnostic import Safety, Severity
from postlint.front_matter import tree
from postlint.front_matter.tree import Node
from postlint.patterns import pattern as patterns
from postlint.patterns.elements import check_selector
from postlint.patterns.expressions import ExpressionError, NotInstalled, check_references, compiled
from postlint.patterns.pattern import Pattern, PatternError
from postlint.patterns.values import steps
from postlint.registry import Rule
from postlint.shapes import Flag, ListOf, OneOf, ShapeError, Special, Table, Text
from postlint.text import Span

_LEVELS = ("off", *(severity.value for severity in Severity))
_REGIONS = ("file", "front-matter", "body", "prose")

TABLE = Table(
    {
        "name": Text("The rule's name, after `pattern/`: words in lower case, with `-` between them."),
        "message": Text("What is wrong, as the report says it."),
        "help": Text("What to do about it."),
        "severity": OneOf(_LEVELS, "How bad it is; `off` until something selects it. Default: `warning`."),
        "selector": Text("A CSS selector: the elements of the rendered HTML to look at."),
        "attribute": Text("The attribute of these elements to look at."),
        "front-matter": Text("A path to values of the front matter, such as `author.name` or `tags[*]`."),
        "missing": Flag("Whether it is the fault that there is no value at the path."),
        "regex": Text("What must match: a regular expression in the syntax of RE2."),
        "unless": Text("What must not match."),
        "in": OneOf(_REGIONS, "Where a `regex` alone looks. Default: `file`."),
        "replacement": Text("What to write instead; `\\1` is the first group of `regex`."),
        "fix": OneOf(("safe", "unsafe"), "Which option makes the replacement. Default: `unsafe`."),
    },
    "Checks of this site's own.",
    required=("name", "message"),
)


def _read(node: Node) -> Rule:
    values = TABLE.read(node)
    made = _pattern(values)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made.name):
        message = f"`{made.name}` is no name of a pattern: it has words in lower case, with `-` between them"
        raise ShapeError(_value(node, "name").span, message)
    try:
        patterns.check(made)
    except PatternError as error:
        raise ShapeError(_key(node, error.key), error.message) from None
    for key, check in (
        ("selector", check_selector),
        ("front-matter", steps),
        ("regex", compiled),
        ("unless", compiled),
    ):
        if key in values:
            _checked(node, key, lambda check=check, text=values[key]: check(text))
    if made.replacement is not None:
        text = made.replacement
        _checked(node, "replacement", lambda: check_references(text, made.groups))
    return patterns.rule(made)


def _pattern(values: dict[str, Any]) -> Pattern:
    level = values.get("severity", "warning")
    return Pattern(
        values["name"],
        values["message"],
        values.get("help"),
        None if level == "off" else Severity(level),
        values.get("selector"),
        values.get("attribute"),
        values.get("front-matter"),
        values.get("missing", False),
        values.get("regex"),
        values.get("unless"),
        values.get("in", "file"),
        values.get("replacement"),
        Safety(values.get("fix", "unsafe")),
    )


def _checked(node: Node, key: str, check: Any) -> None:
    try:
        check()
    except ExpressionError as error:
        raise ShapeError(_inside(_value(node, key), error.span), error.message) from None
    except NotInstalled as error:
        raise ShapeError(_value(node, key).span, str(error)) from None


def _key(node: Node, key: str) -> Span:
    inner = tree.resolved(node)
    assert isinstance(inner, tree.Mapping)
    entry = inner.entry(key)
    return entry.key.span if entry else inner.span


def _value(node: Node, key: str) -> Node:
    inner = tree.resolved(node)
    assert isinstance(inner, tree.Mapping)
    entry = inner.entry(key)
    assert entry is not None
    return entry.value


def _inside(node: Node, span: Span) -> Span:
    """A part of a string in the settings; all of it where escapes move its characters."""
    text = tree.resolved(node)
    assert isinstance(text, tree.Scalar)
    for quotes in (1, 3):
        if len(text.text) == text.span.end - text.span.start - 2 * quotes:
            return span.shift(text.span.start + quotes)
    return text.span


def rules(node: Node) -> tuple[Rule, ...]:
    """The rules that a list of patterns makes; raises `ShapeError`."""
    found: dict[str, Rule] = {}
    inner = tree.resolved(node)
    for item, rule in zip(getattr(inner, "items", ()), ListOf(_SHAPE).read(node), strict=True):
        if rule.name in found:
            raise ShapeError(
                _value(item, "name").span, f"there is a pattern of this name already: `{rule.name}`"
            )
        found[rule.name] = rule
    return tuple(found.values())


_SHAPE = Special(_read, TABLE.schema)

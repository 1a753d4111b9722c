"""Places of violations that show in the tree."""

from __future__ import annotations

from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation


def at_value(node: Node, name: str, rule: str, kind: str, message: str, *, error: bool = True) -> Violation:
    """A violation whose place is the value of an attribute."""
    attribute = node.attributes[name]
    return Violation(rule, kind, attribute.value_span or attribute.name_span, message, None, error)

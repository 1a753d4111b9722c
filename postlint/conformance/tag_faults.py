"""How the faults of a start tag are said: what is missing, what must not be there, what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from postlint.body.tags import Attribute, Tag
from postlint.conformance.violation import Violation

Attributes: TypeAlias = Mapping[str, Attribute]
"""The attributes of a tag by name; of two with one name the first."""

MISSING = "html/missing-attribute"
NOT_ALLOWED = "html/attribute-not-allowed"
BAD_VALUE = "html/invalid-attribute-value"


def missing(tag: Tag, name: str, message: str, help_: str | None = None, *, error: bool = True) -> Violation:
    """An attribute that a tag lacks; the place is the tag's name."""
    return Violation(MISSING, f"{tag.name} {name}", tag.name_span, message, help_, error, around=tag.span)


def unwanted(attribute: Attribute, message: str) -> Violation:
    """An attribute that must not be there."""
    return Violation(NOT_ALLOWED, attribute.name, attribute.name_span, message)


def bad(attribute: Attribute, reason: str, *, error: bool = True) -> Violation:
    """A value that is wrong: `reason` completes "the value of ..."."""
    span = attribute.value_span or attribute.name_span
    return Violation(
        BAD_VALUE,
        f"{attribute.name} {reason[:20]}",
        span,
        f"the value of `{attribute.name}` {reason}",
        None,
        error,
    )

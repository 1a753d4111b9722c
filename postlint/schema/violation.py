"""One place where front matter breaks its schema."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from postlint.diagnostic import Fix, Severity
from postlint.text import Span

Kind: TypeAlias = Literal["missing", "unknown", "type", "value", "format", "other"]


class Violation(NamedTuple):
    """What is wrong at one place.

    `kind`: a key is ``missing`` or ``unknown``; a value is of the wrong ``type``, none of the allowed
    ``value``s, or of the wrong ``format`` (pattern, format, length, range); ``other``: what relates
    several values. `severity` is set where the schema says so. `path` is the value's path in the data.
    """

    kind: Kind
    span: Span
    message: str
    help: str | None = None
    severity: Severity | None = None
    fix: Fix | None = None
    path: tuple[str | int, ...] = ()

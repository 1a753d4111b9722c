"""What a post gave, as the bytes that the cache keeps: JSON, in lists rather than objects, without defaults.

The path is not in them: it is the key that they are kept by. Bytes that do not hold a result are None:
the post is then linted again.
"""

from __future__ import annotations

import json
from typing import Any

from postlint.diagnostic import Diagnostic, Edit, Fix, Related, Safety, Severity
from postlint.engine import Linted
from postlint.site.facts import Facts
from postlint.text import Span


def dumps(linted: Linted) -> bytes:
    """The bytes of a result."""
    facts = linted.facts.to_json() if linted.facts is not None else None
    rows = [_row(diagnostic) for diagnostic in linted.diagnostics]
    return json.dumps([linted.suppressed, facts, rows], separators=(",", ":")).encode()


def loads(path: str, data: bytes) -> Linted | None:
    """The result that `dumps` wrote for the post at a path."""
    try:
        suppressed, facts, rows = json.loads(data)
        known = None if facts is None else Facts.from_json(facts)
        return Linted(path, [_diagnostic(path, row) for row in rows], suppressed, known)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _row(diagnostic: Diagnostic) -> list[Any]:
    fix = diagnostic.fix
    return [
        diagnostic.rule,
        diagnostic.severity.value,
        *diagnostic.span,
        diagnostic.message,
        diagnostic.help,
        fix and [fix.title, fix.safety.value, [[*edit.span, edit.replacement] for edit in fix.edits]],
        [[*other.span, other.message, other.path] for other in diagnostic.related],
        diagnostic.fingerprint,
    ]


def _diagnostic(path: str, row: list[Any]) -> Diagnostic:
    rule, severity, start, end, message, advice, fix, related, fingerprint = row
    return Diagnostic(
        path,
        rule,
        Severity(severity),
        Span(start, end),
        message,
        advice,
        None if fix is None else _fix(*fix),
        tuple(Related(Span(s, e), text, where) for s, e, text, where in related),
        fingerprint=fingerprint,
    )


def _fix(title: str, safety: str, edits: list[Any]) -> Fix:
    return Fix(title, tuple(Edit(Span(start, end), new) for start, end, new in edits), Safety(safety))

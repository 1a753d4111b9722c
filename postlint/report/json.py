"""``json``: the contract that every other tool reads (``schemas/report.schema.json``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.report import Report
from postlint.report.visible import hidden_as
from postlint.text import Source, Span


def render(report: Report) -> Iterator[str]:
    """One object; each diagnostic on a line of its own."""
    yield '{"version": 1, "diagnostics": ['
    separator = "\n"
    for item in objects(report):
        yield separator + dumps(item)
        separator = ",\n"
    yield f'\n], "summary": {dumps(summary(report))}}}\n'


def objects(report: Report) -> Iterator[dict[str, Any]]:
    """Each diagnostic as the contract shows it."""
    source: Source | None = None
    for diagnostic in report.diagnostics:
        if source is None or source.path != diagnostic.path:
            source = report.source(diagnostic.path)
        yield _object(diagnostic, source, report)


def summary(report: Report) -> dict[str, int]:
    """The counts of a run: posts, faults by severity, fixable ones, suppressed ones."""
    return {
        "files": report.files,
        **{f"{severity.value}s": report.count(severity) for severity in Severity},
        "fixable": report.fixable(Safety.SAFE),
        "unsafe_fixable": report.fixable(Safety.UNSAFE),
        "suppressed": report.suppressed,
    }


def dumps(value: Any, indent: int | None = None) -> str:
    """JSON text: Unicode as it is, but for what a terminal would obey, hide, or could not be given (lone
    surrogates of file names)."""
    return hidden_as(json.dumps(value, ensure_ascii=False, indent=indent), _escaped)


def _escaped(match: re.Match[str]) -> str:
    if match[0] == "\n":
        # It stands between values only: inside one it is escaped already.
        return "\n"
    return json.dumps(match[0])[1:-1].replace("\x7f", "\\u007f")


def _object(diagnostic: Diagnostic, source: Source, report: Report) -> dict[str, Any]:
    start, end = _range(source, diagnostic.span)
    fix = diagnostic.fix
    return {
        "path": diagnostic.path,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "start": start,
        "end": end,
        "fix": fix
        and {
            "title": fix.title,
            "safety": fix.safety.value,
            "edits": [
                dict(zip(("start", "end"), _range(source, edit.span), strict=True))
                | {"replacement": edit.replacement}
                for edit in fix.edits
            ],
        },
        "related": [
            _related(source if other.path is None else report.source(other.path), other.span, other.message)
            for other in diagnostic.related
        ],
        "state": diagnostic.state,
        "fingerprint": diagnostic.fingerprint,
    }


def _related(source: Source, span: Span, message: str) -> dict[str, Any]:
    start, end = _range(source, span)
    return {"path": source.path, "message": message, "start": start, "end": end}


def _range(source: Source, span: Span) -> tuple[dict[str, int], dict[str, int]]:
    return source.position(span.start)._asdict(), source.position(span.end)._asdict()

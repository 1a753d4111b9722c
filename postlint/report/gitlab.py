"""``gitlab``: GitLab's code quality report, a subset of Code Climate's format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from postlint.diagnostic import Diagnostic, Severity
from postlint.report import Report
from postlint.report.json import dumps
from postlint.report.placed import placed, said
from postlint.text import Source

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> Iterator[str]:
    """A list; the fingerprint holds no line, so that an inserted line opens no issue again."""
    separator = "[\n"
    for diagnostic, source in placed(report, report.new):
        yield separator + dumps(_issue(diagnostic, source))
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _issue(diagnostic: Diagnostic, source: Source) -> dict[str, Any]:
    # Positions are those of characters, the last one of the span included.
    start, end = diagnostic.span
    return {
        "type": "issue",
        "check_name": diagnostic.rule,
        # Code Climate's format wants a single line.
        "description": said(diagnostic).replace("\nhelp: ", "; help: ").replace("\n", " "),
        "categories": ["Bug Risk" if diagnostic.severity is Severity.ERROR else "Style"],
        "severity": _SEVERITIES[diagnostic.severity],
        "fingerprint": diagnostic.fingerprint,
        "location": {
            "path": diagnostic.path,
            "positions": {
                "begin": _place(source, start),
                "end": _place(source, max(end - 1, start)),
            },
        },
    }


def _place(source: Source, offset: int) -> dict[str, int]:
    _, line, column = source.position(offset)
    return {"line": line, "column": column}

"""Diagnostics with the text that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postlint.diagnostic import Diagnostic
from postlint.report import Report
from postlint.text import Source


def placed(report: Report, diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, Source]]:
    """Each diagnostic with its file's text, which is read once for each run of diagnostics in one file."""
    source: Source | None = None
    for diagnostic in diagnostics:
        if source is None or source.path != diagnostic.path:
            source = report.source(diagnostic.path)
        yield diagnostic, source


def said(diagnostic: Diagnostic) -> str:
    """The message, and the help on a line of its own."""
    return f"{diagnostic.message}\nhelp: {diagnostic.help}" if diagnostic.help else diagnostic.message

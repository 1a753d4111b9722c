"""``github``: workflow commands, which GitHub Actions shows as annotations of the changed lines.

The form and its escapes are those of the Actions toolkit: in a property ``%``, CR, LF, ``:`` and
``,`` are escaped, in the message the first three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.diagnostic import Severity
from postlint.report import Report
from postlint.report.full import summary
from postlint.report.placed import placed, said
from postlint.report.visible import visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> Iterator[str]:
    """One command for each diagnostic, with its help and its fix's title; then the summary, which is none."""
    for diagnostic, source in placed(report, report.shown):
        start, end = source.position(diagnostic.span.start), source.position(diagnostic.span.end)
        place = {"file": diagnostic.path, "line": start.line, "endLine": end.line}
        if start.line == end.line:
            # GitHub takes columns only for a span within one line; both ends count as in it.
            place |= {"col": start.column, "endColumn": max(end.column - 1, start.column)}
        place["title"] = f"postlint ({diagnostic.rule})"
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
        message = said(diagnostic)
        if diagnostic.fix:
            message += f"\nfix: {diagnostic.fix.title}"
        yield f"::{_LEVELS[diagnostic.severity]} {properties}::{_data(message)}\n"
    yield from summary(report)


def _data(text: str) -> str:
    # The runner's log is a terminal: what else could move its cursor is made visible.
    shown = re.sub(r"[^\r\n]+", lambda match: visible(match[0]), text)
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

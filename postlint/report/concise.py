"""``concise``: one line for each fault, as compilers print them."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.report import Report
from postlint.report.full import summary
from postlint.report.linked import linked
from postlint.report.visible import visible
from postlint.text import Source


def render(report: Report) -> Iterator[str]:
    """``path:line:column: severity[rule] message``, then a summary."""
    source: Source | None = None
    for diagnostic in report.shown:
        if source is None or source.path != diagnostic.path:
            source = report.source(diagnostic.path)
        _, line, column = source.position(diagnostic.span.start)
        yield (
            f"{visible(diagnostic.path)}:{line}:{column}: "
            f"{diagnostic.severity}[{linked(diagnostic.rule, report.style)}] {visible(diagnostic.message)}\n"
        )
    yield from summary(report)

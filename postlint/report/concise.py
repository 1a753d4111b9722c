"""``concise``: one line for each fault, as compilers print them."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.report import Report
from postlint.report.full import summary
from postlint.report.linked import linked
from postlint.report.paint import COLOURS, painter
from postlint.report.visible import visible
from postlint.text import Source


def render(report: Report) -> Iterator[str]:
    """``path:line:column: severity[rule] message``, then a summary."""
    paint = painter(report.style.color)
    source: Source | None = None
    for diagnostic in report.shown:
        if source is None or source.path != diagnostic.path:
            source = report.source(diagnostic.path)
        _, line, column = source.position(diagnostic.span.start)
        place = f"{visible(diagnostic.path)}:{line}:{column}:"
        name = f"{diagnostic.severity}[{linked(diagnostic.rule, report.style)}]"
        look = f"1;{COLOURS[diagnostic.severity]}"
        yield f"{paint(place, '1')} {paint(name, look)} {visible(diagnostic.message)}\n"
    yield from summary(report)

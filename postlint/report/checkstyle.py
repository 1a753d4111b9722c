"""``checkstyle``: the XML of Checkstyle, which most build servers read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from postlint.report import Report
from postlint.report.placed import placed, said
from postlint.report.xml import PROLOG, element


def render(report: Report) -> Iterator[str]:
    """An element ``file`` for each file with faults."""
    yield PROLOG + '<checkstyle version="4.3">\n'
    for path, faults in groupby(placed(report, report.new), key=lambda pair: pair[0].path):
        yield element("file", name=path) + ">\n"
        for diagnostic, source in faults:
            _, line, column = source.position(diagnostic.span.start)
            error = element(
                "error",
                line=line,
                column=column,
                severity=diagnostic.severity,
                message=said(diagnostic),
                source=f"postlint.{diagnostic.rule}",
            )
            yield f"  {error}/>\n"
        yield "</file>\n"
    yield "</checkstyle>\n"

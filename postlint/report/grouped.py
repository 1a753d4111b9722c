"""``grouped``: the faults of each file under its name, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from postlint.report import Report
from postlint.report.full import summary
from postlint.report.linked import linked
from postlint.report.placed import placed
from postlint.report.visible import visible


def render(report: Report) -> Iterator[str]:
    """A heading for each file, then ``line:column severity message rule``, then a summary."""
    for path, faults in groupby(placed(report, report.shown), key=lambda pair: pair[0].path):
        rows = [(*source.position(d.span.start)[1:], d) for d, source in faults]
        places = [f"{line}:{column}" for line, column, _ in rows]
        width = max(map(len, places))
        yield visible(path) + "\n"
        for place, (_, _, fault) in zip(places, rows, strict=True):
            rule = linked(fault.rule, report.style)
            yield f"  {place:>{width}}  {fault.severity:<7}  {visible(fault.message)}  [{rule}]\n"
        yield "\n"
    yield from summary(report)

"""``grouped``: the faults of each file under its name, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from postlint.report import Report
from postlint.report.full import summary
from postlint.report.linked import linked
from postlint.report.paint import COLOURS, painter
from postlint.report.placed import placed
from postlint.report.visible import visible


def render(report: Report) -> Iterator[str]:
    """A heading for each file, then ``line:column severity message rule``, then a summary."""
    paint = painter(report.style.color)
    for path, faults in groupby(placed(report, report.shown), key=lambda pair: pair[0].path):
        rows = [(*source.position(d.span.start)[1:], d) for d, source in faults]
        places = [f"{line}:{column}" for line, column, _ in rows]
        width = max(map(len, places))
        yield paint(visible(path), "1") + "\n"
        for place, (_, _, fault) in zip(places, rows, strict=True):
            level = paint(f"{fault.severity:<7}", COLOURS[fault.severity])
            rule = paint(f"[{linked(fault.rule, report.style)}]", "2")
            yield f"  {paint(f'{place:>{width}}', '34')}  {level}  {visible(fault.message)}  {rule}\n"
        yield "\n"
    yield from summary(report)

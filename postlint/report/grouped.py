"""``grouped``: the faults of each file under its name, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from postlint.diagnostic import Diagnostic
from postlint.report import Report
from postlint.report.full import summary
from postlint.report.linked import linked
from postlint.report.paint import COLOURS, painter
from postlint.report.placed import placed
from postlint.report.visible import folded, visible


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
            said, rule = _said(fault, width + 13, report)
            yield f"  {paint(f'{place:>{width}}', '34')}  {level}  {said}{paint(rule, '2')}\n"
        yield "\n"
    yield from summary(report)


def _said(fault: Diagnostic, start: int, report: Report) -> tuple[str, str]:
    """The message, broken where the terminal ends, and the rule's name, which stands after it."""
    name = f"[{visible(fault.rule)}]"
    text = f"{visible(fault.message)}  {name}"
    if report.style.wrap:
        text = folded(text, start, report.style.width, start)
    return text.removesuffix(name), f"[{linked(fault.rule, report.style)}]"

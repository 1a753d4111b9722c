"""``full``: a source frame for each fault, then a summary. The default in a terminal and in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postlint import workers
from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.report import Report, plural
from postlint.report.frame import diff, excerpt
from postlint.report.linked import linked
from postlint.report.paint import COLOURS, painter
from postlint.report.visible import folded, visible
from postlint.text import Source

_CAN = {
    Safety.SAFE: "fix",
    Safety.UNSAFE: "unsafe fix",
    Safety.DISPLAY: "suggestion",
}


_PIECE = 250
"""Faults that one process draws at a time."""
_MANY = 20_000
"""Faults from which on this process draws them all: others would copy the pages on which so many lie."""


def render(report: Report) -> Iterator[str]:
    """The report, a string for some faults at a time."""
    shown = list(report.shown)
    pieces = [shown[start : start + _PIECE] for start in range(0, len(shown), _PIECE)]
    several = report.style.processes > 1 and report.style.processes < len(pieces) and len(shown) < _MANY
    if several and workers.can_fork():
        yield from _drawn(report, pieces)
    else:
        for piece in pieces:
            yield from _faults(piece, report)
    yield from summary(report)


def _drawn(report: Report, pieces: list[list[Diagnostic]]) -> Iterator[str]:
    """The same as one process draws them, by several."""
    done = dict(
        workers.spread(
            len(pieces),
            lambda index: "".join(_faults(pieces[index], report)).encode("utf-8", "surrogatepass"),
            report.style.processes,
        )
    )
    for index, piece in enumerate(pieces):
        data = done[index]
        yield "".join(_faults(piece, report)) if data is None else data.decode("utf-8", "surrogatepass")


def _faults(diagnostics: Iterable[Diagnostic], report: Report) -> Iterator[str]:
    source: Source | None = None
    for diagnostic in diagnostics:
        if source is None or source.path != diagnostic.path:
            source = report.source(diagnostic.path)
        yield "\n".join(_fault(diagnostic, source, report)) + "\n\n"


def _fault(diagnostic: Diagnostic, source: Source, report: Report) -> Iterator[str]:
    paint = painter(report.style.color)
    colour = COLOURS[diagnostic.severity]
    place = source.position(diagnostic.span.start)
    gutter = len(str(place.line))
    cells = max(report.style.width - gutter - 3, 20)

    def fold(text: str, start: int, indent: int) -> str:
        shown = visible(text)
        return folded(shown, start, report.style.width, indent) if report.style.wrap else shown

    said = fold(diagnostic.message, len(diagnostic.severity) + len(diagnostic.rule) + 4, 4)
    yield (
        paint(f"{diagnostic.severity}[{linked(diagnostic.rule, report.style)}]", f"1;{colour}")
        + paint(": " + said, "1")
    )
    bar = paint("|", "1;34")
    yield (f"{' ' * gutter}{paint('-->', '1;34')} {visible(diagnostic.path)}:{place.line}:{place.column}")
    shown = excerpt(source, diagnostic.span, cells)
    yield f"{' ' * gutter} {bar}"
    yield f"{paint(str(place.line), '1;34')} {bar} {shown.text}".rstrip()
    yield f"{' ' * gutter} {bar} {' ' * shown.indent}{paint('^' * shown.carets, f'1;{colour}')}"
    for related in diagnostic.related:
        other = source if related.path is None else report.source(related.path)
        at = other.position(related.span.start)
        there = f"{visible(other.path)}:{at.line}:{at.column}: {visible(related.message)}"
        yield f"{' ' * gutter} = {fold(there, gutter + 3, gutter + 5)}"
    if diagnostic.help:
        yield f"{' ' * gutter} = {paint('help', '1')}: {fold(diagnostic.help, gutter + 9, gutter + 9)}"
    if diagnostic.fix:
        can = _CAN[diagnostic.fix.safety]
        start = gutter + len(can) + 5
        yield f"{' ' * gutter} = {paint(can, '1')}: {fold(diagnostic.fix.title, start, start)}"
        for sign, number, text in diff(source, diagnostic.fix, cells):
            line = f"{number:>{gutter}} {sign} {text}".rstrip()
            yield paint(line, "31" if sign == "-" else "32")


def summary(report: Report) -> Iterator[str]:
    """The last lines: what was found in how many posts, and what can be fixed."""
    if report.quiet:
        return
    known = len(report.diagnostics) - sum(1 for _ in report.new)
    old = f" {known} more in the baseline." if known else ""
    if len(report.diagnostics) == known:
        yield f"All clear: {plural(report.files, 'post')}.{old}\n" if report.files else ""
        return
    parts = ", ".join(
        plural(count, severity.value) if severity is not Severity.INFO else f"{count} info"
        for severity in Severity
        if (count := report.count(severity))
    )
    hidden = report.count(Severity.INFO) if report.style.least is not Severity.INFO else 0
    old += f" `--show info` shows the {hidden} info." if hidden else ""
    yield f"Found {parts} in {report.touched} of {plural(report.files, 'post')}.{old}\n"
    safe, unsafe = report.fixable(Safety.SAFE), report.fixable(Safety.UNSAFE)
    if safe:
        more = f" ({unsafe} more with `--unsafe-fixes`)" if unsafe else ""
        yield f"{safe} fixable with `--fix`{more}.\n"
    elif unsafe:
        yield f"{unsafe} fixable with `--fix --unsafe-fixes`.\n"

"""A source frame: the line that a fault is in, carets under it, and the fix as a diff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from postlint.diagnostic import Edit, Fix
from postlint.report.visible import head, reach, tail, visible, width
from postlint.text import Source, Span

_LEAD = 20
"""Cells shown before the fault in a line that has to be cut."""


class Excerpt(NamedTuple):
    """A part of one line that fits, and where the marked part stands in it (in cells)."""

    text: str
    indent: int
    carets: int


def excerpt(source: Source, span: Span, cells: int) -> Excerpt:
    """The first line of a span, cut to a window of `cells` around it.

    Cuts are shown as `…`. A span that goes on in the next line is marked to the end of this one.
    """
    line = source.line_span(source.position(span.start).line)
    start = min(span.start, line.end)
    end = min(span.end, line.end)
    if line.end - line.start <= cells:
        whole = visible(source.slice(line))
        if width(whole) <= cells:
            indent = width(visible(source.text[line.start : start]))
            return Excerpt(whole, indent, max(width(visible(source.text[start:end])), 1))
    before = _before(source.text, line.start, start, cells)
    room = cells - width(before)
    marked = head(source.text[start : min(end, start + room)], room)
    after = "" if start + len(marked) < end else head(source.text[end : min(line.end, end + room)], room)
    indent = width(before)
    if start + len(marked) + len(after) < line.end or width(marked) + width(after) > room:
        marked = head(marked, room - 1)
        after = head(after, room - 1 - width(marked)) + "…"
    return Excerpt(before + marked + after, indent, max(width(marked), 1))


def parted(shown: Excerpt) -> tuple[str, str, str]:
    """The text of an excerpt before its marked part, that part, and the text after it."""
    start, end = (reach(shown.text, cells) for cells in (shown.indent, shown.indent + shown.carets))
    return shown.text[:start], shown.text[start:end], shown.text[end:]


def _before(text: str, line: int, start: int, cells: int) -> str:
    """What stands before a span: all of the line if it leaves most of the room, else the end of it."""
    room = cells // 3
    if start - line <= room:
        shown = visible(text[line:start])
        if width(shown) <= room:
            return shown
    lead = min(_LEAD, room)
    return "…" + tail(text[max(line, start - lead) : start], lead - 1)


def diff(source: Source, fix: Fix, cells: int) -> Iterator[tuple[str, int, str]]:
    """The lines that a fix changes: (``-`` or ``+``, line number, text cut to `cells`).

    Each edit that changes a line alone is shown on its own; at most six lines are shown.
    """
    shown = 0
    for edits in _by_line(source, fix):
        first = source.position(edits[0].span.start).line
        last = source.position(edits[-1].span.end).line
        block = Span(source.line_span(first).start, source.line_span(last).end)
        text = source.slice(block)
        for edit in reversed(edits):
            start = edit.span.start - block.start
            text = text[:start] + edit.replacement + text[min(edit.span.end, block.end) - block.start :]
        at = edits[0].span.start - block.start
        for sign, lines in (("-", source.slice(block)), ("+", text)):
            for number, line in enumerate(lines.split("\n")[:2], first):
                shown += 1
                if shown > 6:
                    return
                yield sign, number, _around(line.removesuffix("\r"), at if number == first else 0, cells)


def _by_line(source: Source, fix: Fix) -> Iterator[list[Edit]]:
    group: list[Edit] = []
    for edit in sorted(fix.edits):
        line = source.position(edit.span.start).line
        if group and line > source.position(group[-1].span.end).line:
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _around(line: str, at: int, cells: int) -> str:
    """A line cut to a window that begins a little before `at`."""
    if len(line) <= cells and width(visible(line)) <= cells:
        return visible(line)
    before = _before(line, 0, at, cells)
    after = head(line[at : at + cells], cells - width(before) - 1)
    return before + after + ("…" if at + len(after) < len(line) else "")

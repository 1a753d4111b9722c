"""Reports of much: drawn by several processes, cut where nobody reads on, folded where the terminal ends."""

from __future__ import annotations

import json
from typing import Any

import pytest

from postlint.diagnostic import Diagnostic, Edit, Fix, Safety, Severity
from postlint.report import Report, Style, renderer
from postlint.report.frame import diff
from postlint.text import Source, Span

LINES = "".join(f"line {number}\n" for number in range(2_000))
SOURCE = Source.decode("a.md", LINES.encode())


def fault(start: int, end: int, fix: Fix | None = None, message: str = "it is wrong") -> Diagnostic:
    return Diagnostic(
        "a.md", "html/duplicate-id", Severity.ERROR, Span(start, end), message, None, fix, (), "new", "0"
    )


def drawn(name: str, faults: list[Diagnostic], **style: Any) -> str:
    return "".join(renderer(name)(Report(faults, lambda _: SOURCE, 1, style=Style(**style))))


def test_several_processes_draw_what_one_draws() -> None:
    faults = [fault(at, at + 4) for at in range(0, 15_000, 10)]
    one = drawn("full", faults)
    assert drawn("full", faults, processes=2) == one
    assert one.count("it is wrong") == len(faults)


def test_a_long_message_is_folded_under_itself() -> None:
    said = drawn("grouped", [fault(0, 4, message="one two three " * 12)], wrap=True, width=60)
    rows = [row for row in said.splitlines() if "three" in row]
    assert len(rows) > 2
    assert all(len(row) <= 60 for row in rows)
    assert len({len(row) - len(row.lstrip()) for row in rows[1:]}) == 1


@pytest.mark.parametrize(
    ("edits", "suggested"),
    [
        ((), 0),
        ((Edit(Span(0, 4), "row"),), 1),
        ((Edit(Span(0, 4), "row"), Edit(Span(7, 11), "row")), 1),
        ((Edit(Span(0, 4), "row"), Edit(Span(15_000, 15_001), "x")), 0),
    ],
)
def test_one_replacement_for_what_lies_together(edits: tuple[Edit, ...], suggested: int) -> None:
    found = json.loads(drawn("rdjson", [fault(0, 4, Fix("mend it", edits, Safety.SAFE))]))
    assert len(found["diagnostics"][0].get("suggestions", ())) == suggested


def test_a_fix_of_many_lines_is_shown_by_its_first() -> None:
    edits = tuple(Edit(Span(at, at + 4), "row") for at in (0, 7, 14, 21, 28))
    rows = list(diff(SOURCE, Fix("mend it", edits, Safety.SAFE), 80))
    assert rows[:2] == [
        ("-", 1, "line 0"),
        ("+", 1, "row 0"),
    ]
    assert len(rows) == 6
    assert list(diff(SOURCE, Fix("nothing to do", (), Safety.SAFE), 80)) == []

"""The cells of a table, laid out as the standard does (4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.conformance.node_faults import at_end, place
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation
from postlint.text import Span

RULE = "html/invalid-table"

_MOST_COLUMNS = 1000
_MOST_ROWS = 65534
_WORK = 300_000
"""How many places of a table are laid out; what is beyond is not judged."""


def check(body: Node) -> Iterator[Violation]:
    """Cells that overlap, rows and columns in which no cell begins, rows of another width."""
    for node, held in body.everything():
        if node.space == "html" and node.name == "table":
            # The standard asks nothing of what stands in a template.
            yield from (fault._replace(checker_only=held) for fault in _table(node))


def _count(node: Node, name: str, most: int, default: int = 1) -> int:
    text = node.value(name)
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return default
    return min(int(text), most)


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"


def _table(table: Node) -> Iterator[Violation]:
    columns, by = 0, table
    for group in table.elements:
        if group.name == "colgroup":
            cols = [c for c in group.elements if c.name == "col"]
            columns += (
                sum(_count(c, "span", _MOST_COLUMNS) or 1 for c in cols)
                if cols
                else _count(group, "span", _MOST_COLUMNS) or 1
            )
            by = cols[-1] if cols else group
    state = _Grid(table, columns, by)
    for group in table.elements:
        if group.name in ("thead", "tbody", "tfoot"):
            yield from state.group(group)
    yield from state.columns_without_cells()


class _Grid:
    """What is known of a table so far: its width, and in which columns cells begin."""

    def __init__(self, table: Node, columns: int, by: Node) -> None:
        self.table = table
        self.marked = columns
        self.width = columns
        self.first = columns
        self.makers: list[tuple[int, int, Node]] = [(0, columns, by)] if columns else []
        self.begun: set[int] = set()
        self.any_row = False
        self.work = _WORK

    def group(self, group: Node) -> Iterator[Violation]:
        down: dict[int, tuple[int, Node]] = {}
        rows = [row for row in group.elements if row.name == "tr"]
        for row in rows:
            yield from self.row(row, group, down)
        for _, (left, cell) in sorted(down.items()):
            if left and _count(cell, "rowspan", _MOST_ROWS) % _MOST_ROWS:
                yield Violation(
                    RULE,
                    "rowspan beyond",
                    self.span(cell, "rowspan"),
                    "the cell spans more rows than its row group has",
                    breaks=False,
                )
                break

    def span(self, cell: Node, name: str) -> Span:
        attribute = cell.attributes.get(name)
        return (attribute.value_span or attribute.name_span) if attribute else place(cell)

    def row(self, row: Node, group: Node, down: dict[int, tuple[int, Node]]) -> Iterator[Violation]:
        at, begun = 0, 0
        self.work -= len(down) + 1
        overlaps: list[Node] = []
        new: dict[int, tuple[int, Node]] = {}
        occupied = {column: cell for column, (left, cell) in down.items() if left}
        for cell in row.elements:
            if cell.name not in ("td", "th"):
                continue
            while at in occupied or at in new:
                at += 1
            across = max(1, _count(cell, "colspan", _MOST_COLUMNS))
            self.work -= across
            if self.work < 0:
                return
            # The most that a cell can span stands for all rows, as 0 does.
            height = _count(cell, "rowspan", _MOST_ROWS) % _MOST_ROWS
            begun += 1
            self.begun.add(at)
            for column in range(at, at + across):
                if column in occupied:
                    overlaps.append(cell)
                    overlaps.append(occupied[column])
                new[column] = (height, cell)
            if at + across > self.width:
                self.makers.append((self.width, at + across, cell))
                self.width = at + across
            at += across
        yield from self._row_findings(row, group, begun, overlaps, max([*new, *occupied], default=-1) + 1)
        for column in list(down):
            left, cell = down[column]
            down[column] = (left - 1 if left > 0 else 0, cell)
        for column, (height, cell) in new.items():
            # A rowspan of 0 goes to the end of the row group.
            down[column] = (height - 1 if height else _MOST_ROWS + 1, cell)

    def _row_findings(
        self, row: Node, group: Node, begun: int, overlaps: list[Node], width: int
    ) -> Iterator[Violation]:
        if overlaps:
            later, earlier = overlaps[0], overlaps[1]
            yield Violation(
                RULE,
                "overlap",
                place(later),
                "the cell overlaps an earlier one",
                related=((place(earlier), "the earlier cell"),),
                breaks=False,
            )
        if not begun:
            yield at_end(RULE, "row without cells", row, "no cell begins in this row")
        if self.marked:
            if width != self.marked:
                reason = (
                    f"the row is {_columns(width)} wide, where `<col>` and `<colgroup>` say {self.marked}"
                )
                yield at_end(RULE, "row width", row, reason)
        elif not self.any_row:
            self.first = width
        elif width != self.first:
            reason = f"the row is {_columns(width)} wide, where the first row has {self.first}"
            yield at_end(RULE, "row width", row, reason)._replace(error=False)
        self.any_row = True

    def columns_without_cells(self) -> Iterator[Violation]:
        """For each cell or column that makes columns in which no cell begins."""
        if self.work < 0:
            return
        for start, end, maker in self.makers:
            empty = [column for column in range(start, end) if column not in self.begun]
            if empty:
                name = "colspan" if maker.name in ("td", "th") else "span"
                which = (
                    f"column {empty[0] + 1}"
                    if len(empty) == 1
                    else f"columns {empty[0] + 1} to {empty[-1] + 1}"
                )
                yield Violation(
                    RULE,
                    "column without cells",
                    self.span(maker, name),
                    f"no cell begins in {which}, which `<{maker.name}>` makes",
                )

"""kramdown's tables: any paragraph each line of which holds a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from postlint.body.kramdown import lines
from postlint.body.kramdown.boundaries import before_boundary
from postlint.body.kramdown.definitions import Definitions
from postlint.body.kramdown.lines import BLANKS
from postlint.body.kramdown.nodes import Block
from postlint.body.kramdown.spans import SpanParser
from postlint.body.kramdown.text import Text, build

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser

_COLUMNS = 2_000
"""How many cells a row may have: kramdown has no limit, and no author is near this one."""
_LINE = "+|: \t"
"""What a separating line is made of, apart from its hyphens or equals signs."""


def parse_table(p: BlockParser) -> bool:
    """A table; a paragraph between blank lines, with a pipe in every line, is one too."""
    s, start = p.s, p.pos
    first = lines.margin(s, start)
    eol = lines.line_end(s, first) - 1
    if s.find("|", start, eol) < 0 or s[first] in lines.SPACE or not p.after_boundary():
        return False
    if not lines.has_pipe(s, first, eol) or s.count("|", first, eol) > _COLUMNS:
        return False
    table = _Table(p, s.startswith("|", first))
    end = table.read(start)
    if not before_boundary(s, end) or not _has_pipes(p.text.slice(start, end - 1)) or not table.finish():
        return False
    block = p.add_up_to(end, "table")
    block.children = table.parts
    block.level = table.columns
    if not table.ruled and not table.piped:
        rows = sum(len(part.children) for part in block.children)
        p.note("implicit-table", start, end - 1, str(rows))
    return True


def _separates(line: str) -> str:
    """The mark of a line that separates rows, ``-`` or ``=``; nothing for any other line."""
    left = line.strip(_LINE)
    mark = left[:1]
    return mark if mark in ("-", "=") and not left.strip(_LINE + mark) else ""


class _Table:
    """The rows read so far, and the parts that they make."""

    def __init__(self, p: BlockParser, piped: bool) -> None:
        self.p = p
        self.piped = piped
        self.ruled = False
        self.rows: list[Block] = []
        self.parts: list[Block] = []
        self.headed = False
        self.footed = False
        self.columns = 0

    def read(self, at: int) -> int:
        """Read the lines from `at` on; the end of the last one. A rule may stand above all."""
        s = self.p.s
        above = True
        while at < self.p.size:
            end = lines.line_end(s, at)
            line = s[at : end - 1]
            mark = _separates(line)
            if above and mark == "-":
                at, above = end, False
                continue
            above = False
            if not lines.has_pipe(s, at, end):
                break
            if mark == "-":
                self._rule()
            elif mark == "=":
                self._foot()
            else:
                self._row(at, end - 1)
            at = end
        return at

    def _rule(self) -> None:
        """Rows above the first rule are the head; one below the foot's line changes nothing."""
        self.ruled = True
        if self.rows and not self.headed and not self.footed:
            self._part("thead")
            self.headed = True
        elif self.rows and not self.footed:
            self._part("tbody")

    def _foot(self) -> None:
        if self.rows:
            self._part("tbody")
        self.footed = self.ruled = True

    def _part(self, kind: str) -> None:
        part = Block(kind, self.rows[0].start, self.rows[-1].end)
        part.children, self.rows = self.rows, []
        self.parts.append(part)

    def finish(self) -> bool:
        """Close the last part; whether there is a body."""
        if self.rows:
            self._part("tfoot" if self.footed else "tbody")
        return any(part.kind == "tbody" for part in self.parts)

    def _row(self, start: int, end: int) -> None:
        text = self.p.text.slice(start, end)
        row = Block("tr", self.p.text.origin(start), self.p.text.end_origin(end))
        cells = [build(text, cell) for cell in _cells(text)]
        if self.piped and not cells[0].string.strip(BLANKS):
            del cells[0]
        if cells and not cells[-1].string.strip(BLANKS):
            del cells[-1]
        for cell in cells:
            inner = cell.slice(*lines.trimmed(cell.string, 0, len(cell.string)))
            row.children.append(Block("td", row.start, row.end, text=inner))
        self.columns = max(self.columns, len(cells))
        self.rows.append(row)


def _cells(text: Text) -> list[list[tuple[int, int]]]:
    """The ranges of a row's cells: cut at pipes that are neither escaped nor in code."""
    s = text.string
    cells: list[list[tuple[int, int]]] = [[]]
    start = at = 0
    for code_start, code_end in [*_code(text), (len(s), len(s))]:
        while (pipe := s.find("|", at, code_start)) >= 0:
            escaped = s.startswith("\\", pipe - 1) if pipe else False
            if pipe - escaped > start:
                cells[-1].append((start, pipe - escaped))
            if not escaped:
                cells.append([])
            start, at = (pipe if escaped else pipe + 1), pipe + 1
        at = max(at, code_end)
    if start < len(s):
        cells[-1].append((start, len(s)))
    return cells


def _code(text: Text) -> list[tuple[int, int]]:
    """Code in a row, in order: first as HTML, and between that in backticks."""
    s = text.string
    if "`" not in s and "<code" not in s:
        return []
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in [*_code_elements(s), (len(s), len(s))]:
        nodes = SpanParser(text.slice(at, start), Definitions()).parse("code") if start > at else []
        found += [(at + node.start, at + node.end) for node in nodes if node.kind == "code"]
        if end > start:
            found.append((start, end))
        at = end
    return found


def _code_elements(s: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (start := s.find("<code", at)) >= 0:
        opened = s.find(">", start)
        close = s.find("</code>", opened) if opened >= 0 else -1
        if close < 0:
            return
        at = close + 7
        yield start, at


def _has_pipes(text: Text) -> bool:
    """Whether every line has a pipe outside code and HTML: the lines of a table's start."""
    s = text.string
    has_pipe = False
    for node in SpanParser(text, Definitions()).parse("code and html"):
        if node.kind == "code":
            breaks = s.count("\n", *node.data)
            if breaks > 1 or (breaks and not has_pipe):
                return False
            has_pipe = has_pipe and not breaks
        elif node.kind == "text" or node.data is None:
            # The break at the end of a text is not counted: the next line need not have a pipe then.
            end = node.start + len(s[node.start : node.end].rstrip("\n"))
            first = s.find("\n", node.start, end)
            if first >= 0 and not has_pipe and not lines.has_pipe(s, node.start, first):
                return False
            last = s.rfind("\n", node.start, end) + 1 or node.start
            has_pipe = (has_pipe and first < 0) or lines.has_pipe(s, last, end)
    return has_pipe

"""kramdown's tables: any paragraph each line of which holds a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.body.kramdown import grammar as g
from postlint.body.kramdown.nodes import Block
from postlint.body.kramdown.spans import Definitions, SpanParser
from postlint.body.kramdown.text import Text, build

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser


def parse_table(p: BlockParser) -> bool:
    """A table; a paragraph between blank lines, with a pipe in every line, is one too."""
    s = p.s
    newline = s.find("\n", p.pos)
    if s.find("|", p.pos, newline) < 0 or not p.after_boundary() or not g.get("table start").match(s, p.pos):
        return False
    start = p.pos
    table = _Table(p, s[start:newline].lstrip(" ").startswith("|"))
    end = table.read()
    p.pos = end
    if not p.before_boundary() or not _has_pipes(p.text.slice(start, end - 1)) or not table.finish():
        p.pos = start
        return False
    block = p.new("table", start, end)
    block.children = table.parts
    block.level = table.columns
    if not table.ruled and not table.piped:
        rows = sum(len(part.children) for part in block.children)
        p.note("implicit-table", start, end - 1, str(rows))
    p.add(block)
    return True


class _Table:
    def __init__(self, p: BlockParser, leading_pipe: bool) -> None:
        self.p = p
        self.leading_pipe = leading_pipe
        self.piped = leading_pipe
        self.ruled = False
        self.rows: list[Block] = []
        self.parts: list[Block] = []
        self.footer = False
        self.columns = 0

    def _part(self, kind: str, force: bool = False) -> None:
        if self.footer and kind == "tbody" and not force:
            return
        part = Block(kind, self.rows[0].start, self.rows[-1].end)
        part.children, self.rows = self.rows, []
        self.parts.append(part)

    def read(self) -> int:
        """Read the lines; the end of the last one."""
        s = self.p.s
        at = self.p.pos
        line_re, rule_re, foot_re = g.get("table line"), g.get("table rule"), g.get("table foot")
        rule = rule_re.match(s, at)
        at = rule.end() if rule else at
        aligned = False
        while at < self.p.size and line_re.match(s, at):
            rule = rule_re.match(s, at)
            foot = None if rule else foot_re.match(s, at)
            if rule:
                self.ruled = True
                if self.rows:
                    self._part("thead" if not aligned and not self.footer else "tbody")
                    aligned = True
                at = rule.end()
            elif foot:
                if self.rows:
                    self._part("tbody", force=True)
                self.footer = self.ruled = True
                at = foot.end()
            else:
                end = s.find("\n", at)
                self._row(at, end)
                at = end + 1
        return at

    def finish(self) -> bool:
        """Close the last part; whether there is a body."""
        if self.rows:
            self._part("tfoot" if self.footer else "tbody")
        return any(part.kind == "tbody" for part in self.parts)

    def _row(self, start: int, end: int) -> None:
        p = self.p
        row = Block("tr", p.text.origin(start), p.text.end_origin(end))
        text = p.text.slice(start, end)
        cells = _cells(text)
        if self.leading_pipe and cells and not _string(text, cells[0]).strip(g.BLANKS):
            cells.pop(0)
        if cells and not _string(text, cells[-1]).strip(g.BLANKS):
            cells.pop()
        for cell in cells:
            leaf = build(text, list(cell))
            string = leaf.string
            first = len(string) - len(string.lstrip(g.BLANKS))
            last = len(string.rstrip(g.BLANKS))
            block = Block("td", row.start, row.end, text=leaf.slice(first, max(first, last)))
            row.children.append(block)
        self.columns = max(self.columns, len(cells))
        self.rows.append(row)


Cell = list[tuple[int, int]]


def _string(text: Text, cell: Cell) -> str:
    return "".join(text.string[start:end] for start, end in cell)


def _cells(text: Text) -> list[Cell]:
    """The ranges of a row's cells: cut at pipes that are neither escaped nor in code."""
    s = text.string
    cells: list[Cell] = [[]]
    at = 0
    for start, end in [*_code(text), (len(s), len(s))]:
        begin = at
        while True:
            pipe = s.find("|", begin, start)
            if pipe < 0:
                break
            if pipe and s[pipe - 1] == "\\":
                cells[-1].append((at, pipe - 1))
                at, begin = pipe, pipe + 1
                continue
            cells[-1].append((at, pipe))
            cells.append([])
            at = begin = pipe + 1
        cells[-1].append((at, end))
        at = end
    return [[(a, b) for a, b in cell if b > a] for cell in cells]


def _code(text: Text) -> list[tuple[int, int]]:
    """Code in a row, as HTML or between backticks."""
    from re import finditer

    s = text.string
    if "`" not in s and "<code" not in s:
        return []
    found = [m.span() for m in finditer(r"<code.*?>.*?</code>", s)]
    at = 0
    for start, end in [*found, (len(s), len(s))]:
        part = SpanParser(text.slice(at, start), Definitions())
        for node in part.parse("code") if start > at else ():
            if node.kind == "code":
                found.append((at + node.start, at + node.end))
        at = end
    return sorted(found)


def _has_pipes(text: Text) -> bool:
    """Whether every line has a pipe outside code and HTML."""
    pipe = g.get("table pipe")
    on_line = False
    s = text.string
    for node in SpanParser(text, Definitions()).parse("code and html"):
        if node.kind in ("raw", "html", "html raw"):
            lines = [node.data[0]] if node.data else s[node.start : node.end].split("\n")
        elif node.kind == "code":
            lines = s[slice(*node.data)].split("\n")
            if len(lines) > 2 or (len(lines) == 2 and not on_line):
                return False
            on_line = on_line and len(lines) != 2
            continue
        else:
            lines = s[node.start : node.end].split("\n")
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
        if len(lines) > 1 and not on_line and not pipe.match(lines[0]):
            return False
        on_line = (on_line if len(lines) == 1 else False) or pipe.match(lines[-1]) is not None
    return on_line

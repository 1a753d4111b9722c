"""From a text to blocks: which kinds of block are tried at a line, and what they share.

The parsers of one kind each are functions of a parser, that say whether they have read a block.
"""

from __future__ import annotations

from collections.abc import Callable
from re import Match

from postlint.body.kramdown import code, extensions, leaves, lines, lists, raw, tables
from postlint.body.kramdown.ahead import Ahead
from postlint.body.kramdown.boundaries import ends_paragraph, ends_strict_paragraph
from postlint.body.kramdown.definition_lists import parse_definition_list
from postlint.body.kramdown.definitions import Definitions
from postlint.body.kramdown.nodes import Block
from postlint.body.kramdown.text import Text
from postlint.body.notes import Note
from postlint.text import Span

_DEPTH = 48


class BlockParser:
    """Parses one text into blocks; nested texts have parsers of their own."""

    def __init__(self, text: Text, definitions: Definitions, options: frozenset[str], depth: int = 0) -> None:
        self.text = text
        self.s = text.string
        self.size = len(self.s)
        self.defs = definitions
        self.options = options
        self.depth = depth
        self.pos = 0
        self.tree = Block("root", text.origin(0), text.origin(0))
        self.stop = ""
        # Attributes that stand before the block they are for.
        self.pending: tuple[dict[str, str], list[str]] | None = None
        self.stopped: Match[str] | None = None
        self.para: Block | None = None
        self.para_span = (0, 0)
        self.ahead = Ahead(self.s)
        self.fences: code.Closers | None = None
        # Up to where paragraphs of HTML are known to stand that may be copied.
        self.plain_end = -1

    # What the parsers of one kind use

    def new(self, kind: str, start: int, end: int) -> Block:
        """A block from `start` to `end`, with the attributes announced for it."""
        block = Block(kind, self.text.origin(start), self.text.end_origin(max(end, start)))
        if self.pending is not None:
            block.attr, block.refs = self.pending
            self.pending = None
        return block

    def add(self, block: Block) -> None:
        """Append a block to the current one."""
        self.end_paragraph()
        self.tree.children.append(block)

    def add_up_to(self, end: int, kind: str, name: str = "") -> Block:
        """Append a block from the current place to `end`, and go there."""
        block = self.new(kind, self.pos, end)
        block.name = name
        self.add(block)
        self.pos = end
        return block

    def end_paragraph(self) -> None:
        """Give the paragraph that further lines could join its text."""
        if self.para is not None:
            self.para.text = self.text.slice(*self.para_span)
            self.para.end = self.text.end_origin(self.para_span[1])
            self.para = None

    def note(self, kind: str, start: int, end: int, what: str = "") -> None:
        """Remember something that was read otherwise than meant."""
        span = Span(self.text.origin(start), self.text.end_origin(end))
        self.defs.notes.append(Note(kind, span, what))

    def may_nest(self) -> bool:
        """Whether another level is still allowed."""
        return self.depth < _DEPTH

    def after_boundary(self) -> bool:
        """Whether a new block may begin here that a paragraph cannot be interrupted by."""
        children = self.tree.children
        if not children or self.pending is not None:
            return True
        last = children[-1]
        return last.kind == "blank" or (last.kind == "eob" and not last.name)

    def parse_text(self, block: Block, text: Text) -> None:
        """Parse a text of its own into a block."""
        if not self.may_nest():
            leaf = Block("p", block.start, block.end, text=text)
            block.children.append(leaf)
            return
        inner = BlockParser(text, self.defs, self.options, self.depth + 1)
        inner.parse_into(block, "")

    def parse_into(self, block: Block, stop: str) -> Match[str] | None:
        """Parse blocks from here, up to the end tag `stop` or the end of the text."""
        self.end_paragraph()
        saved = (self.tree, self.stop, self.pending)
        self.tree, self.stop, self.pending, self.stopped = block, stop, None, None
        self.depth += 1
        while self.pos < self.size and self.stopped is None:
            self._block()
        self.end_paragraph()
        self.depth -= 1
        found, self.stopped = self.stopped, None
        self.tree, self.stop, self.pending = saved
        return found

    def _block(self) -> None:
        s, at = self.s, self.pos
        after = lines.past_blank_lines(s, at)
        if after > at:
            self._blank(after)
        elif lines.is_indented(s, at):
            if not code.indented(self):
                self._paragraph()
        else:
            first = s[lines.margin(s, at)]
            kinds = _NUMBER if first.isdecimal() else _KINDS.get(first, _ANY)
            if not any(parse(self) for parse in kinds):
                self._paragraph()

    def _blank(self, end: int) -> None:
        children = self.tree.children
        more = self.s[self.pos : end] != "\n"
        if children and children[-1].kind == "blank":
            children[-1].level = 1
            self.pos = end
        else:
            self.add_up_to(end, "blank").level = more

    def _paragraph(self) -> None:
        s = self.s
        start = at = self.pos
        at = lines.line_end(s, at)
        ends = ends_strict_paragraph if "strict_paragraphs" in self.options else ends_paragraph
        while at < self.size and not ends(s, at):
            at = lines.line_end(s, at)
        self.pos = at
        first, end = lines.trimmed(s, start, at)
        if self.para is not None:
            # As written: blanks at the ends of its lines matter only where they break the line.
            self.para_span = (self.para_span[0], end)
            return
        block = self.new("p", start, end)
        self.add(block)
        self.para, self.para_span = block, (first, end)


Parse = Callable[[BlockParser], bool]


def _kinds(*first: Parse, between: tuple[Parse, ...] = (), last: tuple[Parse, ...] = ()) -> tuple[Parse, ...]:
    """The kinds that a line may begin, in kramdown's order: any line may be a heading or a table."""
    return (*first, leaves.underlined, *between, tables.parse_table, *last)


_ANY = _kinds()
_NUMBER = _kinds(lists.parse_list)
_KINDS: dict[str, tuple[Parse, ...]] = {
    "`": _kinds(code.fenced),
    "~": _kinds(code.fenced),
    ">": (leaves.quotation,),
    "#": _kinds(leaves.numbered),
    "*": _kinds(leaves.horizontal_rule, lists.parse_list, last=(extensions.abbreviation,)),
    "-": _kinds(leaves.horizontal_rule, lists.parse_list),
    "_": _kinds(leaves.horizontal_rule),
    "+": _kinds(lists.parse_list),
    ":": _kinds(parse_definition_list),
    "<": _kinds(raw.html_block),
    "$": _kinds(between=(leaves.math,)),
    "[": _kinds(last=(extensions.footnote, extensions.link)),
    "{": _kinds(last=(extensions.in_braces,)),
    "^": _kinds(last=(leaves.block_end,)),
}

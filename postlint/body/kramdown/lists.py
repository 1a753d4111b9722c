"""Lists: which lines belong to an item, and whether its first paragraph is shown as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.body.kramdown import braces, lines
from postlint.body.kramdown.boundaries import interrupts
from postlint.body.kramdown.braces import parse_attributes
from postlint.body.kramdown.nodes import Block
from postlint.body.kramdown.text import build

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser

Parts = list[tuple[int, int] | str]
_WIDEST = 16
"""The indentation that is given to a line at most."""


class Item:
    """An item while its lines are gathered.

    `column`: where its content begins. `chunks`: its lines, parsed one chunk after another: the first
    list in it begins one. `splits`: whether such a list is still awaited. `loose`: after a blank line.
    """

    __slots__ = ("block", "chunks", "column", "loose", "splits")

    def __init__(self, block: Block, column: int, loose: bool) -> None:
        self.block = block
        self.column = column
        self.loose = loose
        self.chunks: list[Parts] = [[]]
        self.splits = False


def gather(p: BlockParser, kind: str, after_blank: bool) -> tuple[list[Item], bool]:
    """The items from the marker at the parser's place on, and whether a caret ends the list."""
    s = p.s
    marker_at = lines.definition_marker if kind == "dl" else lines.list_marker
    items: list[Item] = []
    room = 3
    while p.pos < p.size:
        at = p.pos
        p.pos = lines.past_blank_lines(s, at)
        if p.pos > at:
            items[-1].chunks[-1].append((at, p.pos))
            items[-1].splits = False
            after_blank = True
            continue
        if lines.block_end(s, at) >= 0:
            return items, True
        if after_blank and kind != "dl" and lines.rule_end(s, at) >= 0:
            break
        marker = marker_at(s, at, room)
        if marker and marker.kind == kind:
            items.append(_begun(p, at, marker, after_blank))
            room = min(items[-1].column - 1, 3)
        elif _belongs(s, at, items[-1].column, after_blank):
            _add_line(s, at, items[-1], kind != "dl")
        else:
            break
        p.pos = lines.line_end(s, at)
        after_blank = False
    return items, False


def _begun(p: BlockParser, at: int, marker: lines.Marker, loose: bool) -> Item:
    """The item that a marker begins, with the rest of the marker's line."""
    s, end = p.s, lines.line_end(p.s, at)
    start = lines.past(s, marker.end, lines.SPACE)
    attributes = braces.of_item(s, start)
    if attributes is not None and attributes.end >= end:
        attributes = None
    content = lines.past(s, attributes.end, lines.SPACE) if attributes else start
    block = p.new("dd" if marker.kind == "dl" else "li", at, end)
    # An item that begins on its next line is indented as code is.
    item = Item(block, 4 if content >= end else _column(s, at, min(start, end)), loose)
    if attributes:
        block.attr, block.refs = parse_attributes(attributes.text, p.defs.attributes)
    if content < end:
        item.chunks[0].append((content, end))
        item.splits = lines.list_marker(s, content) is None
    else:
        item.splits = True
    return item


def _column(s: str, at: int, start: int) -> int:
    """The column of `start`: a tab reaches to the next multiple of four."""
    column = 0
    for char in s[at:start]:
        column += 4 - column % 4 if char == "\t" else 1
    return column


def _belongs(s: str, at: int, column: int, after_blank: bool) -> bool:
    """Whether a line belongs to an item: for its indentation, or because nothing ends its paragraph."""
    reached = 0
    while reached < column and s.startswith(("\t", "    "), at):
        at += 1 if s[at] == "\t" else 4
        reached += 4
    spaces = lines.margin(s, at) - at
    if reached >= column or reached + spaces >= column:
        return True
    return not after_blank and (reached > 0 or not interrupts(s, at, min(column, 3)))


def _add_line(s: str, at: int, item: Item, holds_lists: bool) -> None:
    """Add a line to an item, its indentation taken off, a list in it begun as a chunk of its own."""
    end = lines.line_end(s, at)
    start = lines.past(s, at, r"\t")
    width = 4 * (start - at)
    missing = item.column - width
    indented = lines.past(s, start, " ") - start >= missing
    pad = 0
    if not indented:
        pad = width
    elif missing < 0:
        pad = -missing
    else:
        start += missing
    if holds_lists and pad <= 3 and lines.list_marker(s, start, 3 - pad):
        if indented and item.splits:
            item.chunks.append([])
            item.splits = False
        elif not indented and not item.splits:
            # A list less indented than the item's own is still a list in the item's list.
            pad += min(item.column, _WIDEST) + 4
    if pad:
        item.chunks[-1].append(" " * pad)
    item.chunks[-1].append((start, end))


def parse_list(p: BlockParser) -> bool:
    """A bulleted or numbered list."""
    marker = lines.list_marker(p.s, p.pos)
    if marker is None:
        return False
    block = p.new(marker.kind, p.pos, p.pos)
    items, ended = gather(p, marker.kind, after_blank=False)
    if ended:
        p.pos = lines.line_end(p.s, p.pos)
    block.end = p.text.end_origin(p.pos)
    p.add(block)
    for item in items:
        block.children.append(item.block)
        for chunk in item.chunks:
            p.parse_text(item.block, build(p.text, chunk))
    _settle(block.children, ended)
    blank = _trailing_blank(block.children)
    if blank is not None and not ended:
        p.add(blank)
    _tasks(block)
    return True


def _settle(items: list[Block], ended: bool) -> None:
    """Show first paragraphs as plain text, where no blank line sets them apart.

    The last item has none below it to tell by: it does as the others do.
    """
    *others, last = items
    for item in others:
        _tighten(item, len(item.children))
    if not others or not all(map(_is_loose, others)):
        _tighten(last, len(last.children) if ended else len(last.children) - 1)


def _tighten(item: Block, inner: int) -> None:
    """Show the first paragraph as plain text, unless a blank line among `inner` blocks follows it."""
    children = item.children
    if not children or children[0].kind != "p":
        return
    first = children[0]
    if len(children) > 1 and children[1].kind == "eob" and (first.attr or first.refs):
        del children[1]
        inner -= 1
    first.transparent = not (inner > 1 and children[1].kind == "blank")


def _is_loose(item: Block) -> bool:
    return bool(item.children) and item.children[0].kind == "p" and not item.children[0].transparent


def _trailing_blank(items: list[Block]) -> Block | None:
    """Take the blank lines from the ends of items; those at the end of the list stand after it."""
    blank: Block | None = None
    for item in items:
        if item.children:
            blank = item.children.pop() if item.children[-1].kind == "blank" else None
    return blank


def _tasks(block: Block) -> None:
    """GitHub's task lists: items that begin with a box. From the first on, items have a class."""
    found = False
    for item in block.children:
        first = item.children[0] if item.children else None
        if first is None or first.kind != "p" or first.text is None:
            continue
        string = first.text.string
        if string.startswith(("[ ]", "[x]", "[X]")) and string[3:4] in (" ", "\t", "\n"):
            first.task = "open" if string[1] == " " else "done"
            first.text = first.text.slice(lines.past(string, 3, r" \t\n"), len(string))
            found = True
        if found:
            item.attr["class"] = "task-list-item"
    if found:
        block.attr["class"] = "task-list"

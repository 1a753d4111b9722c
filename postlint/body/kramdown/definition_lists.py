"""Definition lists: the lines of a paragraph as terms, and colons below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.body.kramdown import braces, lines
from postlint.body.kramdown.braces import parse_attributes
from postlint.body.kramdown.lists import Item, gather
from postlint.body.kramdown.nodes import Block
from postlint.body.kramdown.text import build

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser


def parse_definition_list(p: BlockParser) -> bool:
    """The definitions of the paragraph before, between which one blank line may stand."""
    p.end_paragraph()
    if lines.definition_marker(p.s, p.pos) is None:
        return False
    children = p.tree.children
    apart = bool(children) and children[-1].kind == "blank" and not children[-1].level
    if len(children) < 1 + apart or children[-1 - apart].kind != "p":
        return False
    term = children[-1 - apart]
    del children[-1 - apart :]
    block = p.new("dl", p.pos, p.pos)
    block.start, block.attr, block.refs = term.start, term.attr, term.refs
    block.children += _terms(p, term)
    items, _ = gather(p, "dl", apart)
    blank: Block | None = None
    for item in items:
        blank = _definition(p, item)
        block.children.append(item.block)
    _join(p, block)
    if blank is not None:
        p.add(blank)
    return True


def _terms(p: BlockParser, para: Block) -> list[Block]:
    assert para.text is not None
    terms: list[Block] = []
    at = 0
    for line in para.text.string.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        own = braces.of_item(line, lines.past(line, 0, lines.SPACE))
        term = Block("dt", para.start, para.end)
        if own:
            term.attr, term.refs = parse_attributes(own.text, p.defs.attributes)
            start += lines.past(line, own.end, lines.SPACE)
        term.text = para.text.slice(start, end)
        terms.append(term)
    return terms


def _definition(p: BlockParser, item: Item) -> Block | None:
    """Parse a definition; the blank lines at its end."""
    children = item.block.children
    p.parse_text(item.block, build(p.text, item.chunks[0]))
    if not children:
        return None
    blank = children.pop() if children[-1].kind == "blank" else None
    if children and children[0].kind == "p" and not item.loose:
        children[0].transparent = True
    return blank


def _join(p: BlockParser, block: Block) -> None:
    """Add the definitions, to the list right before where there is one."""
    children = p.tree.children
    if len(children) > 1 and children[-1].kind == "blank" and children[-2].kind == "dl":
        children.pop()
    if children and children[-1].kind == "dl":
        children[-1].children += block.children
    else:
        p.add(block)

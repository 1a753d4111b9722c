"""kramdown's lists: which lines belong to an item, and how its first paragraph is shown."""

from __future__ import annotations

from re import Pattern
from typing import TYPE_CHECKING

from postlint.body.kramdown import grammar as g
from postlint.body.kramdown.attributes import parse_attributes
from postlint.body.kramdown.nodes import Block
from postlint.body.kramdown.text import build

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser

Parts = list[tuple[int, int] | str]


class _Item:
    """One item while its lines are gathered: `chunks` are parsed one after another."""

    __slots__ = ("attr", "block", "chunks", "indentation", "nested")

    def __init__(self, block: Block, indentation: int) -> None:
        self.block = block
        self.indentation = indentation
        self.chunks: list[Parts] = [[]]
        self.nested = False


def _first_line(p: BlockParser, kind: str, marker_end: int, marker: int, line_end: int) -> _Item:
    """The item that a marker begins; `marker` is its width."""
    s = p.s
    block = p.new(kind, marker_end - marker, line_end)
    if g.get("item ial check").match(s, marker_end):
        indentation, start = 4, marker_end
    else:
        column = marker
        start = marker_end
        while s[start] in " \t":
            column += 1 if s[start] == " " else 4 - column % 4
            start += 1
        indentation = column
    while start < line_end and s[start] in " \t\r\n\f\v":
        start += 1
    item = _Item(block, indentation)
    ial = g.get("item ial").match(s, start) if s.startswith("{:", start) else None
    if ial and ial.end() <= line_end:
        block.attr, block.refs = parse_attributes(ial[1], p.defs.alds)
        start = ial.end()
    if start < line_end:
        item.chunks[0].append((start, line_end))
    item.nested = g.get("list").match(s, start) is not None
    return item


def parse_list(p: BlockParser) -> bool:
    """A bulleted or numbered list."""
    s = p.s
    kind = "ul"
    start_re = g.get("ul")
    if not start_re.match(s, p.pos):
        kind, start_re = "ol", g.get("ol")
        if not start_re.match(s, p.pos):
            return False
    block = p.new(kind, p.pos, p.pos)
    items, eob = _gather(p, kind, start_re)
    block.end = p.text.end_origin(p.pos)
    p.add(block)
    for item in items:
        block.children.append(item.block)
        for chunk in item.chunks:
            p.parse_text(item.block, build(p.text, chunk))
    last = _settle(block, eob)
    if last is not None and not eob:
        p.add(last)
    _tasks(block)
    return True


def _gather(p: BlockParser, kind: str, start_re: Pattern[str]) -> tuple[list[_Item], bool]:
    s = p.s
    items: list[_Item] = []
    blank_before = False
    while p.pos < p.size:
        at = p.pos
        if blank_before and g.get("rule").match(s, at):
            break
        eob = g.get("end of block").match(s, at)
        if eob:
            p.pos = eob.end()
            return items, True
        match = start_re.match(s, at)
        if match:
            item = _first_line(p, "li", match.end(1), len(match[1]), match.end())
            items.append(item)
            p.pos = match.end()
            start_re = g.list_item(kind, item.indentation)
            blank_before = False
            continue
        item = items[-1]
        line = g.item_content(item.indentation).match(s, at)
        if line is None and not blank_before:
            line = g.item_lazy(item.indentation).match(s, at)
        if line:
            _add_line(p, item, at, line.end())
            p.pos = line.end()
            blank_before = False
            continue
        blank = g.get("blank").match(s, at)
        if blank is None:
            break
        item.nested = True
        blank_before = True
        item.chunks[-1].append((at, blank.end()))
        p.pos = blank.end()
    return items, False


def _add_line(p: BlockParser, item: _Item, start: int, end: int) -> None:
    """Add a line to an item, its indentation taken off, a list in it begun as a chunk of its own."""
    s = p.s
    tabs = start
    while s[tabs] == "\t":
        tabs += 1
    blanks = 4 * (tabs - start)
    rest = tabs
    while s[rest] == " ":
        rest += 1
    indented = blanks + (rest - tabs) >= item.indentation
    pad = ""
    if indented:
        left = blanks - item.indentation
        pad, begin = (" " * left, tabs) if left >= 0 else ("", tabs - left)
    else:
        pad, begin = " " * blanks, tabs
    is_list = g.get("list").match(pad + s[begin:end]) is not None
    if is_list and indented and not item.nested:
        item.chunks.append([])
        item.nested = True
    elif is_list and item.nested and not indented:
        pad = " " * (item.indentation + 4) + pad
    if pad:
        item.chunks[-1].append(pad)
    item.chunks[-1].append((begin, end))


def _settle(block: Block, eob: bool) -> Block | None:
    """Decide which items show their first paragraph without `<p>`; the blank line after the list."""
    items = block.children
    last: Block | None = None
    before_last_is_loose = False
    for index, item in enumerate(items):
        children = item.children
        is_last = index == len(items) - 1
        if not children:
            before_last_is_loose = True
            continue
        if (
            children[0].kind == "p"
            and len(children) >= 2
            and children[1].kind == "eob"
            and (children[0].attr or children[0].refs)
        ):
            del children[1]
        if children[0].kind == "p":
            single = (
                len(children) < 2
                or children[1].kind != "blank"
                or (is_last and len(children) == 2 and not eob)
            )
            if single and (not is_last or len(items) == 1 or before_last_is_loose):
                children[0].transparent = True
        if children[0].kind != "p" or children[0].transparent:
            before_last_is_loose = True
        last = children.pop() if children[-1].kind == "blank" else None
    return last


def _tasks(block: Block) -> None:
    found = False
    for item in block.children:
        first = item.children[0] if item.children else None
        if first is None or first.kind != "p" or first.text is None:
            continue
        string = first.text.string
        if string[:3] in ("[ ]", "[x]", "[X]") and string[3:4] in (" ", "\t", "\n") and string[3:4]:
            first.task = "open" if string[1] == " " else "done"
            start = 3
            while start < len(string) and string[start] in " \t\n":
                start += 1
            first.text = first.text.slice(start, len(string))
            found = True
        if found:
            item.attr["class"] = "task-list-item"
    if found:
        block.attr["class"] = "task-list"


def parse_definition_list(p: BlockParser) -> bool:
    """The definitions of the paragraph before."""
    s = p.s
    if not g.get("dl").match(s, p.pos):
        return False
    children = p.tree.children
    last = children[-1] if children else None
    if last is None:
        return False
    if last.kind == "blank":
        if len(children) < 2 or children[-2].kind != "p" or last.level:
            return False
    elif last.kind != "p":
        return False
    as_paragraph = last.kind == "blank"
    if as_paragraph:
        children.pop()
    para = children.pop()
    deflist = p.new("dl", p.pos, p.pos)
    deflist.start, deflist.attr, deflist.refs = para.start, para.attr, para.refs
    _terms(deflist, para)
    _definitions(p, deflist, as_paragraph)
    if children and children[-1].kind == "dl":
        children[-1].children += deflist.children
    elif len(children) >= 2 and children[-1].kind == "blank" and children[-2].kind == "dl":
        children.pop()
        children[-1].children += deflist.children
    else:
        p.add(deflist)
    return True


def _terms(deflist: Block, para: Block) -> None:
    assert para.text is not None
    at = 0
    string = para.text.string
    for line in string.split("\n"):
        term = Block("dt", para.start, para.end, text=para.text.slice(at, at + len(line)))
        deflist.children.append(term)
        at += len(line) + 1


def _definitions(p: BlockParser, deflist: Block, as_paragraph: bool) -> None:
    s = p.s
    start_re = g.get("dl")
    blank_before = False
    items: list[tuple[_Item, bool]] = []
    while p.pos < p.size:
        at = p.pos
        match = start_re.match(s, at)
        if match:
            item = _first_line(p, "dd", match.end(1), len(match[1]), match.end())
            items.append((item, as_paragraph))
            p.pos = match.end()
            start_re = g.list_item("dl", item.indentation)
            as_paragraph = blank_before = False
            continue
        if g.get("end of block").match(s, at) or not items:
            break
        item = items[-1][0]
        line = g.item_content(item.indentation).match(s, at)
        if line is None and not blank_before:
            line = g.item_lazy(item.indentation).match(s, at)
        if line:
            item.nested = True
            _add_line(p, item, at, line.end())
            p.pos = line.end()
            as_paragraph = blank_before = False
            continue
        blank = g.get("blank").match(s, at)
        if blank is None:
            break
        as_paragraph = blank_before = True
        item.chunks[-1].append((at, blank.end()))
        p.pos = blank.end()
    for item, paragraph in items:
        p.parse_text(item.block, build(p.text, [part for chunk in item.chunks for part in chunk]))
        children = item.block.children
        if children and children[-1].kind == "blank":
            children.pop()
        if children and children[0].kind == "p" and not paragraph:
            children[0].transparent = True
        deflist.children.append(item.block)

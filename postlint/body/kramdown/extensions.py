"""What stands between blocks and is no text: definitions, attributes, kramdown's extensions."""

from __future__ import annotations

from functools import cache
from re import MULTILINE, Pattern
from re import compile as pattern
from typing import TYPE_CHECKING

from postlint.body.kramdown import braces, code, definitions, lines
from postlint.body.kramdown.braces import Braces, merge, parse_attributes
from postlint.body.kramdown.nodes import Block
from postlint.body.kramdown.text import build

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser

_TAKING_ATTRIBUTES = ("link_def", "abbrev_def", "footnote_def")


def footnote(p: BlockParser) -> bool:
    """`[^name]: text`, with the indented lines below it."""
    s = p.s
    start = lines.margin(s, p.pos)
    name = definitions.footnote_name(s, start)
    colon = start + len(name) + 3
    if not name or not s.startswith(":", colon):
        return False
    eol = lines.line_end(s, colon)
    below, end = code.indented_lines(s, eol)
    text = build(p.text, [(colon + 1, eol), *below])
    content = Block("li", p.text.origin(p.pos), p.text.end_origin(end))
    p.parse_text(content, text)
    p.defs.footnotes[name] = content
    p.add_up_to(end, "eob", "footnote_def")
    return True


def link(p: BlockParser) -> bool:
    """`[label]: target "title"`."""
    found = definitions.link_definition(p.s, p.pos)
    if found is None:
        return False
    block = p.add_up_to(found.after, "eob", "link_def")
    target = definitions.Target(p.text, found.start, found.end, found.title, block.attr)
    p.defs.targets[definitions.label(found.label)] = target
    return True


def abbreviation(p: BlockParser) -> bool:
    """`*[short]: long`."""
    found = definitions.abbreviation(p.s, p.pos)
    if found is None:
        return False
    short, full, end = found
    p.add_up_to(end, "eob", "abbrev_def")
    p.defs.abbreviations[short] = full.strip(lines.BLANKS)
    return True


def in_braces(p: BlockParser) -> bool:
    """Attributes, their definitions, and extensions: lines in braces."""
    found = braces.alone(p.s, p.pos)
    if found is None:
        return False
    if found.kind == "definition":
        p.defs.attributes[found.name] = found.text
        p.add_up_to(found.end, "eob", "ald")
    elif found.kind == "attributes":
        _attributes(p, found)
    else:
        return found.kind == "extension" and _extension(p, found)
    return True


def _attributes(p: BlockParser, found: Braces) -> None:
    """Attributes for the block before, or after a blank line for the next one."""
    attr, refs = parse_attributes(found.text, p.defs.attributes)
    children = p.tree.children
    last = children[-1] if children else None
    if last and last.kind != "blank" and (last.kind != "eob" or last.name in _TAKING_ATTRIBUTES):
        merge(last.attr, attr)
        last.refs = [*last.refs, *refs]
        if braces.attributes_alone(p.s, found.end):
            p.pos = found.end
        else:
            p.add_up_to(found.end, "eob", "ial")
        return
    before = p.pending or ({}, [])
    p.pending = ({**before[0], **attr}, [*before[1], *refs])
    p.pos = found.end


@cache
def _end_line(name: str) -> Pattern[str]:
    return pattern(rf"^ {{0,3}}\{{:/(?:{name})?\}}[ \t\r\f\v]*+\n", MULTILINE)


def _extension(p: BlockParser, found: Braces) -> bool:
    if found.name not in braces.EXTENSIONS:
        return False
    kind = {"comment": "hidden", "nomarkdown": "nomarkdown"}.get(found.name, "eob")
    start, end = p.pos, found.end
    if found.empty:
        if kind == "eob":
            p.add_up_to(end, "eob", "extension")
        p.pos = end
        return True
    stop = _end_line(found.name).search(p.s, end) if p.ahead.find("{:/", end) >= 0 else None
    if stop is None:
        p.note("unclosed-extension", start, end, found.name)
        return False
    block = p.add_up_to(stop.end(), kind, "extension" if kind == "eob" else "")
    if kind != "eob":
        block.text = p.text.slice(end, max(stop.start() - 1, end))
    return True

"""Blocks of one text: headings, quotations, formulas, rules."""

from __future__ import annotations

from functools import cache
from re import Pattern
from re import compile as pattern
from typing import TYPE_CHECKING

from postlint.body.kramdown import lines
from postlint.body.kramdown.boundaries import before_boundary, interrupts
from postlint.body.kramdown.text import build

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser


def numbered(p: BlockParser) -> bool:
    """A heading after number signs, which may stand at its end too."""
    strict, gfm = "strict_paragraphs" in p.options, "gfm" in p.options
    line = lines.number_heading(p.s, p.pos, blank=gfm)
    if line is None or (strict and not p.after_boundary()):
        return False
    name, end = _own_id(p.s, line.start, line.end)
    text = p.s[line.start : end]
    bare = text.rstrip("#")
    if strict and bare.endswith("\\") and bare != text:
        # The first of the signs is escaped.
        bare += "#"
    if bare != text and (strict or bare.endswith((" ", "\t"))):
        end = line.start + len(bare.rstrip(lines.BLANKS))
    return _heading(p, line._replace(end=end), name)


def underlined(p: BlockParser) -> bool:
    """A heading above its line."""
    line = lines.underlined_heading(p.s, p.pos) if p.after_boundary() else None
    if line is None:
        return False
    name, end = _own_id(p.s, line.start, line.end)
    return _heading(p, line._replace(end=end), name)


@cache
def _id() -> Pattern[str]:
    return pattern(r"[^\W\d][-.:\w]*+")


def _own_id(s: str, start: int, end: int) -> tuple[str, int]:
    """The id in `{#id}` after a blank at the end of a heading, and where the text before it ends."""
    end = start + len(s[start:end].rstrip(lines.BLANKS))
    if not s.startswith("}", end - 1):
        return "", end
    brace = s.rfind("{#", start + 1, end)
    if brace < 0 or s[brace - 1] not in " \t" or not _id().fullmatch(s, brace + 2, end - 1):
        return "", end
    return s[brace + 2 : end - 1], start + len(s[start:brace].rstrip(lines.BLANKS))


def _heading(p: BlockParser, line: lines.HeadingLine, name: str) -> bool:
    if line.start >= line.end:
        return False
    block = p.add_up_to(line.after, "heading")
    block.level = line.level
    block.text = p.text.slice(line.start, line.end)
    if name:
        block.attr["id"] = name
    return True


def horizontal_rule(p: BlockParser) -> bool:
    """A rule."""
    end = lines.rule_end(p.s, p.pos)
    if end >= 0:
        p.add_up_to(end, "hr")
    return end >= 0


def block_end(p: BlockParser) -> bool:
    """A lone caret, which ends any block before it."""
    end = lines.block_end(p.s, p.pos)
    if end >= 0:
        p.add_up_to(end, "eob")
    return end >= 0


def quotation(p: BlockParser) -> bool:
    """A quotation: further lines of its last paragraph need no mark."""
    s = p.s
    at = p.pos
    parts: list[tuple[int, int] | str] = []
    while at < p.size and not (parts and interrupts(s, at)):
        end = lines.line_end(s, at)
        parts.append((max(lines.quote_marker(s, at), at), end))
        at = end
    p.parse_text(p.add_up_to(at, "blockquote"), build(p.text, parts))
    return True


def math(p: BlockParser) -> bool:
    """A formula between double dollars that stands alone."""
    start = lines.margin(p.s, p.pos) + 2
    if not p.s.startswith("$$", start - 2) or not p.after_boundary():
        return False
    end = p.ahead.find("$$", start)
    after = max(lines.past_line_break(p.s, end + 2), end + 2)
    if end < 0 or not before_boundary(p.s, after):
        return False
    p.add_up_to(after, "math").text = p.text.slice(start, end)
    return True

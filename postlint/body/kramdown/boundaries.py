"""Where a paragraph ends: lines that begin something else."""

from __future__ import annotations

from postlint.body.kramdown import lines
from postlint.body.kramdown.braces import attributes_alone
from postlint.body.kramdown.markup import begins_block


def interrupts(s: str, at: int, room: int = 3) -> bool:
    """Whether the line at `at` belongs to no text before it, even to one that goes on without its marks.

    `room`: how many spaces may stand before the mark that interrupts.
    """
    first = s[at]
    if first.isalnum():
        return False
    if first == "^":
        return lines.block_end(s, at) >= 0
    if first in lines.SPACE and lines.past_blank_lines(s, at) > at:
        return True
    start = lines.margin(s, at, room)
    if s[start] == "<":
        return begins_block(s, start)
    return s[start] == "{" and attributes_alone(s, start)


def ends_paragraph(s: str, at: int) -> bool:
    """Whether the line at `at` is no further line of a paragraph (GFM's own rule)."""
    start = lines.margin(s, at)
    first = s[start]
    if first.isalpha():
        return False
    if first == ">":
        return True
    if first in "`~":
        return lines.may_be_fence(s, at)
    if first == "#" and start == at:
        return lines.number_heading(s, at) is not None
    if first in "*+-" or first.isdecimal():
        return lines.list_marker(s, at) is not None
    if first == ":":
        return lines.definition_marker(s, at) is not None
    return interrupts(s, at)


def ends_strict_paragraph(s: str, at: int) -> bool:
    """The same by kramdown's own rule, which GFM has without its quirk `paragraph_end`."""
    start = lines.margin(s, at)
    if s[start] == ":":
        return lines.definition_marker(s, at) is not None
    return interrupts(s, at)


def before_boundary(s: str, at: int) -> bool:
    """Whether what ends at `at` is followed by a blank line, the end, or the like."""
    return (
        at >= len(s)
        or lines.past_blank_lines(s, at) > at
        or lines.block_end(s, at) >= 0
        or attributes_alone(s, at)
    )

"""Code blocks: indented, and between fences."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from re import MULTILINE, Pattern
from re import compile as pattern
from typing import TYPE_CHECKING, NamedTuple

from postlint.body.kramdown import lines
from postlint.body.kramdown.boundaries import interrupts
from postlint.body.kramdown.elements import BLOCKS
from postlint.body.kramdown.text import build
from postlint.body.notes import written_tag

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser

Parts = list[tuple[int, int] | str]


def indented_lines(s: str, at: int) -> tuple[Parts, int]:
    """The indented lines from `at` on, their indentation left out, and the place after them.

    Lines right below belong to them without being indented, as in a paragraph.
    """
    parts: Parts = []
    end = gap = at
    while at < len(s):
        after = lines.past_blank_lines(s, at)
        if after > at:
            at = after
            continue
        if lines.is_indented(s, at):
            content = at + (1 if s[at] == "\t" else 4)
        elif not parts or gap < at or interrupts(s, at):
            break
        else:
            content = at
        if gap < at:
            parts.append((gap, at))
        at = gap = end = lines.line_end(s, at)
        parts.append((content, end))
    return parts, end


def indented(p: BlockParser) -> bool:
    """A block of indented lines."""
    parts, end = indented_lines(p.s, p.pos)
    if not parts:
        return False
    text = build(p.text, parts)
    _notice_html(p, text.string)
    p.add_up_to(end, "code").text = text
    return True


def _notice_html(p: BlockParser, code: str) -> None:
    """Remember HTML right below HTML that its indentation makes code."""
    above = next((b for b in reversed(p.tree.children) if b.kind != "blank"), None)
    tag = written_tag(code, 0) if above is not None and above.kind == "html" else None
    if tag and tag[0].lower() in BLOCKS:
        start = lines.past(p.s, p.pos, r" \t\n")
        p.note("indented-html", start, start + tag[1], tag[0])


class _Fence(NamedTuple):
    """`attached`: no blank stands between the fence and its language."""

    start: int
    length: int
    info: str
    attached: bool
    body: int


def _opening(s: str, at: int) -> _Fence | None:
    start = lines.margin(s, at)
    body = lines.line_end(s, start)
    end = lines.past(s, start, s[start])
    info = s[end:body].strip(lines.SPACE)
    if end - start < 3 or not set(info).isdisjoint(lines.SPACE):
        return None
    return _Fence(start, end - start, info, not info or s[end] == info[0], body)


@cache
def _lone_fences(mark: str) -> Pattern[str]:
    return pattern(rf"^ {{0,3}}({mark}{mark}{mark}++)[ \t\r\f\v]*+$", MULTILINE)


class Closers:
    """All lines that could close a fence, each with the greatest length from it to the end of the text."""

    def __init__(self, s: str) -> None:
        self._found: dict[str, list[tuple[int, int, int]]] = {}
        self._longest: dict[str, list[int]] = {}
        for mark in "`~":
            found = [(m.start(), len(m[1]), m.end()) for m in _lone_fences(mark).finditer(s)]
            longest = [0]
            for _, length, _ in reversed(found):
                longest.append(max(longest[-1], length))
            self._found[mark], self._longest[mark] = found, longest[::-1]

    def after(self, mark: str, start: int, opening: _Fence) -> tuple[int, int, int] | None:
        """The place, the length and the end of the line that closes a fence."""
        found = self._found[mark]
        index = bisect_left(found, (start, 0, 0))
        longest = self._longest[mark][index]
        if longest < opening.length and not (opening.attached and longest):
            return None
        # Where only shorter ones follow, the rest of the opening fence counts for its language.
        enough = min(longest, opening.length)
        while found[index][1] < enough:
            index += 1
        return found[index][0], enough, found[index][2]


def fenced(p: BlockParser) -> bool:
    """Code between fences; without a closing one, kramdown prints the opening one."""
    s = p.s
    opening = _opening(s, p.pos)
    if opening is None or ("gfm" not in p.options and not s.startswith("~~~", p.pos)):
        return False
    if p.fences is None:
        p.fences = Closers(s)
    mark = s[opening.start]
    closing = p.fences.after(mark, opening.body, opening)
    if closing is None:
        p.note("unclosed-fence", opening.start, opening.start + opening.length)
        return False
    start, length, end = closing
    block = p.new("code", p.pos, end)
    block.text = p.text.slice(opening.body, start)
    info = mark * (opening.length - length) + opening.info
    if info:
        block.attr.setdefault("class", "language-" + info.partition("?")[0])
    p.add(block)
    p.pos = min(end + 1, p.size)
    return True

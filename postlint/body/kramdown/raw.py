"""Raw HTML as kramdown keeps it: to the end tag of the element it began with."""

from __future__ import annotations

from re import Match
from typing import TYPE_CHECKING

from postlint.body.kramdown import lines, markup
from postlint.body.kramdown.elements import ELEMENTS, IN_LINES, compared, element
from postlint.body.kramdown.nodes import Block, Op
from postlint.body.kramdown.plain_html import paragraphs_end, unrepeated_end
from postlint.body.notes import Note, printed_tag
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser

_ASKED = {"0": "markup", "span": "words", "block": "blocks"}


def html_block(p: BlockParser) -> bool:
    """HTML that begins a line: paragraphs, a comment, an element, or the end of the one around."""
    s = p.s
    at = lines.margin(s, p.pos)
    if s.startswith("<p", at) and _paragraphs(p, at):
        return True
    if s.startswith("<!--", at):
        # An indented one is text.
        return at == p.pos and _comment(p, at)
    tag = markup.start_tag(s, at)
    if tag:
        if tag["name"].lower() in IN_LINES:
            return False
        _element(p, tag)
        return True
    tag = markup.end_tag(s, at) if p.stop else None
    if tag and tag["name"].lower() == p.stop:
        p.stopped = tag
        p.pos = tag.end()
    return p.stopped is not None


def _paragraphs(p: BlockParser, at: int) -> bool:
    if p.pending and p.pending[0]:
        return False
    if at >= p.plain_end:
        ampersand = p.ahead.find("&", at)
        p.plain_end = paragraphs_end(p.s, at, ampersand if ampersand >= 0 else p.size)
    end = unrepeated_end(p.s, at, p.plain_end)
    if end < 0:
        return False
    block = p.new("html", at, end)
    block.text = p.text
    block.ops.append(Op("copy", at, end))
    _end_block(p, block, end)
    return True


def _comment(p: BlockParser, at: int) -> bool:
    end = p.ahead.past("-->", at + 4)
    if end < 0:
        return False
    block = p.new("comment", at, end)
    block.text = p.text.slice(at, end)
    _end_block(p, block, end)
    return True


def _element(p: BlockParser, tag: Match[str]) -> None:
    block = p.new("html", tag.start(), tag.end())
    block.name = compared(tag["name"])
    block.text = p.text
    reader = _Reader(p, block)
    reader.start_tag(tag, block.name)
    reader.read()
    if reader.has_content:
        _end_block(p, block, p.pos)
    else:
        # What stands behind it is read as a line, a blank one at best.
        p.add(block)


def _end_block(p: BlockParser, block: Block, end: int) -> None:
    """Add a block of HTML; what stands behind it on its line begins the next block."""
    p.add(block)
    after = lines.past(p.s, end, r" \t")
    p.pos = after + 1 if p.s.startswith("\n", after) else end


class _Open:
    """An element whose end tag is looked for; `passed`: one that came while others were open in it."""

    __slots__ = ("name", "passed", "tag")

    def __init__(self, name: str, tag: Match[str]) -> None:
        self.name = name
        self.tag = tag
        self.passed: Span | None = None


class _Reader:
    """Reads HTML up to where every element that is open has ended, and notes how to write it."""

    def __init__(self, p: BlockParser, block: Block) -> None:
        self.p = p
        self.s = p.text.string
        self.ops = block.ops
        self.open: list[_Open] = []
        self.has_content = False

    def start_tag(self, tag: Match[str], name: str) -> None:
        """Read a start tag, and its content unless that is HTML, which `read` does."""
        self.ops.append(Op("tag", tag.start(), tag.end(), tag))
        self.p.pos = tag.end()
        if tag["slash"] or element(name).content == "nothing":
            return
        if name in ("script", "style"):
            self._up_to_end_tag(tag, name, "copy")
            return
        self.has_content = True
        content = self._content(tag, name)
        if content == "words":
            self._up_to_end_tag(tag, name, "words")
        elif content == "blocks" and self.p.may_nest():
            self._blocks(tag, name)
        else:
            self.open.append(_Open(name, tag))

    def _content(self, tag: Match[str], name: str) -> str:
        """How the content is read: as HTML, unless a `markdown` attribute or the settings say otherwise."""
        asked = markup.asked_content(tag)
        if asked in _ASKED:
            return _ASKED[asked]
        by_itself = not self.open and "parse_block_html" in self.p.options
        return element(name).content if asked == "1" or by_itself else "markup"

    def _up_to_end_tag(self, tag: Match[str], name: str, how: str) -> None:
        """Content in which only the element's own end tag counts."""
        p, start = self.p, tag.end()
        closing = markup.find_end_tag(self.s, name, start)
        end = closing.start() if closing else len(self.s)
        if how == "copy":
            self.ops.append(Op("copy", start, end))
        else:
            leaf = Block("transparent", p.text.origin(tag.start()), p.text.end_origin(start))
            leaf.transparent = True
            leaf.text = p.text.slice(start, end)
            inner = Block("span", leaf.start, leaf.end, [leaf])
            self.ops.append(Op("block", start, end, inner))
        p.pos = closing.end() if closing else end
        self._end_tag(tag, name, closing)

    def _blocks(self, tag: Match[str], name: str) -> None:
        p = self.p
        blank = lines.past(self.s, p.pos, r" \t")
        if self.s.startswith("\n", blank):
            p.pos = blank + 1
        start = p.pos
        inner = Block("div", p.text.origin(tag.start()), p.text.end_origin(tag.end()))
        closing = p.parse_into(inner, name)
        self.ops.append(Op("block", start, p.pos, inner))
        self._end_tag(tag, name, closing)

    def _end_tag(self, tag: Match[str], name: str, closing: Match[str] | None) -> None:
        if closing:
            self.ops.append(Op("copy", *closing.span()))
            return
        self.note("unclosed-element", Span(*tag.span()), name)
        self.ops.append(Op("close", self.p.pos, self.p.pos, name))

    def read(self) -> None:
        """Read on until every open element is closed, or the text ends."""
        p, s = self.p, self.s
        while self.open:
            start = p.pos
            at = s.find("<", start)
            if at < 0:
                self._text_ends()
                return
            if at > start:
                self.ops.append(Op("escape", start, at))
                p.pos = at
            if not self._angle(at):
                self.ops.append(Op("escape", at, at + 1))
                p.pos = at + 1

    def _angle(self, at: int) -> bool:
        """Read what an angle bracket begins; whether it is HTML."""
        s = self.s
        after = s[at + 1 : at + 2]
        if after == "/":
            closing = markup.end_tag(s, at)
            if closing:
                self._closing(closing)
            return closing is not None
        if after in ("!", "?"):
            end = -1
            if after == "?":
                end = self.p.ahead.past("?>", at + 2)
            elif s.startswith("<!--", at):
                end = self.p.ahead.past("-->", at + 4)
            if end >= 0:
                self.ops.append(Op("copy", at, end))
                self.p.pos = end
            return end >= 0
        tag = markup.start_tag(s, at)
        if tag:
            self.start_tag(tag, compared(tag["name"]))
            return True
        printed = printed_tag(s, at)
        if printed and printed.name.lower() in ELEMENTS:
            self.note(printed.kind, Span(at, printed.end), printed.name)
        return False

    def _closing(self, tag: Match[str]) -> None:
        self.p.pos = tag.end()
        name = compared(tag["name"])
        if self.open[-1].name == name:
            self.open.pop()
            self.ops.append(Op("copy", *tag.span()))
            return
        self.ops.append(Op("escape", *tag.span()))
        passed = next((item for item in reversed(self.open[-64:]) if item.name == name), None)
        if passed is not None and passed.passed is None:
            passed.passed = Span(*tag.span())
        else:
            self.note("stray-end-tag", Span(*tag.span()), tag["name"])

    def _text_ends(self) -> None:
        """kramdown closes what is open. The culprits are those no end tag was for."""
        end = len(self.s)
        self.ops.append(Op("escape", self.p.pos, end))
        self.p.pos = end
        related: Span | None = None
        for item in self.open:
            if item.passed is not None:
                related = item.passed
            else:
                self.note("unclosed-element", Span(*item.tag.span()), item.name, related)
        for item in reversed(self.open):
            self.ops.append(Op("close", end, end, item.name))
        self.open.clear()

    def note(self, kind: str, span: Span, what: str, related: Span | None = None) -> None:
        """Remember something that was read otherwise than meant."""
        text = self.p.text

        def placed(span: Span) -> Span:
            return Span(text.origin(span.start), text.end_origin(span.end))

        other = placed(related) if related else None
        self.p.defs.notes.append(Note(kind, placed(span), what, other))

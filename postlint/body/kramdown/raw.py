"""Raw HTML as kramdown keeps it: to the end tag of the element it began with."""

from __future__ import annotations

from re import Match
from typing import TYPE_CHECKING

from postlint.body.kramdown import grammar as g
from postlint.body.kramdown.nodes import Block, Op
from postlint.body.kramdown.spans import parse_html_attributes
from postlint.body.notes import Note, written_tag
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.body.kramdown.blocks import BlockParser

_MODELS = {"0": "raw", "1": "default", "span": "span", "block": "block"}


class RawElement:
    """An element whose end tag is looked for."""

    __slots__ = ("end", "name", "passed", "start")

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name = name
        self.start = start
        self.end = end
        self.passed: Span | None = None


def known_name(name: str) -> str:
    """The name as kramdown compares it: known elements in lower case."""
    lower = name.lower()
    return lower if lower in g.KNOWN else name


def element(p: BlockParser, match: Match[str]) -> None:
    """Read the element whose start tag is matched at the parser's position, in a block."""
    name = known_name(match[1])
    block = p.new("html", p.pos, match.end())
    block.name = name
    block.text = p.text
    reader = _Reader(p, block)
    p.pos = match.end()
    reader.start_tag(match, name)
    reader.read()
    p.skip_trailing()
    p.add(block)


class _Reader:
    def __init__(self, p: BlockParser, block: Block) -> None:
        self.p = p
        self.s = p.text.string
        self.ops = block.ops
        self.open: list[RawElement] = []

    def start_tag(self, match: Match[str], name: str) -> None:
        """Write a start tag; what it holds is read by `read`, or here when it is no raw HTML."""
        p = self.p
        self.ops.append(Op("tag", match.start(), match.end(), match))
        after = match.end()
        p.pos = after
        if name in ("script", "style") and not match[4]:
            self._verbatim(name, match)
            return
        if match[4] or name in g.WITHOUT_BODY:
            return
        model = "raw"
        if "markdown" in match[2] or not self.open:
            asked = parse_html_attributes(match[2]).get("markdown", "") if "markdown" in match[2] else ""
            model = _MODELS.get(asked, p.block_html_model(name) if not self.open else "raw")
            if model == "default":
                model = "block" if name in g.BLOCK_MODEL else "span" if name in g.SPAN_MODEL else "raw"
        if model == "block" and p.may_nest():
            self._blocks(name, match)
        elif model == "span":
            self._span(name, match)
        else:
            self.open.append(RawElement(name, match.start(), after))

    def _verbatim(self, name: str, match: Match[str]) -> None:
        close = g.close_of(name).search(self.s, self.p.pos)
        end = close.start() if close else len(self.s)
        self.ops.append(Op("copy", self.p.pos, end))
        if close is None:
            self.note("unclosed-element", match.start(), match.end(), name)
            self.ops.append(Op("close", end, end, name))
            self.p.pos = len(self.s)
            return
        self.ops.append(Op("copy", close.start(), close.end()))
        self.p.pos = close.end()

    def _blocks(self, name: str, match: Match[str]) -> None:
        p = self.p
        p.skip_trailing()
        inner = Block("div", p.text.origin(match.start()), p.text.end_origin(match.end()))
        start = p.pos
        found = p.parse_into(inner, name)
        self.ops.append(Op("block", start, p.pos, inner))
        if found is None:
            self.note("unclosed-element", match.start(), match.end(), name)
            self.ops.append(Op("close", p.pos, p.pos, name))
        else:
            self.ops.append(Op("copy", found.start(1) - 2, found.end()))

    def _span(self, name: str, match: Match[str]) -> None:
        p = self.p
        close = g.close_of(name).search(self.s, p.pos)
        end = close.start() if close else len(self.s)
        inner = Block("span", p.text.origin(match.start()), p.text.end_origin(match.end()))
        leaf = Block("transparent", inner.start, inner.end)
        leaf.transparent = True
        leaf.text = p.text.slice(p.pos, end)
        inner.children.append(leaf)
        self.ops.append(Op("block", p.pos, end, inner))
        p.pos = close.end() if close else end
        if close is None:
            self.note("unclosed-element", match.start(), match.end(), name)
            self.ops.append(Op("close", end, end, name))
        else:
            self.ops.append(Op("copy", close.start(), close.end()))

    def read(self) -> None:
        """Read on until every open element is closed, or the text ends."""
        p, s = self.p, self.s
        start_re, tag_re, close_re = g.get("raw start"), g.get("tag"), g.get("close")
        while self.open:
            found = start_re.search(s, p.pos)
            if found is None:
                self._end()
                return
            at = found.start()
            if at > p.pos:
                self.ops.append(Op("escape", p.pos, at))
                p.pos = at
            after = s[at + 1]
            if after == "/":
                close = close_re.match(s, at)
                if close:
                    self._close(close)
                    continue
            elif after in "!?":
                end = p.comment_end(at) if after == "!" else _instruction_end(s, at)
                if end >= 0:
                    self.ops.append(Op("copy", at, end))
                    p.pos = end
                    continue
            else:
                tag = tag_re.match(s, at)
                if tag:
                    self.start_tag(tag, known_name(tag[1]))
                    continue
                written = written_tag(s, at)
                if written and written[0].lower() in g.KNOWN:
                    self.note("tag-as-text", at, written[1], written[0])
            self.ops.append(Op("escape", at, at + 1))
            p.pos = at + 1

    def _close(self, match: Match[str]) -> None:
        self.p.pos = match.end()
        name = known_name(match[1])
        if self.open[-1].name == name:
            self.open.pop()
            self.ops.append(Op("copy", match.start(), match.end()))
            return
        self.ops.append(Op("escape", match.start(), match.end()))
        place = Span(match.start(), match.end())
        passed = next((item for item in reversed(self.open[-64:]) if item.name == name), None)
        if passed is not None and passed.passed is None:
            passed.passed = place
        else:
            self.note("stray-end-tag", match.start(), match.end(), match[1])

    def _end(self) -> None:
        """The text ends: kramdown closes what is open. The culprits are those no end tag was for."""
        end = len(self.s)
        self.ops.append(Op("escape", self.p.pos, end))
        self.p.pos = end
        related: Span | None = None
        for item in self.open:
            if item.passed is not None:
                related = item.passed
            else:
                self.note("unclosed-element", item.start, item.end, item.name, related)
        for item in reversed(self.open):
            self.ops.append(Op("close", end, end, item.name))
        self.open.clear()

    def note(self, kind: str, start: int, end: int, what: str, related: Span | None = None) -> None:
        text = self.p.text

        def placed(span: Span) -> Span:
            return Span(text.origin(span.start), text.end_origin(span.end))

        other = placed(related) if related else None
        self.p.defs.notes.append(Note(kind, placed(Span(start, end)), what, other))


def _instruction_end(s: str, at: int) -> int:
    end = s.find("?>", at)
    return end + 2 if end >= 0 else -1

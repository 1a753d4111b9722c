"""kramdown's block-level parsers, in its order."""

from __future__ import annotations

from re import Match

from postlint.body.kramdown import grammar as g
from postlint.body.kramdown import lists, raw, tables
from postlint.body.kramdown.attributes import parse_attributes
from postlint.body.kramdown.nodes import Block, Op
from postlint.body.kramdown.spans import Definitions, link_id
from postlint.body.kramdown.text import Text, build
from postlint.body.notes import Note, written_tag
from postlint.text import Span

_DEPTH = 48
_DEFINITIONS = ("link_def", "abbrev_def", "footnote_def")


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
        self.ial: tuple[dict[str, str], list[str]] | None = None
        self.stopped: Match[str] | None = None
        self.para: Block | None = None
        self.para_span = (0, 0)
        self._no_comment = self.size + 1
        self._no_fence: dict[str, int] = {}

    # What the parsers of lists, tables and raw HTML use

    def new(self, kind: str, start: int, end: int) -> Block:
        """A block from `start` to `end`, with the attributes announced for it."""
        block = Block(kind, self.text.origin(start), self.text.end_origin(max(end, start)))
        if self.ial is not None:
            block.attr, block.refs = self.ial
            self.ial = None
        return block

    def add(self, block: Block) -> None:
        """Append a block to the current one."""
        self.end_paragraph()
        self.tree.children.append(block)

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

    def block_html_model(self, name: str) -> str:
        """What the content of block HTML is without a `markdown` attribute."""
        return "default" if "parse_block_html" in self.options else "raw"

    def skip_trailing(self) -> None:
        """Skip white space up to the end of the line."""
        at = self.pos
        while at < self.size and self.s[at] in " \t":
            at += 1
        if at < self.size and self.s[at] == "\n":
            self.pos = at + 1

    def comment_end(self, at: int) -> int:
        """The end of a comment that begins at `at`, or -1."""
        if not self.s.startswith("<!--", at) or at >= self._no_comment:
            return -1
        end = self.s.find("-->", at + 4)
        if end < 0:
            self._no_comment = at
        return end + 3 if end >= 0 else -1

    def after_boundary(self) -> bool:
        """Whether a new block may begin here that a paragraph cannot be interrupted by."""
        children = self.tree.children
        if not children or self.ial is not None:
            return True
        last = children[-1]
        return last.kind == "blank" or (last.kind == "eob" and not last.name)

    def before_boundary(self) -> bool:
        """Whether the block that ends here is followed by a blank line or the like."""
        return self.pos >= self.size or g.get("boundary").match(self.s, self.pos) is not None

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
        saved = (self.tree, self.stop, self.ial)
        self.tree, self.stop, self.ial, self.stopped = block, stop, None, None
        self.depth += 1
        while self.pos < self.size and self.stopped is None:
            self._block()
        self.end_paragraph()
        self.depth -= 1
        found, self.stopped = self.stopped, None
        self.tree, self.stop, self.ial = saved
        return found

    # The parsers

    def _block(self) -> None:
        s, at = self.s, self.pos
        blank = g.get("blank").match(s, at)
        if blank:
            self._blank(blank.end())
            return
        if s[at] == "\t" or s.startswith("    ", at):
            if self._code():
                return
            self._paragraph()
            return
        first = at
        while s[first] == " ":
            first += 1
        for parse in _BY_CHAR.get(s[first], _BY_CHAR["1"] if s[first].isdecimal() else ()):
            if parse(self):
                return
        if self._setext() or self._table():
            return
        if s[at] == "^":
            end = g.get("end of block").match(s, at)
            if end:
                self.add(self.new("eob", at, end.end()))
                self.pos = end.end()
                return
        self._paragraph()

    def _blank(self, end: int) -> None:
        children = self.tree.children
        if not (children and children[-1].kind == "blank"):
            self.add(self.new("blank", self.pos, end))
            children[-1].level = self.s[self.pos : end] != "\n"
        else:
            children[-1].level = 1
        self.pos = end

    def _code(self) -> bool:
        s = self.s
        line, lazy, blank = g.get("code line"), g.get("code lazy"), g.get("blank")
        at = self.pos
        parts: list[tuple[int, int] | str] = []
        while True:
            gap = blank.match(s, at)
            start = gap.end() if gap else at
            match = line.match(s, start)
            if match is None:
                break
            if gap:
                parts.append((at, start))
            while match:
                indent = g.get("indented").match(s, start)
                parts.append((indent.end() if indent else start, match.end()))
                start = match.end()
                match = line.match(s, start)
            match = lazy.match(s, start)
            while match:
                parts.append((start, match.end()))
                start = match.end()
                match = None if line.match(s, start) else lazy.match(s, start)
            at = start
        if not parts:
            return False
        block = self.new("code", self.pos, at)
        block.text = build(self.text, parts)
        self._notice_html(block.text.string)
        self.add(block)
        self.pos = at
        return True

    def _notice_html(self, code: str) -> None:
        """Remember HTML right below HTML that its indentation makes code."""
        above = next((b for b in reversed(self.tree.children) if b.kind != "blank"), None)
        tag = written_tag(code, 0) if above is not None and above.kind == "html" else None
        if tag and tag[0].lower() in g.BLOCK_ELEMENTS:
            start = self.pos
            while self.s[start] in " \t\n":
                start += 1
            self.note("indented-html", start, start + tag[1], tag[0])

    def _fenced(self) -> bool:
        s, at = self.s, self.pos
        match = g.get("fence").match(s, at)
        if match is None:
            return False
        fence, info = match.groups()
        close = self._fence_close(fence, match.end())
        if close is None:
            self.note("unclosed-fence", *match.span(1))
            return False
        block = self.new("code", at, close.end())
        block.text = self.text.slice(match.end(), close.start())
        if info:
            block.attr.setdefault("class", "language-" + info.partition("?")[0])
        self.add(block)
        self.pos = min(close.end() + 1, self.size)
        return True

    def _fence_close(self, fence: str, start: int) -> Match[str] | None:
        char = fence[0]
        if start >= self._no_fence.get(char, self.size + 1):
            return None
        shorter = None
        for match in g.fence_close(char).finditer(self.s, start):
            if len(match[1]) >= len(fence):
                return match
            shorter = shorter or match
        if shorter is None:
            self._no_fence[char] = start
        # A shorter line closes it too: the rest of the opening fence is then its language.
        return shorter

    def _quote(self) -> bool:
        s = self.s
        start = at = self.pos
        lazy_end = g.get("lazy end")
        parts: list[tuple[int, int] | str] = []
        while True:
            end = s.find("\n", at) + 1 or self.size
            mark = g.get("quote").match(s, at)
            parts.append((mark.end() if mark else at, end))
            at = end
            if at >= self.size or lazy_end.match(s, at):
                break
        self.pos = at
        block = self.new("blockquote", start, at)
        self.add(block)
        self.parse_text(block, build(self.text, parts))
        return True

    def _heading(self) -> bool:
        match = g.get("atx").match(self.s, self.pos)
        if match is None:
            return False
        start, end = self._strip(*match.span(2))
        name, end = self._header_id(start, end)
        closing = end
        while closing > start and self.s[closing - 1] == "#":
            closing -= 1
        if closing < end and closing > start and self.s[closing - 1] in " \t":
            end = self._strip(start, closing)[1]
        if start >= end:
            return False
        self._add_heading(match, len(match[1]), start, end, name)
        return True

    def _setext(self) -> bool:
        if not self.after_boundary():
            return False
        match = g.get("setext").match(self.s, self.pos)
        if match is None:
            return False
        start, end = self._strip(*match.span(1))
        name, end = self._header_id(start, end)
        if start >= end:
            return False
        self._add_heading(match, 2 if match[2] == "-" else 1, start, end, name)
        return True

    def _header_id(self, start: int, end: int) -> tuple[str, int]:
        match = g.get("header id").search(self.s[start:end]) if self.s[end - 1 : end] == "}" else None
        if match is None:
            return "", end
        return match[1], self._strip(start, start + match.start())[1]

    def _strip(self, start: int, end: int) -> tuple[int, int]:
        while end > start and self.s[end - 1] in g.BLANKS:
            end -= 1
        return start, end

    def _add_heading(self, match: Match[str], level: int, start: int, end: int, name: str) -> None:
        block = self.new("heading", self.pos, match.end())
        block.level = level
        block.text = self.text.slice(start, end)
        if name:
            block.attr["id"] = name
        self.add(block)
        self.pos = match.end()

    def _rule(self) -> bool:
        match = g.get("rule").match(self.s, self.pos)
        if match is None:
            return False
        self.add(self.new("hr", self.pos, match.end()))
        self.pos = match.end()
        return True

    def _list(self) -> bool:
        return lists.parse_list(self)

    def _definition_list(self) -> bool:
        self.end_paragraph()
        return lists.parse_definition_list(self)

    def _html(self) -> bool:
        s, at = self.s, self.pos
        less = s.find("<", at)
        if s.startswith("<p", less):
            run = g.simple_paragraphs().match(s, less)
            if run and not ('" ' in run[0] and g.repeated_attribute().search(run[0])):
                block = self.new("html", less, run.end())
                if not block.attr:
                    block.text = self.text
                    block.ops.append(Op("copy", less, run.end()))
                    self.add(block)
                    self.pos = run.end()
                    self.skip_trailing()
                    return True
                self.ial = (block.attr, block.refs)
        end = self.comment_end(less)
        if end >= 0:
            block = self.new("comment", less, end)
            block.text = self.text.slice(less, end)
            self.add(block)
            self.pos = end
            self.skip_trailing()
            return True
        tag = g.get("tag").match(s, less)
        if tag and tag[1].lower() not in g.SPAN_ELEMENTS:
            self.pos = less
            raw.element(self, tag)
            return True
        close = g.get("close").match(s, less)
        if close and self.stop and close[1].lower() == self.stop:
            self.pos = close.end()
            self.stopped = close
            return True
        return False

    def _math(self) -> bool:
        if not self.after_boundary():
            return False
        match = g.get("math").match(self.s, self.pos)
        if match is None or match[1]:
            return False
        saved, self.pos = self.pos, match.end()
        if not self.before_boundary():
            self.pos = saved
            return False
        block = self.new("math", saved, match.end())
        block.text = self.text.slice(*match.span(2))
        self.add(block)
        return True

    def _table(self) -> bool:
        return tables.parse_table(self)

    def _footnote(self) -> bool:
        s = self.s
        match = g.get("footnote").match(s, self.pos)
        if match is None:
            return False
        parts: list[tuple[int, int] | str] = [match.span(2)]
        start = self.pos
        self.pos = match.end()
        inner = Block("root", 0, 0)
        saved, self.tree = self.tree, inner
        if self._code() and inner.children[0].text is not None:
            text = inner.children[0].text
            whole = build(self.text, parts)
            shifted = [seg._replace(at=seg.at + len(whole.string)) for seg in text.segments]
            joined = Text(whole.string + text.string, [*whole.segments, *shifted])
        else:
            joined = build(self.text, parts)
        self.tree = saved
        content = Block("li", self.text.origin(start), self.text.end_origin(self.pos))
        self.parse_text(content, joined)
        self.defs.footnotes[match[1]] = content
        self._add_definition("footnote_def", start)
        return True

    def _add_definition(self, name: str, start: int) -> None:
        block = self.new("eob", start, self.pos)
        block.name = name
        self.add(block)

    def _link_definition(self) -> bool:
        match = g.get("link definition").match(self.s, self.pos)
        if match is None:
            return False
        target = match[3] or ""
        if any(mark in target for mark in (' "', '\t"', " '", "\t'")):
            return False
        start = self.pos
        self.pos = match.end()
        place = match.span(2) if match[2] is not None else match.span(3)
        self._add_definition("link_def", start)
        attr = self.tree.children[-1].attr
        self.defs.links[link_id(match[1])] = (self.text, *place, match[5], attr)
        return True

    def _abbreviation(self) -> bool:
        match = g.get("abbreviation").match(self.s, self.pos)
        if match is None:
            return False
        start = self.pos
        self.pos = match.end()
        self._add_definition("abbrev_def", start)
        self.defs.abbreviations[match[1]] = match[2].strip(g.BLANKS)
        return True

    def _extension(self) -> bool:
        s, at = self.s, self.pos
        match = g.get("ald").match(s, at)
        if match:
            self.defs.alds[match[1]] = match[2]
            self.pos = match.end()
            self._add_definition("ald", at)
            return True
        match = g.get("extension").match(s, at)
        if match:
            return self._block_extension(match)
        match = g.get("ial").match(s, at)
        return match is not None and self._ial(match)

    def _ial(self, match: Match[str]) -> bool:
        attr, refs = parse_attributes(match[1], self.defs.alds)
        at, self.pos = self.pos, match.end()
        children = self.tree.children
        last = children[-1] if children else None
        if last and last.kind != "blank" and (last.kind != "eob" or last.name in _DEFINITIONS):
            for key, value in attr.items():
                joined = key == "class" and key in last.attr
                last.attr[key] = f"{last.attr[key]} {value}" if joined else value
            last.refs = [*last.refs, *refs]
            if not g.get("ial").match(self.s, self.pos):
                self._add_definition("ial", at)
        else:
            before = self.ial or ({}, [])
            self.ial = ({**before[0], **attr}, [*before[1], *refs])
        return True

    def _block_extension(self, match: Match[str]) -> bool:
        name = match[1]
        if name not in ("comment", "nomarkdown", "options"):
            return False
        start, at = self.pos, match.end()
        body = (at, at)
        if not match[3]:
            stop = g.extension_stop(name, True).search(self.s, at)
            if stop is None:
                self.note("unclosed-extension", match.start(), match.end(), name)
                return False
            body = (at, max(stop.start() - 1, at))
            at = stop.end()
        self.pos = at
        if name == "options":
            self._add_definition("extension", start)
        elif not match[3]:
            block = self.new("hidden" if name == "comment" else "nomarkdown", start, at)
            block.text = self.text.slice(*body)
            self.add(block)
        return True

    def _paragraph(self) -> None:
        s = self.s
        start = at = self.pos
        ends = g.get("paragraph end")
        while True:
            at = s.find("\n", at) + 1 or self.size
            if at >= self.size or ends.match(s, at):
                break
        self.pos = at
        end = self._strip(start, at)[1]
        if self.para is not None:
            # As written: blanks at the ends of its lines matter only where they break the line.
            self.para_span = (self.para_span[0], end)
            return
        block = self.new("p", start, end)
        first = start
        while first < end and s[first] in g.BLANKS:
            first += 1
        self.add(block)
        self.para, self.para_span = block, (first, end)


_ListLike = (BlockParser._rule, BlockParser._list)
_BY_CHAR = {
    "`": (BlockParser._fenced,),
    "~": (BlockParser._fenced,),
    ">": (BlockParser._quote,),
    "#": (BlockParser._heading,),
    "*": (*_ListLike, BlockParser._setext, BlockParser._table, BlockParser._abbreviation),
    "-": _ListLike,
    "_": (BlockParser._rule,),
    "+": (BlockParser._list,),
    "1": (BlockParser._list,),
    ":": (BlockParser._definition_list,),
    "<": (BlockParser._html,),
    "$": (BlockParser._setext, BlockParser._math),
    "[": (BlockParser._setext, BlockParser._table, BlockParser._footnote, BlockParser._link_definition),
    "{": (BlockParser._setext, BlockParser._table, BlockParser._extension),
}

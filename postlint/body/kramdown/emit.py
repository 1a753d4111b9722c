"""Writing the tree as HTML, each character with its origin."""

from __future__ import annotations

from collections.abc import Sequence
from re import Match

from postlint.body.kramdown import grammar as g
from postlint.body.kramdown.nodes import Block, Op, SpanNode
from postlint.body.kramdown.spans import Definitions
from postlint.body.kramdown.text import Text
from postlint.body.writer import ESCAPES, Writer, escape

_SIMPLE = frozenset({"blockquote", "ul", "ol", "li", "dl", "dd", "tr", "thead", "tbody", "tfoot"})


def attributes(attr: dict[str, str]) -> str:
    """The attributes as HTML, with a blank before each."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attr.items())


class Emitter:
    """Writes blocks and spans."""

    def __init__(
        self,
        writer: Writer,
        definitions: Definitions,
        options: frozenset[str],
        headings: list[tuple[Block, str]],
    ) -> None:
        self.w = writer
        self.defs = definitions
        self.hard_wrap = "hard_wrap" in options
        self.headings = headings
        self.seen: dict[str, int] = {}
        self.numbers: dict[str, int] = {}

    # Text

    def copy(self, text: Text, start: int, end: int) -> None:
        """Write a range of a text as it stands."""
        for piece_start, piece_end, origin, own in text.pieces(start, end):
            size = piece_end - piece_start
            if own:
                self.w.copy(origin, origin + size)
            else:
                self.w.put(text.string[piece_start:piece_end], origin, origin)

    def escaped(self, text: Text, start: int, end: int) -> None:
        """Write a range of a text so that the reader sees it as it stands."""
        for piece_start, piece_end, origin, own in text.pieces(start, end):
            if own:
                self.w.copy_text(origin, origin + piece_end - piece_start)
            else:
                self.w.put(text.string[piece_start:piece_end], origin, origin)

    def lenient(self, text: Text, start: int, end: int) -> None:
        """Write a range of a text with its character references kept."""
        string = text.string
        if "&" not in string[start:end] and "<" not in string[start:end]:
            self.copy(text, start, end)
            return
        from re import finditer

        at = start
        for match in finditer(r"&(?:[^\W\d][\w.:-]*|#\d+|#x[0-9a-fA-F]+);|[&<]", string[start:end]):
            if len(match[0]) == 1:
                place = start + match.start()
                self.copy(text, at, place)
                origin = text.origin(place)
                self.w.put(ESCAPES[match[0]], origin, origin + 1)
                at = place + 1
        self.copy(text, at, end)

    # Blocks

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Write blocks in order."""
        for block in blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        """Write one block."""
        kind = block.kind
        w = self.w
        if kind in ("p", "transparent"):
            self._paragraph(block)
        elif kind in ("blank", "eob", "hidden"):
            if kind == "blank":
                w.put("\n", block.start, block.end)
        elif kind == "html":
            self._html(block)
            w.put("\n", block.end, block.end)
        elif kind in ("ul", "ol") and "toc" in block.refs:
            self._contents(block)
        elif kind in _SIMPLE:
            w.put(f"<{kind}{attributes(block.attr)}>\n", block.start, block.start)
            self.blocks(block.children)
            w.put(f"</{kind}>\n", block.end, block.end)
        else:
            self._leaf_block(block)

    def _leaf_block(self, block: Block) -> None:
        kind, w, text = block.kind, self.w, block.text
        attr = attributes(block.attr)
        if kind == "heading":
            w.put(f"<h{block.level}{attr}>", block.start, block.start)
            self._leaf(block)
            w.put(f"</h{block.level}>\n", block.end, block.end)
        elif kind == "hr":
            w.put(f"<hr{attr} />\n", block.start, block.end)
        elif kind == "table":
            self._table(block)
        elif kind == "dt":
            w.put(f"<dt{attr}>", block.start, block.start)
            self._leaf(block)
            w.put("</dt>\n", block.end, block.end)
        elif text is not None:
            self._verbatim(block, text, attr)

    def _verbatim(self, block: Block, text: Text, attr: str) -> None:
        w, size = self.w, len(text.string)
        if block.kind == "code":
            w.put(f"<pre><code{attr}>", block.start, block.start)
            self.escaped(text, 0, size)
            w.put("</code></pre>\n", block.end, block.end)
        elif block.kind == "math":
            w.put("\\[", block.start, block.start)
            self.escaped(text, 0, size)
            w.put("\\]\n", block.end, block.end)
        else:
            self.copy(text, 0, size)
            w.put("\n", block.end, block.end)

    def _paragraph(self, block: Block) -> None:
        w = self.w
        if block.transparent:
            self._task(block)
            self._leaf(block)
            return
        w.put(f"<p{attributes(block.attr)}>", block.start, block.start)
        self._task(block)
        self._leaf(block)
        w.put("</p>\n", block.end, block.end)

    def _task(self, block: Block) -> None:
        if block.task:
            checked = ' checked="checked"' if block.task == "done" else ""
            html = f'<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"{checked} />'
            self.w.put(html, block.start, block.start)

    def _leaf(self, block: Block) -> None:
        if block.text is None:
            return
        if block.spans is None:
            self._words(block.text, 0, len(block.text.string))
        else:
            self.spans(block.spans, block.text)

    def _table(self, block: Block) -> None:
        w = self.w
        w.put(f"<table{attributes(block.attr)}>\n", block.start, block.start)
        for part in block.children:
            w.put(f"<{part.kind}>\n", part.start, part.start)
            cell = "th" if part.kind == "thead" else "td"
            for row in part.children:
                w.put("<tr>\n", row.start, row.start)
                for item in row.children:
                    start = item.text.origin(0) if item.text else item.start
                    w.put(f"<{cell}>", start, start)
                    self._leaf(item)
                    w.put(f"</{cell}>\n", item.end, item.end)
                w.put(f"<{cell}></{cell}>\n" * (block.level - len(row.children)), row.end, row.end)
                w.put("</tr>\n", row.end, row.end)
            w.put(f"</{part.kind}>\n", part.end, part.end)
        w.put("</table>\n", block.end, block.end)

    def _contents(self, block: Block) -> None:
        """The table of contents that stands for a list with `{:toc}`."""
        w, start, end = self.w, block.start, block.end
        if not self.headings:
            return
        name = block.attr.get("id", "markdown-toc")
        attr = attributes({**block.attr, "id": name})
        w.put(f"<{block.kind}{attr}>", start, end)
        levels: list[int] = []
        for heading, target in self.headings:
            closed = 0
            while levels and levels[-1] >= heading.level:
                levels.pop()
                w.put("</li>" if not closed else f"</{block.kind}></li>", start, end)
                closed += 1
            if levels and not closed:
                w.put(f"<{block.kind}>", start, end)
            levels.append(heading.level)
            w.put(f'<li><a href="#{escape(target)}" id="{escape(f"{name}-{target}")}">', start, end)
            self._contents_entry(heading)
            w.put("</a>", start, end)
        for depth in range(len(levels)):
            w.put("</li>" if depth == 0 else f"</{block.kind}></li>", start, end)
        w.put(f"</{block.kind}>\n", start, end)

    def _contents_entry(self, heading: Block) -> None:
        if heading.text is None:
            return
        if heading.spans is None:
            self.escaped(heading.text, 0, len(heading.text.string))
        else:
            self.spans(_without_links(heading.spans), heading.text)

    def footnotes(self, order: Sequence[str]) -> None:
        """The list of footnotes at the end of the page."""
        w = self.w
        at = len(w.text)
        w.put('<div class="footnotes" role="doc-endnotes"><ol>\n', at, at)
        for name in order:
            block: Block = self.defs.footnotes[name]
            w.put(f'<li id="fn:{escape(name)}" role="doc-endnote">\n', block.start, block.start)
            last = block.children[-1] if block.children else None
            back = f' <a href="#fnref:{escape(name)}" class="reversefootnote" role="doc-backlink">&#8617;</a>'
            if last is not None and last.kind == "blank":
                last = block.children[-2] if len(block.children) > 1 else None
            for child in block.children:
                if child is last and child.kind == "p":
                    w.put(f"<p{attributes(child.attr)}>", child.start, child.start)
                    self._leaf(child)
                    w.put(f"{back}</p>\n", child.end, child.end)
                else:
                    self.block(child)
            if last is None or last.kind != "p":
                w.put(f"<p>{back}</p>\n", block.end, block.end)
            w.put("</li>\n", block.end, block.end)
        w.put("</ol></div>\n", at, at)

    # Raw HTML

    def _html(self, block: Block) -> None:
        text = self._source(block)
        extra = block.attr
        for op in block.ops:
            self._op(op, text, extra)
            extra = {}

    def _source(self, block: Block) -> Text:
        assert block.text is not None
        return block.text

    def _op(self, op: Op, text: Text, extra: dict[str, str]) -> None:
        if op.kind == "copy":
            self.copy(text, op.start, op.end)
        elif op.kind == "escape":
            self.lenient(text, op.start, op.end)
        elif op.kind == "tag":
            self.tag(op.data, text, extra)
        elif op.kind == "close":
            place = text.end_origin(op.end)
            self.w.put(f"</{op.data}>", place, place)
        else:
            self.blocks(op.data.children)

    def tag(self, match: Match[str], text: Text, extra: dict[str, str], closes: bool = False) -> None:
        """Write a start tag; kramdown quotes values, and gives each attribute once."""
        start, end = match.span()
        string = text.string
        plain = not match[2] or (
            g.get("plain attributes").fullmatch(match[2]) and not g.repeated_attribute().search(match[0])
        )
        if plain and not extra and "markdown" not in match[2] and not closes:
            self.copy(text, start, end)
            return
        first = match.start(2) if match[2] else match.end(1)
        self.copy(text, start, match.end(1))
        last: dict[str, Match[str]] = {}
        for part in g.get("attribute").finditer(string, first, match.end(2) if match[2] else first):
            last[part[1].lower()] = part
        for name, part in last.items():
            if name == "markdown" or (name in extra and name != "class"):
                continue
            self._attribute(part, text, extra.get("class", "") if name == "class" else "")
        place = text.end_origin(end)
        rest = {k: v for k, v in extra.items() if k not in last or k != "class"}
        self.w.put(attributes(rest), place, place)
        self.w.put(" />" if match[4] and not closes else ">", place - 1, place)

    def _attribute(self, part: Match[str], text: Text, more: str) -> None:
        w = self.w
        name_start = text.origin(part.start(1))
        w.put(" ", name_start, name_start)
        self.copy(text, *part.span(1))
        group = 2 if part[2] is not None else 4
        at = text.end_origin(part.end(1))
        w.put('="', at, at)
        if part[group]:
            self.lenient_value(text, *part.span(group))
        end = text.end_origin(part.end())
        w.put(f' {more}"' if more else '"', end, end)

    def lenient_value(self, text: Text, start: int, end: int) -> None:
        """Write an attribute's value, its character references kept and its quotes escaped."""
        string = text.string
        quote = string.find('"', start, end)
        while quote >= 0:
            self.lenient(text, start, quote)
            origin = text.origin(quote)
            self.w.put("&quot;", origin, origin + 1)
            start = quote + 1
            quote = string.find('"', start, end)
        self.lenient(text, start, end)

    # Spans

    def spans(self, nodes: Sequence[SpanNode], text: Text) -> None:
        """Write spans in order."""
        for node in nodes:
            self._span(node, text)

    def _span(self, node: SpanNode, text: Text) -> None:
        kind, w = node.kind, self.w
        start, end = text.origin(node.start), text.end_origin(node.end)
        if kind == "text":
            self._words(text, node.start, node.end)
        elif kind in ("em", "strong", "del"):
            w.put(f"<{kind}{attributes(node.attr or {})}>", start, start)
            self.spans(node.children, node.data if kind == "del" else text)
            w.put(f"</{kind}>", end, end)
        elif kind == "code":
            w.put(f"<code{attributes(node.attr or {})}>", start, start)
            self.escaped(text, *node.data)
            w.put("</code>", end, end)
        elif kind == "a":
            self._link(node, text, start, end)
        elif kind == "img":
            self._image(node, text, start, end)
        elif kind == "autolink":
            self._autolink(node, text, start, end)
        elif kind in ("html", "html raw"):
            self._element(node, text)
        elif kind == "raw":
            self.copy(text, node.start, node.end)
        elif kind == "br":
            w.put("<br />", start, end)
        elif kind == "entity":
            self._entity(node, text)
        elif kind == "math":
            w.put("\\(", start, start)
            self.escaped(text, *node.data.span(1))
            w.put("\\)", end, end)
        elif kind == "footnote":
            self._marker(node, start, end)

    def _words(self, text: Text, start: int, end: int) -> None:
        if self.hard_wrap and "\n" in text.string[start:end]:
            while True:
                at = text.string.find("\n", start, end)
                if at < 0:
                    break
                self.escaped(text, start, at)
                origin = text.origin(at)
                self.w.put("<br />\n", origin, origin + 1)
                start = at + 1
        if self.defs.abbreviations:
            start = self._abbreviated(text, start, end)
        self.escaped(text, start, end)

    def _abbreviated(self, text: Text, start: int, end: int) -> int:
        from re import escape as quoted
        from re import finditer

        names = sorted(self.defs.abbreviations, key=len, reverse=True)
        union = "|".join(map(quoted, names))
        string = text.string[start:end]
        done = start
        for match in finditer(rf"(?<!\w)(?:{union})(?!\w)", string):
            at, stop = start + match.start(), start + match.end()
            self.escaped(text, done, at)
            title = self.defs.abbreviations[match[0]]
            origin = text.origin(at)
            self.w.put(f'<abbr title="{escape(title)}">' if title else "<abbr>", origin, origin)
            self.escaped(text, at, stop)
            self.w.put("</abbr>", text.end_origin(stop), text.end_origin(stop))
            done = stop
        return done

    def _target(self, place: tuple[Text, int, int], before: str, start: int) -> None:
        text, first, last = place
        self.w.put(before, start, start)
        self.lenient_value(text, first, last)
        at = text.end_origin(last) if last > first else text.origin(first)
        self.w.put('"', at, at)

    def _link(self, node: SpanNode, text: Text, start: int, end: int) -> None:
        _, place, title = node.data
        self._target(place, '<a href="', start)
        attr = {**({"title": title} if title else {}), **(node.attr or {})}
        attr.pop("href", None)
        self.w.put(f"{attributes(attr)}>", end, end)
        self.spans(node.children, text)
        self.w.put("</a>", end, end)

    def _image(self, node: SpanNode, text: Text, start: int, end: int) -> None:
        alt, place, title = node.data
        self._target(place, '<img src="', start)
        self.w.put(' alt="', start, start)
        self.escaped(text, *alt)
        attr = {**({"title": title} if title else {}), **(node.attr or {})}
        self.w.put(f'"{attributes(attr)} />', end, end)

    def _autolink(self, node: SpanNode, text: Text, start: int, end: int) -> None:
        (first, last), scheme, target = node.data
        w = self.w
        w.put(f'<a href="{"" if scheme else "mailto:"}', start, start)
        self.lenient_value(text, first, last)
        w.put(f'"{attributes(node.attr or {})}>', end, end)
        self.escaped(text, first + (7 if target.startswith("mailto:") else 0), last)
        w.put("</a>", end, end)

    def _element(self, node: SpanNode, text: Text) -> None:
        name, match, close = node.data
        self.tag(match, text, node.attr or {}, closes=bool(match[4]) and name not in g.WITHOUT_BODY)
        self.spans(node.children, text)
        if name in g.WITHOUT_BODY:
            return
        if close:
            self.copy(text, *close)
        else:
            at = text.end_origin(node.end)
            self.w.put(f"</{name}>", at, at)

    def _entity(self, node: SpanNode, text: Text) -> None:
        from html.entities import html5

        match = node.data
        if match[1] and f"{match[1]};" not in html5:
            self.escaped(text, node.start, node.end)
        else:
            self.copy(text, node.start, node.end)

    def _marker(self, node: SpanNode, start: int, end: int) -> None:
        name = node.data
        number = self.numbers.setdefault(name, len(self.numbers) + 1)
        again = self.seen.get(name, 0)
        self.seen[name] = again + 1
        identity = escape(f"fnref:{name}" + (f":{again}" if again else ""))
        link = f'<a href="#fn:{escape(name)}" class="footnote" rel="footnote">{number}</a>'
        self.w.put(f'<sup id="{identity}" role="doc-noteref">{link}</sup>', start, end)


def _without_links(nodes: Sequence[SpanNode]) -> list[SpanNode]:
    found: list[SpanNode] = []
    for node in nodes:
        if node.kind == "a":
            found += _without_links(node.children)
        elif node.kind != "footnote":
            found.append(node)
    return found

"""Writing the tree as HTML, each character with its origin."""

from __future__ import annotations

from collections.abc import Sequence

from postlint.body.kramdown.definitions import Definitions
from postlint.body.kramdown.emit_spans import SpanWriter
from postlint.body.kramdown.emit_text import TextWriter, attributes
from postlint.body.kramdown.ids import value_of
from postlint.body.kramdown.nodes import Block, Op, SpanNode
from postlint.body.kramdown.text import Text
from postlint.body.writer import Writer, escape

_SIMPLE = frozenset({"blockquote", "ul", "ol", "li", "dl", "dd", "tr", "thead", "tbody", "tfoot"})


class Emitter:
    """Writes blocks."""

    def __init__(
        self,
        writer: Writer,
        definitions: Definitions,
        options: frozenset[str],
        headings: list[tuple[Block, str]],
    ) -> None:
        self.w = writer
        self.out = TextWriter(writer)
        self.leaves = SpanWriter(
            self.out, definitions, "hard_wrap" in options, value_of("footnote_prefix", options)
        )
        self.defs = definitions
        self.headings = headings

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
            self._verbatim(block, text)

    def _verbatim(self, block: Block, text: Text) -> None:
        w, size = self.w, len(text.string)
        attr = attributes(block.attr)
        if block.kind == "code":
            w.put(_code_tags(block.attr), block.start, block.start)
            self.out.escaped(text, 0, size)
            w.put("</code></pre>\n", block.end, block.end)
        elif block.kind == "math":
            before, after = (f"<div{attr}>\\[", "\\]\n</div>\n") if attr else ("\\[", "\\]\n")
            w.put(before, block.start, block.start)
            self.out.escaped(text, 0, size)
            w.put(after, block.end, block.end)
        else:
            self.out.copy(text, 0, size)
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
            self.leaves.words(block.text, 0, len(block.text.string))
        else:
            self.leaves.spans(block.spans, block.text)

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
            self.out.escaped(heading.text, 0, len(heading.text.string))
        else:
            self.leaves.spans(_without_links(heading.spans), heading.text)

    def footnotes(self, order: Sequence[str]) -> None:
        """The list of footnotes at the end of the page."""
        w = self.w
        at = len(w.text)
        w.put('<div class="footnotes" role="doc-endnotes"><ol>\n', at, at)
        for order_name in order:
            block: Block = self.defs.footnotes[order_name]
            name = self.leaves.footnote_prefix + order_name
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

    def _html(self, block: Block) -> None:
        assert block.text is not None
        text, extra = block.text, block.attr
        for op in block.ops:
            self._op(op, text, extra)
            extra = {}

    def _op(self, op: Op, text: Text, extra: dict[str, str]) -> None:
        if op.kind == "copy":
            self.out.copy(text, op.start, op.end)
        elif op.kind == "escape":
            self.out.lenient(text, op.start, op.end)
        elif op.kind == "tag":
            self.out.tag(op.data, text, extra)
        elif op.kind == "close":
            place = text.end_origin(op.end)
            self.w.put(f"</{op.data}>", place, place)
        else:
            self.blocks(op.data.children)


def _code_tags(attr: dict[str, str]) -> str:
    """The language belongs to `code`, all else to `pre`."""
    words = attr.get("class", "").split()
    language = next((word for word in words if word.startswith("language-")), None)
    if language is None:
        return f"<pre{attributes(attr)}><code>"
    words.remove(language)
    others = {name: value for name, value in attr.items() if name != "class"}
    if words:
        others["class"] = " ".join(words)
    return f"<pre{attributes(others)}><code{attributes({'class': language})}>"


def _without_links(nodes: Sequence[SpanNode]) -> list[SpanNode]:
    found: list[SpanNode] = []
    for node in nodes:
        if node.kind == "a":
            found += _without_links(node.children)
        elif node.kind != "footnote":
            found.append(node)
    return found

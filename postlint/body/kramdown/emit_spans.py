"""Writing spans as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from re import Pattern

from postlint.body.kramdown.definitions import Definitions
from postlint.body.kramdown.elements import EMPTY
from postlint.body.kramdown.emit_text import TextWriter, attributes
from postlint.body.kramdown.nodes import SpanNode
from postlint.body.kramdown.text import Text
from postlint.body.writer import escape


class SpanWriter:
    """Writes what a leaf holds."""

    def __init__(
        self, out: TextWriter, definitions: Definitions, hard_wrap: bool, footnote_prefix: str = ""
    ) -> None:
        self.out = out
        self.w = out.w
        self.defs = definitions
        self.hard_wrap = hard_wrap
        self.footnote_prefix = footnote_prefix
        self.seen: dict[str, int] = {}
        self.numbers: dict[str, int] = {}

    def spans(self, nodes: Sequence[SpanNode], text: Text) -> None:
        """Write spans in order."""
        for node in nodes:
            self._span(node, text)

    def _span(self, node: SpanNode, text: Text) -> None:
        kind, w = node.kind, self.w
        start, end = text.origin(node.start), text.end_origin(node.end)
        if kind == "text":
            self.words(text, node.start, node.end)
        elif kind in ("em", "strong", "del"):
            w.put(f"<{kind}{attributes(node.attr or {})}>", start, start)
            self.spans(node.children, node.data if kind == "del" else text)
            w.put(f"</{kind}>", end, end)
        elif kind == "code":
            w.put(f"<code{attributes(node.attr or {})}>", start, start)
            self.out.escaped(text, *node.data)
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
            self.out.copy(text, node.start, node.end)
        elif kind == "br":
            w.put("<br />", start, end)
        elif kind == "entity":
            self._entity(node, text)
        elif kind == "math":
            w.put("\\(", start, start)
            self.out.escaped(text, *node.data)
            w.put("\\)", end, end)
        elif kind == "footnote":
            self._marker(node, start, end)

    def words(self, text: Text, start: int, end: int) -> None:
        """Write a range as text, its abbreviations explained."""
        if self.hard_wrap and "\n" in text.string[start:end]:
            while True:
                at = text.string.find("\n", start, end)
                if at < 0:
                    break
                self.out.escaped(text, start, at)
                origin = text.origin(at)
                self.w.put("<br />\n", origin, origin + 1)
                start = at + 1
        if self.defs.abbreviations:
            start = self._abbreviated(text, start, end)
        self.out.escaped(text, start, end)

    @cached_property
    def _abbreviations(self) -> Pattern[str]:
        """Whole words, the longest first."""
        from re import compile as pattern
        from re import escape as quoted

        names = sorted(self.defs.abbreviations, key=len, reverse=True)
        return pattern(rf"(?<!\w)(?:{'|'.join(map(quoted, names))})(?!\w)")

    def _abbreviated(self, text: Text, start: int, end: int) -> int:
        done = start
        for match in self._abbreviations.finditer(text.string, start, end):
            at, stop = match.span()
            self.out.escaped(text, done, at)
            title = self.defs.abbreviations[match[0]]
            origin = text.origin(at)
            self.w.put(f'<abbr title="{escape(title)}">' if title else "<abbr>", origin, origin)
            self.out.escaped(text, at, stop)
            self.w.put("</abbr>", text.end_origin(stop), text.end_origin(stop))
            done = stop
        return done

    def _target(self, place: tuple[Text, int, int], before: str, start: int) -> None:
        text, first, last = place
        self.w.put(before, start, start)
        self.out.lenient_value(text, first, last)
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
        self.out.escaped(text, *alt)
        attr = {**({"title": title} if title else {}), **(node.attr or {})}
        self.w.put(f'"{attributes(attr)} />', end, end)

    def _autolink(self, node: SpanNode, text: Text, start: int, end: int) -> None:
        (first, last), scheme = node.data
        w = self.w
        w.put(f'<a href="{"" if scheme else "mailto:"}', start, start)
        self.out.lenient_value(text, first, last)
        w.put(f'"{attributes(node.attr or {})}>', end, end)
        self.out.escaped(text, first + (7 if scheme == "mailto:" else 0), last)
        w.put("</a>", end, end)

    def _element(self, node: SpanNode, text: Text) -> None:
        name, tag, close = node.data
        self.out.tag(tag, text, node.attr or {}, closes=bool(tag["slash"]) and name not in EMPTY)
        self.spans(node.children, text)
        if name in EMPTY:
            return
        if close:
            self.out.copy(text, *close)
        else:
            at = text.end_origin(node.end)
            self.w.put(f"</{name}>", at, at)

    def _entity(self, node: SpanNode, text: Text) -> None:
        from html.entities import html5

        name = text.string[node.start + 1 : node.end]
        if name[0] != "#" and name not in html5:
            self.out.escaped(text, node.start, node.end)
        else:
            self.out.copy(text, node.start, node.end)

    def _marker(self, node: SpanNode, start: int, end: int) -> None:
        name = node.data
        number = self.numbers.setdefault(name, len(self.numbers) + 1)
        again = self.seen.get(name, 0)
        self.seen[name] = again + 1
        name = self.footnote_prefix + name
        identity = escape(f"fnref:{name}" + (f":{again}" if again else ""))
        link = f'<a href="#fn:{escape(name)}" class="footnote" rel="footnote">{number}</a>'
        self.w.put(f'<sup id="{identity}" role="doc-noteref">{link}</sup>', start, end)

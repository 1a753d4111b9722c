"""kramdown's span-level parsers: emphasis, links, code, HTML in a line of text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from re import Match, Pattern
from re import compile as pattern
from typing import Any

from postlint.body.kramdown import grammar as g
from postlint.body.kramdown.attributes import parse_attributes
from postlint.body.kramdown.nodes import SpanNode
from postlint.body.kramdown.text import Text
from postlint.body.notes import Note, doubles_mark, written_tag
from postlint.text import Span

_SPACE = " \t\r\n\f\v"
_DEPTH = 48
"""How deep spans may nest: kramdown itself overflows Ruby's stack some hundred levels further."""

_START = r"[*_`<&\\]|!?\[|\$\$|\{:|~~|  (?=\n)"
_ONLY = {"code": "`+", "code and html": "`|<(?=[^\\W\\d]|!--|/)", "html": "<(?=[^\\W\\d]|!--|/)"}
_BRACKET = r"(\])|!?\["


@cache
def _special() -> Pattern[str]:
    return pattern(_START)


@cache
def _used(stop: str, only: str) -> Pattern[str]:
    start = _ONLY[only] if only else _START
    return pattern(f"{stop}|{start}" if stop else start)


@cache
def _compiled(stop: str) -> Pattern[str]:
    return pattern(stop)


def is_plain(text: str) -> bool:
    """Whether the text holds nothing but text."""
    return _special().search(text) is None


class Definitions:
    """What blocks define for spans."""

    __slots__ = ("abbreviations", "alds", "footnotes", "links", "notes", "order")

    def __init__(self) -> None:
        self.links: dict[str, tuple[Text, int, int, str | None, dict[str, str]]] = {}
        self.footnotes: dict[str, Any] = {}
        self.alds: dict[str, str] = {}
        self.abbreviations: dict[str, str] = {}
        self.order: list[str] = []
        self.notes: list[Note] = []


def link_id(name: str) -> str:
    """A link's id as kramdown compares it."""
    return " ".join(pattern(r"[ \t\r\n\f\v]+").split(name)).lower()


class SpanParser:
    """Parses one leaf. `budget` bounds what failed attempts may cost, in `steps`."""

    def __init__(self, text: Text, definitions: Definitions) -> None:
        self.text = text
        self.s = text.string
        self.defs = definitions
        self.pos = 0
        self.tree = SpanNode("root", 0, len(self.s))
        self.stack: list[SpanNode] = []
        self.budget = 4_000 + min(len(self.s) // 4, 200_000)
        self.steps = 0
        self.no_comment_end = len(self.s) + 1
        self.last_greater = self.s.rfind(">")

    def parse(self, only: str = "") -> list[SpanNode]:
        """The nodes of the whole text."""
        root = self.tree
        self._spans(root, "", None, only)
        return root.children

    def _note(self, kind: str, start: int, end: int, what: str = "") -> None:
        span = Span(self.text.origin(start), self.text.end_origin(end))
        self.defs.notes.append(Note(kind, span, what))

    def _add_text(self, start: int, end: int, to: SpanNode | None = None) -> None:
        if start >= end:
            return
        children = (to or self.tree).children
        if children and children[-1].kind == "text" and children[-1].end == start:
            children[-1].end = end
        else:
            children.append(SpanNode("text", start, end))

    def _spans(
        self, el: SpanNode, stop: str, accept: Callable[[Match[str]], bool] | None, only: str = ""
    ) -> bool:
        if len(self.stack) > _DEPTH:
            return False
        self.stack.append(self.tree)
        self.tree = el
        used = _used(stop, only)
        stop_re = _compiled(stop) if stop else None
        s = self.s
        size = len(s)
        found = False
        while self.pos < size and not found:
            self.steps += 1
            match = used.search(s, self.pos)
            if match is None:
                if stop_re is None:
                    self._add_text(self.pos, size)
                    self.pos = size
                break
            at = match.start()
            self._add_text(self.pos, at)
            self.pos = at
            if stop_re is not None:
                stopping = stop_re.match(s, at)
                if stopping:
                    found = accept(stopping) if accept else True
                    if found:
                        break
            if not self._step(s[at], only):
                self._add_text(self.pos, self.pos + 1)
                self.pos += 1
        self.tree = self.stack.pop()
        return found

    def _step(self, char: str, only: str) -> bool:
        if only:
            if char == "`" and only != "html":
                self._codespan()
                return True
            return char == "<" and only != "code" and self._html()
        step = _STEPS.get(char)
        return step is not None and step(self)

    # Emphasis

    def _emphasis(self) -> bool:
        s, at = self.s, self.pos
        char = s[at]
        mark = char * 2 if s.startswith(char, at + 1) else char
        kind = "strong" if len(mark) == 2 else "em"
        after = at + len(mark)
        inside_word = char == "_" and _inside_word(s, at)
        blocked = any(node.kind == kind for node in (*self.stack, self.tree))
        if inside_word or s[after : after + 1] in _BLANK_NEXT or blocked or self.budget < 0:
            self._add_text(at, after)
            self.pos = after
            return True
        before = self.steps
        node = self._emphasized(at, mark, kind)
        if node is None and kind == "strong" and self.tree.kind != "em":
            # `**a*` may still be emphasis that begins with an asterisk.
            node = self._emphasized(at, char, "em")
        if node is None:
            self.budget -= self.steps - before
            self.pos = at
            self._add_text(at, after)
            self.pos = after
        else:
            self.tree.children.append(node)
        return True

    def _emphasized(self, at: int, mark: str, kind: str) -> SpanNode | None:
        s = self.s
        node = SpanNode(kind, at, at)
        self.pos = at + len(mark)

        def accept(match: Match[str]) -> bool:
            end = match.start()
            if s[end - 1] in _SPACE or not node.children:
                return False
            if kind == "em" and s.startswith(mark * 2, end) and not s.startswith(mark * 3, end):
                return False
            return not (mark[0] == "_" and s[match.end() : match.end() + 1].isalnum())

        if not self._spans(node, pattern_of(mark), accept):
            return None
        if mark == "*" and doubles_mark(s, at, self.pos):
            self._note("doubled-mark", at, at + 1, s[at : self.pos])
        self.pos += len(mark)
        node.end = self.pos
        return node

    # Code

    def _codespan(self) -> bool:
        s, at = self.s, self.pos
        after = at
        while s.startswith("`", after):
            after += 1
        mark = s[at:after]
        simple = len(mark) == 1
        if simple and (at == 0 or s[at - 1] in _SPACE) and s[after : after + 1] in _BLANK_NEXT:
            self._add_text(at, after)
            self.pos = after
            return True
        close = s.find(mark, after)
        if close < 0:
            self._add_text(at, after)
            self.pos = after
            return True
        start, end = after, close
        if not simple:
            start += s.startswith(" ", start) and start < end
            end -= end > start and s[end - 1] == " "
        self.pos = close + len(mark)
        node = SpanNode("code", at, self.pos, (start, end))
        self.tree.children.append(node)
        return True

    # What begins with `<`

    def _angle(self) -> bool:
        if self.pos > self.last_greater:
            return self._add_angles()
        match = g.get("autolink").match(self.s, self.pos)
        if match:
            node = SpanNode("autolink", self.pos, match.end(), (match.span(1), match[2] or "", match[1]))
            self.tree.children.append(node)
            self.pos = match.end()
            return True
        if self._html():
            return True
        return self._add_angles()

    def _add_angles(self) -> bool:
        if self.s.startswith("<<", self.pos):
            # A guillemet: kramdown's typographic symbols.
            self._add_text(self.pos, self.pos + 2)
            self.pos += 2
            return True
        return False

    def _html(self) -> bool:
        s, at = self.s, self.pos
        if s.startswith("<!--", at):
            end = s.find("-->", at + 4) if at < self.no_comment_end else -1
            if end >= 0:
                self.tree.children.append(SpanNode("raw", at, end + 3))
                self.pos = end + 3
                return True
            self.no_comment_end = min(self.no_comment_end, at)
        close = g.get("close").match(s, at)
        if close:
            self._note("stray-end-tag", at, close.end(), close[1])
            self._add_text(at, close.end())
            self.pos = close.end()
            return True
        match = g.get("tag").match(s, at)
        if match is None:
            written = written_tag(s, at)
            if written and written[0].lower() in g.KNOWN:
                self._note("tag-as-text", at, written[1], written[0])
            if not (s[at + 1 : at + 2].isalpha() or s[at + 1 : at + 2] in ("_", "/", "!")):
                return False
            self._add_text(at, at + 1)
            self.pos = at + 1
            return True
        name = match[1].lower() if match[1].lower() in g.KNOWN else match[1]
        if name in g.BLOCK_ELEMENTS:
            self._note("block-tag-as-text", at, match.end(), name)
            self._add_text(at, match.end())
            self.pos = match.end()
            return True
        self._element(match, name)
        return True

    def _element(self, match: Match[str], name: str) -> None:
        at = self.pos
        raw = name not in g.SPAN_MODEL and name not in g.BLOCK_MODEL
        raw = raw or self.tree.kind == "html raw"
        if "markdown" in match[2]:
            asked = parse_html_attributes(match[2]).get("markdown")
            raw = raw and asked != "span" if asked != "0" else True
        node = SpanNode("html raw" if raw else "html", at, match.end(), (name, match, None))
        self.tree.children.append(node)
        self.pos = match.end()
        if match[4] or name in g.WITHOUT_BODY:
            return
        stop = rf"</{_escaped(name)}[ \t\r\n\f\v]*>"
        if name in g.KNOWN:
            stop = f"(?i:{stop})"
        if self._spans(node, stop, None, "html" if raw else ""):
            end = _compiled(stop).match(self.s, self.pos)
            assert end is not None
            node.data = (name, match, end.span())
            self.pos = end.end()
        else:
            self._note("unclosed-element", at, match.end(), name)
            self._add_text(self.pos, len(self.s), node)
            self.pos = len(self.s)
        node.end = self.pos

    # What begins with `[`

    def _bracket(self) -> bool:
        s, at = self.s, self.pos
        footnote = g.get("footnote marker").match(s, at)
        if footnote:
            self._footnote(footnote)
            return True
        after = at + (2 if s[at] == "!" else 1)
        if s.startswith("^", after) or after >= len(s):
            return False
        is_image = s[at] == "!"
        nested = not is_image and any(n.kind in ("a", "img") for n in (*self.stack, self.tree))
        before = self.steps
        if nested or self.budget < 0 or not self._link(at, after, is_image):
            self.budget -= self.steps - before
            self._add_text(at, after)
            self.pos = after
        return True

    def _footnote(self, match: Match[str]) -> None:
        at = self.pos
        self.pos = match.end()
        if match[1] in self.defs.footnotes:
            self.tree.children.append(SpanNode("footnote", at, self.pos, match[1]))
            if match[1] not in self.defs.order:
                self.defs.order.append(match[1])
        else:
            self._note("undefined-reference", at, self.pos, match[0])
            self._add_text(at, self.pos)

    def _link(self, at: int, after: int, is_image: bool) -> bool:
        s = self.s
        node = SpanNode("img" if is_image else "a", at, at)
        self.pos = after
        depth = 1

        def accept(match: Match[str]) -> bool:
            nonlocal depth
            depth += -1 if match[1] else 1
            return depth - sum(child.kind == "img" for child in node.children) == 0

        if not self._spans(node, _BRACKET, accept):
            return False
        end = self.pos
        self.pos += 1
        alt = (after, end)
        reference = g.get("link id").match(s, self.pos)
        if reference or not s.startswith("(", self.pos):
            return self._reference(node, alt, reference)
        place = self._destination()
        if place is None:
            return False
        start, stop, title = place
        node.data = (alt, (self.text, start, stop), title)
        node.end = self.pos
        self.tree.children.append(node)
        return True

    def _reference(self, node: SpanNode, alt: tuple[int, int], match: Match[str] | None) -> bool:
        s = self.s
        name = match[1] if match and match[1] else g.get("escape").sub(r"\1", s[alt[0] : alt[1]])
        defined = self.defs.links.get(link_id(name))
        if defined is None:
            if match and match[1]:
                self._note("undefined-reference", *match.span(1), name)
            return False
        if match:
            self.pos = match.end()
        text, start, end, title, attr = defined
        node.data = (alt, (text, start, end), title)
        node.attr = dict(attr) or None
        node.end = self.pos
        self.tree.children.append(node)
        return True

    def _destination(self) -> tuple[int, int, str | None] | None:
        """The place of `(destination)` at the current position, and its title."""
        s, at = self.s, self.pos
        angle = g.get("link angle").match(s, at)
        if angle:
            start, end = angle.span(1)
            self.pos = angle.end()
            if s.startswith(")", self.pos):
                self.pos += 1
                return start, end, None
        else:
            depth = 0
            end = -1
            for match in g.get("paren").finditer(s, at):
                self.budget -= 1
                end = match.end()
                depth += 1 if match[1] else -1 if match[2] else 0
                if depth == 0 or not (match[1] or match[2]) or self.budget < 0:
                    break
            if end < 0:
                return None
            self.pos = end
            start, end = _stripped(s, at + 1, end - 1)
            if depth == 0:
                return start, end, None
        self.budget -= (len(s) - self.pos) // 64
        title = g.get("link title").match(s, self.pos)
        if title is None:
            return None
        self.pos = title.end()
        return start, end, title[2]

    # The rest

    def _math(self) -> bool:
        return self._leaf("inline math", "math")

    def _strike(self) -> bool:
        match = g.get("strike").match(self.s, self.pos) if self.budget > 0 else None
        if match is None:
            self.budget -= (len(self.s) - self.pos) // 64
            return False
        inner = SpanParser(self.text.slice(match.start() + 2, match.end() - 2), self.defs)
        inner.stack = [SpanNode("", 0, 0)] * (len(self.stack) + 1)
        inner.budget = self.budget = self.budget - (match.end() - match.start())
        node = SpanNode("del", self.pos, match.end(), inner.text)
        node.children = inner.parse() if len(inner.stack) < _DEPTH else [SpanNode("text", 0, len(inner.s))]
        self.tree.children.append(node)
        self.pos = match.end()
        return True

    def _entity(self) -> bool:
        return self._leaf("entity", "entity")

    def _leaf(self, what: str, kind: str) -> bool:
        match = g.get(what).match(self.s, self.pos)
        if match is None:
            return False
        self.tree.children.append(SpanNode(kind, self.pos, match.end(), match))
        self.pos = match.end()
        return True

    def _break(self) -> bool:
        self.tree.children.append(SpanNode("br", self.pos, self.pos + 2))
        self.pos += 2
        return True

    def _backslash(self) -> bool:
        s, at = self.s, self.pos
        if s.startswith("\\\\\n", at):
            return self._break()
        if s.startswith("\\\n", at):
            # GFM: a backslash at the end of a line breaks it, but not at the end of a block.
            self.tree.children.append(SpanNode("br", at, at + 1))
            self.pos = at + 1
            return True
        match = g.get("escape").match(s, at)
        if match is None:
            return False
        self._add_text(at + 1, at + 2)
        self.pos = at + 2
        return True

    def _extension(self) -> bool:
        s, at = self.s, self.pos
        match = g.get("span extension").match(s, at)
        if match:
            return self._span_extension(match)
        ial = g.get("span ial").match(s, at)
        if ial is None or not self.tree.children or self.tree.children[-1].kind == "text":
            return False
        attr, _ = parse_attributes(ial[1], self.defs.alds)
        last = self.tree.children[-1]
        merged = dict(last.attr or {})
        for key, value in attr.items():
            merged[key] = f"{merged[key]} {value}" if key == "class" and key in merged else value
        last.attr = merged
        self.pos = ial.end()
        return True

    def _span_extension(self, match: Match[str]) -> bool:
        name = match[1]
        if name not in ("comment", "nomarkdown", "options"):
            return False
        if match[3]:
            self.pos = match.end()
            return True
        stop = g.extension_stop(name, False).search(self.s, match.end())
        if stop is None:
            return False
        if name == "nomarkdown":
            self.tree.children.append(SpanNode("raw", match.end(), stop.start()))
        self.pos = stop.end()
        return True


_BLANK_NEXT = frozenset({" ", "\t", "\r", "\n", "\f", "\v"})


def _inside_word(s: str, at: int) -> bool:
    """Whether letters, with at most one hyphen, stand before the place: `a_b` is no emphasis."""
    previous = s[at - 1 : at]
    return previous.isalpha() or (previous == "-" and s[at - 2 : at - 1].isalpha())


def pattern_of(mark: str) -> str:
    """The regular expression of an emphasis mark."""
    return {"*": r"\*", "**": r"\*\*"}.get(mark, mark)


def _escaped(name: str) -> str:
    from re import escape

    return escape(name)


def _stripped(s: str, start: int, end: int) -> tuple[int, int]:
    while start < end and s[start] in g.BLANKS:
        start += 1
    while end > start and s[end - 1] in g.BLANKS:
        end -= 1
    return start, max(start, end)


def parse_html_attributes(text: str) -> dict[str, str]:
    """The attributes of a tag as kramdown reads them: names in lower case, the last one counts."""
    found: dict[str, str] = {}
    for match in g.get("attribute").finditer(text):
        found[match[1].lower()] = match[2] or match[4] or ""
    return found


_STEPS: dict[str, Callable[[SpanParser], bool]] = {
    "*": SpanParser._emphasis,
    "_": SpanParser._emphasis,
    "`": SpanParser._codespan,
    "<": SpanParser._angle,
    "&": SpanParser._entity,
    "\\": SpanParser._backslash,
    "[": SpanParser._bracket,
    "!": SpanParser._bracket,
    "$": SpanParser._math,
    "{": SpanParser._extension,
    "~": SpanParser._strike,
    " ": SpanParser._break,
}

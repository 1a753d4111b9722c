"""Where front matter begins and ends, as each generator sees it.

A splitter takes a file's text (a byte order mark still in it) and gives its `Fences`, or None
where the generator sees no front matter. Every splitter is linear in the text; none looks at what
stands between the fences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from postlint.context import Generator
from postlint.front_matter.block import Format
from postlint.text import Span

BOM = "\ufeff"
RUBY_SPACE = " \t\n\v\f\r"
"""What ``\\s`` means in Ruby, and ``[[:space:]]`` in Rust: ASCII only."""


class Fences(NamedTuple):
    """A block of front matter.

    `opening` and `closing` are the fence lines without their line breaks; for JSON, whose braces
    are part of the data, both are the braces and `content` holds them. `parsed` is the offset at
    which the generator's parser starts: Jekyll's is given the opening fence too, so that a ``%``
    in the first line is no directive. `language` is what gray-matter finds after ``---``.
    """

    format: Format
    opening: Span
    content: Span
    closing: Span
    body_start: int
    parsed: int
    language: str = ""


Splitter: TypeAlias = Callable[[str], Fences | None]


def line_end(text: str, at: int) -> int:
    """The end of the line that `at` is in, its line break (``\\n`` or ``\\r\\n``) left out."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _space_end(text: str, at: int) -> int:
    while at < len(text) and text[at] in RUBY_SPACE:
        at += 1
    return at


def _after_fence(text: str, at: int) -> int | None:
    """Where ``\\s*$\\n?`` (Ruby) stops after a fence, or None where text follows it on its line."""
    end = _space_end(text, at)
    if end == len(text):
        return end
    newline = text.rfind("\n", at, end)
    return newline + 1 if newline >= 0 else None


def jekyll(text: str) -> Fences | None:
    """Jekyll 4.3, ``Document::YAML_FRONT_MATTER_REGEXP``; posts are read without their byte order mark.

    The opening fence is the file's first line: ``---`` and white space. The closing one is the
    first later line of ``---`` or ``...`` and white space; the blank lines after it are no body.
    """
    start = 1 if text.startswith(BOM) else 0
    if not text.startswith("---", start):
        return None
    first = text.find("\n", start + 3)
    if first < 0 or text[start + 3 : first].strip(RUBY_SPACE):
        return None
    return _closed_by_line(text, start, first + 1)


def _closed_by_line(text: str, start: int, content: int) -> Fences | None:
    at = content - 1
    dashes = text.find("\n---", at)
    while True:
        if 0 <= dashes < at:
            dashes = text.find("\n---", at)
        dots = text.find("\n...", at, dashes if dashes >= 0 else len(text))
        at = dots if dots >= 0 else dashes
        if at < 0:
            return None
        body = _after_fence(text, at + 4)
        if body is not None:
            closing = Span(at + 1, line_end(text, at + 1))
            opening = Span(start, line_end(text, start))
            return Fences("yaml", opening, Span(content, at + 1), closing, body, start)
        at += 1


def _line_break_end(text: str, at: int) -> int:
    if text.startswith("\r", at):
        at += 1
    return at + 1 if text.startswith("\n", at) else at


def hugo(text: str) -> Fences | None:
    """Hugo 0.111, ``parser/pageparser``: blank lines and blanks may stand before the fence.

    The block ends at the first line that begins with the delimiter, whatever follows it; a lone
    carriage return ends a line too.
    """
    at = _hugo_start(text)
    if text.startswith("---", at):
        return _delimited(text, at, "---", "yaml")
    if text.startswith("+++", at):
        return _delimited(text, at, "+++", "toml")
    return _json_object(text, at) if text.startswith("{", at) else None


def _hugo_start(text: str) -> int:
    at = 0
    while at < len(text) and text[at] in " \t\r\n\ufeff":
        at += 1
    return at


def _delimited(text: str, start: int, delimiter: str, kind: Format) -> Fences | None:
    content = _line_break_end(text, start + 3)
    close = content if content > start + 3 and text.startswith(delimiter, content) else None
    if close is None:
        found = [at + 1 for mark in "\r\n" if (at := text.find(mark + delimiter, start + 3)) >= 0]
        if not found:
            return None
        close = min(found)
    body = _line_break_end(text, close + 3)
    return Fences(kind, Span(start, start + 3), Span(content, close), Span(close, close + 3), body, content)


def _json_object(text: str, start: int) -> Fences | None:
    """Up to the brace that closes the first one, as Hugo counts them."""
    level, quoted, at = 0, False, start
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == '"':
            quoted = not quoted
        elif not quoted and char in "{}":
            level += 1 if char == "{" else -1
            if not level:
                body = _line_break_end(text, at + 1)
                return Fences(
                    "json", Span(start, start + 1), Span(start, at + 1), Span(at, at + 1), body, start
                )
        at += 1
    return None


def hexo(text: str) -> Fences | None:
    """Hexo, ``hexo-front-matter``: at least three ``-`` (YAML) or ``;`` (JSON), closed by as many.

    The opening fence may be left out; then the block is all that stands before the first fence.
    """
    start = 1 if text.startswith(BOM) else 0
    for mark in "-;":
        if text.startswith(mark * 3, start):
            return _hexo_fenced(text, start, mark)
    return _hexo_bare(text, start)


def _run_end(text: str, at: int, mark: str) -> int:
    while text.startswith(mark, at):
        at += 1
    return at


def _hexo_fenced(text: str, start: int, mark: str) -> Fences | None:
    end = _run_end(text, start, mark)
    content = _line_break_end(text, end) if text.startswith(("\n", "\r\n"), end) else 0
    if not content:
        return None
    close = text.find("\n" + text[start:end], content + 1)
    if close < 0:
        return None
    closing = Span(close + 1, close + 1 + end - start)
    body = _hexo_body(text, closing.end)
    kind: Format = "yaml" if mark == "-" else "json"
    return Fences(kind, Span(start, end), Span(content, close + 1), closing, body, content)


def _hexo_body(text: str, at: int) -> int:
    return at + 2 if text.startswith("\r\n", at) else at + text.startswith("\n", at)


def _hexo_bare(text: str, start: int) -> Fences | None:
    closes = [at for mark in ("\n---", "\n;;;") if (at := text.find(mark, start + 1)) >= 0]
    if not closes:
        return None
    close = min(closes)
    mark = text[close + 1]
    closing = Span(close + 1, _run_end(text, close + 1, mark))
    content = Span(start, close + 1)
    body = _hexo_body(text, closing.end)
    return Fences("yaml" if mark == "-" else "json", Span(start, start), content, closing, body, start)


_JS_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029"
    "\u202f\u205f\u3000\ufeff"
)
"""What JavaScript's ``trim`` takes away."""


def gray_matter(text: str) -> Fences | None:
    """gray-matter 4.0, which Eleventy and Astro use: ``---`` and perhaps a language, up to ``\\n---``.

    What follows the closing dashes on their line is body. Without a closing fence the whole file
    is front matter.
    """
    start = 1 if text.startswith(BOM) else 0
    if not text.startswith("---", start) or text.startswith("-", start + 3):
        return None
    line = line_end(text, start + 3)
    language = text[start + 3 : line if line < len(text) else -1].strip(_JS_SPACE)
    content = line if language else start + 3
    close = text.find("\n---", content)
    if close < 0:
        close, body = len(text), len(text)
        closing = Span(close, close)
    else:
        closing = Span(close + 1, close + 4)
        body = _line_break_end(text, close + 4)
    inner = Span(min(_line_break_end(text, line), closing.start), closing.start)
    kind: Format = "json" if language == "json" else "toml" if language == "toml" else "yaml"
    # With no language, what trails the dashes goes to the parser too: there a no-break space is text.
    parsed = inner.start if language or not text[start + 3 : line].strip(" \t\r") else start + 3
    return Fences(kind, Span(start, line), inner, closing, body, parsed, language)


def zola(text: str) -> Fences | None:
    """Zola 0.17: ``+++`` (TOML) or ``---`` (YAML) after any white space.

    The block ends at the first delimiter that ends its line, even when text stands before it.
    """
    start = _space_end(text, 1 if text.startswith(BOM) else 0)
    if not text.startswith(("\n", "\r\n"), start + 3):
        return None
    if text.startswith("+++", start):
        return _zola_block(text, start, "+++", "toml")
    return _zola_block(text, start, "---", "yaml") if text.startswith("---", start) else None


def _zola_block(text: str, start: int, delimiter: str, kind: Format) -> Fences | None:
    content = _line_break_end(text, start + 3)
    at = text.find(delimiter, content)
    while at >= 0:
        body = _after_fence(text, at + 3)
        if body is not None:
            closing = Span(at, at + 3)
            return Fences(kind, Span(start, start + 3), Span(content, at), closing, body, content)
        at = text.find(delimiter, at + 1)
    return None


def folder(text: str) -> Fences | None:
    """No generator known: what any of them would take for front matter.

    ``---`` closed as Jekyll wants it, or ``+++``, or a JSON object, blank lines before it allowed.
    """
    start = _hugo_start(text)
    if text.startswith("+++", start):
        return _delimited(text, start, "+++", "toml")
    if text.startswith("---", start):
        first = text.find("\n", start + 3)
        if first < 0 or text[start + 3 : first].strip(RUBY_SPACE):
            return None
        return _closed_by_line(text, start, first + 1)
    if text.startswith('{"', start) or (
        text.startswith("{", start) and text[start + 1 :].lstrip()[:1] == '"'
    ):
        return _json_object(text, start)
    return None


SPLITTERS: Mapping[Generator, Splitter] = {
    "jekyll": jekyll,
    "hugo": hugo,
    "hexo": hexo,
    "eleventy": gray_matter,
    "astro": gray_matter,
    "zola": zola,
    "folder": folder,
}

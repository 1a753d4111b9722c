"""The ids that kramdown gives to headings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from re import Pattern
from re import compile as pattern

from postlint.body.kramdown.nodes import SpanNode
from postlint.body.kramdown.text import Text


@cache
def _symbols() -> Pattern[str]:
    return pattern(r"-{2,3}|\.{3}|\\<<|\\>>|<< ?| ?>>|[\"']")


@cache
def _quotes() -> Pattern[str]:
    return pattern(r"[\"']")


def raw_text(text: Text, nodes: list[SpanNode] | None, *, signs: bool = True, code: bool = True) -> str:
    """The words of a heading, without markup; what becomes a typographic sign, if any, is left out.

    Without `code`, code, formulas and entities are left out, too, as kramdown's own parser does.
    """
    symbols = _symbols() if signs else _quotes()
    if nodes is None:
        return symbols.sub("", text.string)
    parts: list[str] = []
    stack = [(node, text.string) for node in reversed(nodes)]
    while stack:
        node, string = stack.pop()
        if node.kind == "text":
            parts.append(symbols.sub("", string[_unescaped(string, node.start) : node.end]))
        elif not code and node.kind in ("code", "math", "entity"):
            continue
        elif node.kind == "code":
            parts.append(string[slice(*node.data)])
        elif node.kind == "math":
            parts.append(string[slice(*node.data)].strip())
        elif node.kind == "autolink":
            parts.append(string[slice(*node.data[0])].removeprefix("mailto:"))
        elif node.kind == "entity":
            from html import unescape

            parts.append(unescape(string[node.start : node.end]))
        elif node.kind == "img":
            continue
        elif node.kind == "del":
            stack.extend((child, node.data.string) for child in reversed(node.children))
        else:
            stack.extend((child, string) for child in reversed(node.children))
    return "".join(parts)


def _unescaped(string: str, start: int) -> int:
    """Where a text begins after the two signs that a backslash before it makes no quotation mark of."""
    escaped = start and string[start - 1] == "\\" and string[start : start + 2] in ("<<", ">>")
    return start + 2 if escaped else start


class HeadingIds:
    """Makes ids, each one once in a page (kramdown-parser-gfm 1.1; kramdown's own inside HTML)."""

    def __init__(self, gfm: bool, prefix: str = "") -> None:
        self._gfm = gfm
        self._prefix = prefix
        self._used: dict[str, int] = {}
        self._own: dict[str, int] = {}

    def make(self, text: str) -> str:
        """The id of a heading in Markdown."""
        if not self._gfm:
            return self.inside_html(text)
        if text.isascii():
            return self._prefix + _counted(self._used, text.lower().translate(_ascii()))
        # Each character by itself, as Ruby does: a final sigma stays as it is inside a word.
        lower = "".join(map(str.lower, text))
        return self._prefix + _counted(self._used, "".join(map(_kept, lower)))

    def inside_html(self, text: str) -> str:
        """The id of a heading inside raw HTML, which the parser of GFM does not reach.

        It begins with the first letter, and only ASCII letters, digits, hyphens and blanks are left.
        """
        kept = "".join(c for c in text if c.isascii() and (c.isalnum() or c in " -"))
        name = kept.lstrip(" -0123456789").replace(" ", "-").lower()
        return self._prefix + _counted(self._own, name or "section")


def value_of(name: str, options: Iterable[str]) -> str:
    """The value of an option that has one; empty where it is not given."""
    return next((one[len(name) + 1 :] for one in options if one.startswith(name + "=")), "")


@cache
def _ascii() -> dict[int, str]:
    return {code: _kept(chr(code)) for code in range(128)}


_WORD = frozenset({"Mn", "Mc", "Me", "Nd", "Nl", "Pc"})


def _kept(char: str) -> str:
    """What a character of a heading becomes in its id: characters of words stay, as Ruby counts them."""
    if char in " \t-":
        return "-"
    if char.isalpha() or (char.isascii() and (char.isalnum() or char == "_")):
        return char
    from unicodedata import category

    return char if not char.isascii() and category(char) in _WORD else ""


def _counted(used: dict[str, int], name: str) -> str:
    count = used.get(name, -1) + 1
    used[name] = count
    return f"{name}-{count}" if count else name

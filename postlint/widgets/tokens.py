"""Tags and comments of a post's own text, each with its place in it.

The matcher works on what the author has in the file, not on rendered HTML: a fix must take out
exactly the characters that make the widget, whether they stand in Markdown or in HTML. Reading
is linear in the length of the text, whatever is in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from postlint.text import Span

_VOID = frozenset({"img", "br", "hr", "input", "link", "meta", "source", "track", "wbr", "embed"})
_RAW = frozenset({"script", "style", "textarea", "title"})


@dataclass(slots=True)
class Token:
    """One tag or comment.

    `content` is a start tag's attributes as written, or what a comment holds. `partner` is the
    index of the end tag that closes a start tag (and the reverse), None where there is none.
    """

    kind: Literal["start", "end", "comment"]
    name: str
    span: Span
    content: str
    partner: int | None = None
    _attributes: dict[str, str] | None = field(default=None, repr=False, compare=False)

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes by lower-case name, character references resolved; the first one counts."""
        if self._attributes is None:
            found: dict[str, str] = {}
            self._attributes = found
            for name, double, single, bare in _attribute().findall(self.content):
                value = double or single or bare
                found.setdefault(name.lower(), _unescaped(value) if "&" in value else value)
        return self._attributes

    @property
    def classes(self) -> list[str]:
        """The tokens of the class attribute."""
        return self.attributes.get("class", "").split()


@cache
def _tag(names: frozenset[str]) -> re.Pattern[str]:
    """A tag of these elements, or the start of a comment.

    Every repetition is possessive and stops at ``<``, so that a text full of unclosed tags and
    quotes costs no more than a few passes.
    """
    value = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'<>`]++)"""
    attribute = rf"""[^\s"'<>/=]++(?:\s*+=\s*+{value})?+"""
    either = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(
        rf"<(?:(!--)|(/?+)({either})(?![A-Za-z0-9:-])((?:\s++|/|{attribute})*+)>)", re.IGNORECASE
    )


@cache
def _attribute() -> re.Pattern[str]:
    return re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>`]++)))?+""")


def _unescaped(value: str) -> str:
    from html import unescape

    return unescape(value)


def read(text: str, within: Span, names: Collection[str], skip: Sequence[Span]) -> list[Token]:
    """The comments and the tags of the given names in a part of the text, in order.

    Nothing is read inside comments, scripts, styles, and the spans of `skip` (code), which are
    in the order of the text.
    """
    tokens: list[Token] = []
    search = _tag(_RAW.union(names)).search
    at, stop = within
    skipped = iter([*skip, Span(stop, stop)])
    hole = next(skipped)
    comments_end = text.rfind("-->", at, stop)
    raw_unclosed: set[str] = set()
    while match := search(text, at, stop):
        start = match.start()
        while hole.end <= start < stop and hole.start < stop:
            hole = next(skipped)
        if hole.start <= start < hole.end:
            at = hole.end
            continue
        at = match.end()
        if match[1]:
            if start + 4 <= comments_end:
                end = text.index("-->", start + 4) + 3
                tokens.append(Token("comment", "", Span(start, end), text[start + 4 : end - 3]))
                at = end
            continue
        name = match[3].lower()
        if name in names:
            kind: Literal["start", "end"] = "end" if match[2] else "start"
            tokens.append(Token(kind, name, Span(start, at), match[4]))
        if name in _RAW and not match[2] and name not in raw_unclosed:
            closing = _find_closing(text, name, at, stop)
            raw_unclosed.update({name} if closing < 0 else ())
            at = max(at, closing)
    _pair(tokens)
    return tokens


def _find_closing(text: str, name: str, at: int, stop: int) -> int:
    match = re.compile(f"</{name}", re.IGNORECASE).search(text, at, stop)
    return match.start() if match else -1


def _pair(tokens: list[Token]) -> None:
    """Give every start tag the end tag that closes it, by the nesting of its own name alone."""
    opened: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.kind == "start" and token.name not in _VOID:
            opened.setdefault(token.name, []).append(index)
        elif token.kind == "end" and opened.get(token.name):
            start = opened[token.name].pop()
            token.partner = start
            tokens[start].partner = index

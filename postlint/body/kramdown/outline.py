"""The links and headings of simple Markdown, without rendering it.

Most posts are paragraphs, headings and lists whose links are written plainly. Of these the links and the
ids of headings are read at once; whatever else stands in a text (tables, HTML, escapes, emphasis in a
link's text, indented lines) makes it one for the whole renderer, whose answers are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from re import Match, Pattern
from re import compile as pattern
from typing import NamedTuple

from postlint.body.kramdown.ids import HeadingIds, value_of


class Found(NamedTuple):
    """A link: kind, target (start, end), the whole (start, end), text; offsets are in the text."""

    kind: str
    target: str
    place: tuple[int, int]
    span: tuple[int, int]
    text: str


class Outline(NamedTuple):
    """The links in their order, and the ids of headings with the offsets of their lines."""

    links: list[Found]
    anchors: list[tuple[str, int]]


_PLAIN = r"[^\n*_`<>\[\]&\\|{}$~!\"'^]"
_START = r"(?![ \t\n#>|=:*+\-~`<$^(\[]|[0-9]+\.|!\[)"


@cache
def _lines() -> Pattern[str]:
    """One line of a kind that is understood: 1 heading's marks, 2 its text, 3 a fence, 4 a definition."""
    return pattern(
        r"[ ]*\n"
        rf"|(\#{{1,6}})[ ]+({_PLAIN}*[^\n*_`<>\[\]&\\|{{}}$~!\"'^#\s])[ ]*\n"
        r"|(```+|~~~+)[^\n`]*\n"
        r"|\[([^\[\]\n^*]+)\]:[ ]+(?:[^\s<>\"'()&]+)[ ]*\n"
        r"|(?:>[ ]|[*+-][ ]|[0-9]+\.[ ])?"
        r"(?=[^\s#>|=:*+\-~$^0-9]|[0-9]+[^.0-9]|\[[^\]\n]*\][(\[]|\*\*?[^\s*])[^\n|{}\\]*\n"
    )


_LINK = r"\[([^\[\]`<>\\*_!&\"'|~$]*)\](?:\(([^\s()<>\"'\\;]*)\)|\[([^\[\]\n]*)\])"


@cache
def _link() -> Pattern[str]:
    """A link or image whose parts are plain: 1 the text, 2 the target, 3 the name of a definition."""
    return pattern(_LINK)


@cache
def _hidden() -> Pattern[str]:
    """Code on one line, which may hide a link, and 1 the address of an autolink; all else is odd."""
    return pattern(r"`[^`\n]+`(?!`)|<((?:https?|ftp)://[^\s<>&\"]+)>|[`<]")


def read(text: str, options: frozenset[str]) -> Outline | None:
    """The links and heading ids of a text, or None where it needs the whole renderer."""
    if "\t" in text or "\\" in text or "|" in text or "{" in text or "$$" in text or "\n    " in text:
        return None
    if "gfm" not in options or "strict_paragraphs" in options or text[:1] == " ":
        return None
    blocks = _blocks(text if text.endswith("\n") else text + "\n")
    return None if blocks is None else _read(text, blocks, options)


class _Blocks(NamedTuple):
    headings: list[Match[str]]
    paragraphs: list[tuple[int, int]]
    definitions: dict[str, tuple[int, int]]


def _blocks(text: str) -> _Blocks | None:
    """The headings and runs of text of a document, or None where a line is of another kind."""
    found = _Blocks([], [], {})
    match_at = _lines().match
    at, start, size = 0, -1, len(text)
    while at < size:
        match = match_at(text, at)
        if match is None:
            return None
        end = match.end()
        if match.lastindex is None and not match[0].isspace():
            start = at if start < 0 else start
            at = end
            continue
        if start >= 0:
            found.paragraphs.append((start, at))
        if match.lastindex is not None and start >= 0:
            # Only after a blank line is what these begin with certain.
            return None
        start = -1
        if match[3]:
            close = text.find("\n" + match[3] + "\n", end - 1)
            if close < 0:
                return None
            end = close + len(match[3]) + 2
            if end < size and text[end] != "\n":
                return None
        elif match[2]:
            found.headings.append(match)
        elif match[4]:
            target = match[0].rstrip().rpartition(" ")[2]
            begin = at + match[0].rstrip().rfind(" ") + 1
            found.definitions.setdefault(" ".join(match[4].split()).lower(), (begin, begin + len(target)))
        at = end
    if start >= 0:
        found.paragraphs.append((start, size))
    return found


def _read(text: str, blocks: _Blocks, options: frozenset[str]) -> Outline | None:
    links: list[Found] = []
    for start, end in blocks.paragraphs:
        for one in _in_paragraph(text, start, end, blocks.definitions):
            if one is None:
                return None
            links.append(one)
    if "auto_ids" not in options:
        return Outline(links, [])
    ids = HeadingIds(True, value_of("auto_id_prefix", options))
    signs = "plain_signs" not in options
    anchors = [(ids.make(_heading(m[2]) if signs else m[2]), m.start()) for m in blocks.headings]
    return Outline(links, [(name, at) for name, at in anchors if name])


def _heading(text: str) -> str:
    return _signs().sub("", text)


@cache
def _signs() -> Pattern[str]:
    return pattern(r"-{2,3}|\.{3}")


def _in_paragraph(
    text: str, start: int, end: int, definitions: Mapping[str, tuple[int, int]]
) -> Iterator[Found | None]:
    """The links of a run of text in order; None for what only the renderer can tell."""
    hidden: list[Match[str]] = []
    if text.find("`", start, end) >= 0 or text.find("<", start, end) >= 0:
        hidden = list(_hidden().finditer(text, start, end))
    at = text.find("[", start, end)
    for other in hidden:
        if len(other[0]) == 1:
            yield None
        while 0 <= at < other.start():
            match = _link().match(text, at, end)
            yield _found(text, match, definitions) if match and match.end() <= other.start() else None
            at = text.find("[", match.end() if match else at + 1, end)
        if other[1] is not None:
            yield Found("a[href]", other[1], other.span(1), other.span(), other[1])
        if 0 <= at < other.end():
            at = text.find("[", other.end(), end)
    match_at = _link().match
    while at >= 0:
        match = match_at(text, at, end)
        if match is None:
            yield None
            return
        yield _found(text, match, definitions)
        at = text.find("[", match.end(), end)


def _found(text: str, match: Match[str], definitions: Mapping[str, tuple[int, int]]) -> Found | None:
    start, end = match.span()
    image = start > 0 and text[start - 1] == "!"
    kind, whole = ("img[src]", (start - 1, end)) if image else ("a[href]", (start, end))
    words = " ".join(match[1].split())
    target = match[2]
    if target:
        return Found(kind, target, match.span(2), whole, words)
    if target is not None:
        return None
    place = definitions.get(" ".join((match[3] or match[1]).split()).lower())
    return Found(kind, text[place[0] : place[1]], place, whole, words) if place else None

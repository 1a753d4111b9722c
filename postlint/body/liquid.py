"""Liquid, and other generators' shortcodes: found, and masked so that offsets hold."""

from __future__ import annotations

from functools import cache
from re import Match, Pattern
from re import compile as pattern
from typing import Literal, NamedTuple

from postlint.context import Generator
from postlint.text import Span


class LiquidTag(NamedTuple):
    """One piece of Liquid: `kind` is ``output`` (``{{ }}``) or ``tag`` (``{% %}``).

    `name` is the tag's first word; `closed` is False where the closing braces are missing.
    `raw` says that it stands where Liquid does not run it (raw, comment).
    """

    kind: Literal["output", "tag"]
    name: str
    span: Span
    closed: bool = True
    raw: bool = False


class Masked(NamedTuple):
    """The text with filler where templates stand; `holes` are the spans of the filler."""

    text: str
    liquid: tuple[LiquidTag, ...] = ()
    holes: tuple[Span, ...] = ()


@cache
def _liquid() -> Pattern[str]:
    return pattern(r"\{\{.*?(?:\}\}|\})|\{%.*?%\}|\{\{|\{%", 16)


@cache
def _word() -> Pattern[str]:
    return pattern(r"\{[{%]-?\s*(\w*)")


_RAW = frozenset({"raw", "comment"})
"""Tags whose content Liquid does not run."""


@cache
def _end(name: str) -> Pattern[str]:
    return pattern(rf"\{{%-?\s*end{name}\s*-?%\}}")


_SILENT = frozenset(
    [
        "if",
        "elsif",
        "else",
        "endif",
        "unless",
        "endunless",
        "case",
        "when",
        "endcase",
        "for",
        "endfor",
        "break",
        "continue",
        "assign",
        "capture",
        "endcapture",
        "comment",
        "endcomment",
        "raw",
        "endraw",
        "tablerow",
        "endtablerow",
        "increment",
        "decrement",
        "cycle",
        "liquid",
        "render",
        "layout",
        "ifchanged",
        "endifchanged",
    ]
)
"""Tags that print nothing themselves."""


def find(text: str, start: int) -> tuple[LiquidTag, ...]:
    """All Liquid in `text` from `start` on, as Liquid 4's tokenizer cuts it."""
    found: list[LiquidTag] = []
    at = start
    while match := _liquid().search(text, at):
        at = match.end()
        piece = _piece(match)
        found.append(piece)
        if not piece.closed and len(match[0]) == 2:
            # Nothing closes it, nor any other one after it: Liquid stops here.
            break
        if piece.kind == "tag" and piece.closed and piece.name in _RAW:
            end = _end(piece.name).search(text, at)
            stop = end.start() if end else len(text)
            found += _raw(text, at, stop)
            at = stop
    return tuple(found)


def _raw(text: str, start: int, stop: int) -> list[LiquidTag]:
    found: list[LiquidTag] = []
    while match := _liquid().search(text, start, stop):
        found.append(_piece(match)._replace(raw=True))
        start = match.end()
        if len(match[0]) == 2:
            break
    return found


def _piece(match: Match[str]) -> LiquidTag:
    piece = match[0]
    word = _word().match(piece)
    name = word[1] if word else ""
    kind: Literal["output", "tag"] = "output" if piece[1] == "{" else "tag"
    closed = len(piece) > 2 and piece.endswith("}}" if kind == "output" else "%}")
    return LiquidTag(kind, name, Span(*match.span()), closed)


def runs_liquid(generator: Generator, path: str) -> bool:
    """Whether the generator runs Liquid on the file."""
    if generator == "eleventy":
        return path.endswith((".md", ".markdown", ".html", ".htm", ".liquid"))
    return generator == "jekyll"


_BRACES = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_SHORTCODES: dict[str, tuple[tuple[str, str], ...]] = {
    "hugo": (("{{<", ">}}"), ("{{%", "%}}")),
    "hexo": _BRACES,
    "zola": _BRACES,
    "eleventy": _BRACES[:2],
}


@cache
def _opening(generator: str) -> Pattern[str]:
    return pattern("|".join(start for start, _ in _SHORTCODES[generator]))


def _shortcodes(text: str, generator: str) -> list[Span]:
    """The shortcodes of a generator, each from its opening to the nearest closing."""
    ends = dict(_SHORTCODES[generator])
    endless: set[str] = set()
    found: list[Span] = []
    at = 0
    while match := _opening(generator).search(text, at):
        end = ends[match[0]]
        # Where one is not closed, none after it is: they are not looked for again and again.
        close = -1 if end in endless else text.find(end, match.end())
        if close < 0:
            endless.add(end)
            at = match.start() + 1
        else:
            at = close + len(end)
            found.append(Span(match.start(), at))
    return found


def mask(text: str, path: str, generator: Generator, enabled: bool) -> Masked:
    """The text with its templates masked.

    What prints becomes letters, a different word each time; what does not (`{% if %}`) becomes
    blanks. Every offset stays; line breaks stay but inside what prints.
    """
    if "{" not in text or ("{{" not in text and "{%" not in text):
        return Masked(text)
    if runs_liquid(generator, path):
        return _mask_liquid(text, find(text, 0), _FRAMES[generator]) if enabled else Masked(text)
    if generator in _SHORTCODES:
        spans = _shortcodes(text, generator)
        return Masked(_filled(text, [(span, True) for span in spans]), (), tuple(spans))
    return Masked(text)


_FRAMES = {"jekyll": ("<figure><pre>", "</pre></figure>"), "eleventy": ("<pre>", "</pre>")}
"""What stands around highlighted code in the page (Jekyll 4, Eleventy's plugin): Markdown leaves it alone."""


def _mask_liquid(text: str, liquid: tuple[LiquidTag, ...], frame: tuple[str, str]) -> Masked:
    holes: list[tuple[Span, bool]] = []
    comment = -1
    for piece in liquid:
        if piece.raw or not piece.closed:
            continue
        if piece.name == "comment" and piece.kind == "tag":
            comment = piece.span.start
        elif piece.name == "endcomment" and comment >= 0:
            holes.append((Span(comment, piece.span.end), False))
            comment = -1
        elif comment < 0:
            prints = piece.kind == "output" or piece.name not in _SILENT
            holes.append((piece.span, prints))
    filled = _filled(text, holes)
    if "endhighlight" in text:
        filled = _framed(filled, _highlighted(liquid), frame)
    return Masked(filled, liquid, tuple(span for span, _ in holes))


def _highlighted(liquid: tuple[LiquidTag, ...]) -> list[tuple[Span, Span]]:
    """The tags around each piece of highlighted code."""
    found: list[tuple[Span, Span]] = []
    start: Span | None = None
    for piece in liquid:
        if piece.raw or not piece.closed or piece.kind == "output":
            continue
        if piece.name == "highlight" and start is None:
            start = piece.span
        elif piece.name == "endhighlight" and start is not None:
            found.append((start, piece.span))
            start = None
    return found


_AS_TEXT = str.maketrans("<>&", "xxx")


def _framed(text: str, shown: list[tuple[Span, Span]], frame: tuple[str, str]) -> str:
    """The text with frames of HTML in place of the tags around code, which holds no markup then."""
    parts: list[str] = []
    at = 0
    for first, last in shown:
        if text[first.start : first.end].isspace() or "\n" in text[first.start : first.end]:
            continue
        parts.append(text[at : first.start])
        parts.append(frame[0].ljust(first.end - first.start)[: first.end - first.start])
        parts.append(text[first.end : last.start].translate(_AS_TEXT))
        parts.append(frame[1].ljust(last.end - last.start))
        at = last.end
    parts.append(text[at:])
    return "".join(parts)


def _filled(text: str, holes: list[tuple[Span, bool]]) -> str:
    parts: list[str] = []
    at = 0
    for number, (span, prints) in enumerate(holes):
        if span.start < at:
            continue
        parts.append(text[at : span.start])
        parts.append(_filler(text[span.start : span.end], number, prints))
        at = span.end
    parts.append(text[at:])
    return "".join(parts)


@cache
def _fill() -> Pattern[str]:
    return pattern(r"x[0-9]{3,}x")


def is_filler(text: str) -> bool:
    """Whether a text, in lower case, holds filler."""
    return _fill().search(text) is not None


def evened(text: str) -> str:
    """A text with one letter for each filler, whatever its number and the length of its template."""
    return _evened().sub("x", text)


@cache
def _evened() -> Pattern[str]:
    return pattern(r"x[0-9]{3,}x*")


def _filler(piece: str, number: int, prints: bool) -> str:
    size = len(piece)
    if prints:
        return f"x{number:03}".ljust(size, "x")[:size]
    if "\n" not in piece:
        return " " * size
    return "".join("\n" if c == "\n" else " " for c in piece)

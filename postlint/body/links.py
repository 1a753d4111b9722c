"""The references and the anchors of rendered HTML, with their places in the post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from re import Pattern
from re import compile as pattern
from typing import NamedTuple, TypeAlias

from postlint.body.scan import unescape
from postlint.body.tags import Attribute, Tag
from postlint.text import Span


class View(NamedTuple):
    """What the parts of a link that are seldom asked for are read from."""

    html: str
    locate: Callable[[Span], Span]
    edges: Callable[[], Edges]


class Link:
    """One reference to another resource, from Markdown or HTML; spans are in the file.

    `kind` is the element and attribute that it becomes: ``a[href]``, ``img[src]``. `target` is
    as written, character references resolved and Liquid left as it stands; `place` is the
    target's own characters (where it is empty, the empty span where it belongs).
    """

    __slots__ = ("_tag", "_view", "kind", "place", "target")

    def __init__(self, kind: str, target: str, place: Span, tag: Tag, view: View) -> None:
        self.kind = kind
        self.target = target
        self.place = place
        self._tag = tag
        self._view = view

    @property
    def span(self) -> Span:
        """The whole construct."""
        return self._view.locate(Span(self._tag.span.start, self._edge[1]))

    @property
    def text(self) -> str:
        """What the reader clicks on, or an image's alternative text."""
        tag, html = self._tag, self._view.html
        if tag.name != "a":
            return tag.value("alt") or ""
        inner = html[tag.span.end : min(self._edge[0], tag.span.end + _TEXT_LIMIT)]
        if "<" in inner:
            inner = _markup().sub("", inner)
        return " ".join(unescape(inner, attribute=False).split())

    @property
    def _edge(self) -> tuple[int, int]:
        """Where the content ends, and where the link does."""
        start, end = self._tag.span
        edge = self._view.edges().get(start) if self._tag.name == "a" else None
        return edge if edge is not None else (end, end)


class KnownLink(Link):
    """A link of simple Markdown, which was read as a whole: nothing is left to be looked up."""

    __slots__ = ("_span", "_text")

    def __init__(self, kind: str, target: str, place: Span, span: Span, text: str) -> None:
        self.kind = kind
        self.target = target
        self.place = place
        self._span = span
        self._text = text

    @property
    def span(self) -> Span:
        """The whole construct."""
        return self._span

    @property
    def text(self) -> str:
        """What the reader clicks on, or an image's alternative text."""
        return self._text


class Anchor(NamedTuple):
    """A place on the page that a fragment can name; `span` is in the file."""

    name: str
    span: Span


REFERENCES: dict[str, tuple[str, ...]] = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
    "img": ("src", "srcset", "longdesc"),
    "script": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "input": ("src",),
    "form": ("action",),
    "blockquote": ("cite",),
    "q": ("cite",),
    "ins": ("cite",),
    "del": ("cite",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
}
"""The attributes that hold URLs, by element (HTML standard, index of attributes)."""

_TEXT_LIMIT = 2000


@cache
def _markup() -> Pattern[str]:
    return pattern(r"<!--.*?-->|<[^>]*>", 16)


@cache
def _css_url() -> Pattern[str]:
    return pattern(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|&quot;([^\"]*?)&quot;|([^\s\"'()]+))\s*\)", 2)


def style_links(
    carriers: Iterable[tuple[Tag, Attribute]], view: View, written: Callable[[Span], str]
) -> Iterator[Link]:
    """What `style` attributes load: `background: url(...)`."""
    for tag, attribute in carriers:
        start, end = attribute.value_span or (0, 0)
        for match in _css_url().finditer(view.html, start, end):
            span = Span(*match.span(match.lastindex or 0))
            yield Link(f"{tag.name}[style]", written(span), view.locate(span), tag, view)


@cache
def _candidate() -> Pattern[str]:
    """One candidate of a `srcset`: a URL, and perhaps a descriptor (`2x`, `300w`) after a blank."""
    return pattern(r"[^,\s](?:[^\s]*[^,\s])?(?:\s+[^,\s]+)?")


Edges: TypeAlias = Mapping[int, tuple[int, int]]
"""For the start of each `a` tag, where its content ends, and where the link does."""


def edges(spans: Sequence[tuple[int, int]], closing: Sequence[bool]) -> Edges:
    """The edges of links, from the spans of all `a` tags: a link ends at the next one, of either kind."""
    return {
        start: (after, end if closes else after)
        for (start, _), (after, end), closes in zip(spans, spans[1:], closing[1:], strict=False)
    }


_KINDS = {(name, key): f"{name}[{key}]" for name, keys in REFERENCES.items() for key in keys}


def links(
    starts: Sequence[Tag],
    view: View,
    written: Callable[[Span], str] | None,
) -> tuple[Link, ...]:
    """The references of the start tags given, in order; `written` reads values that templates make."""
    found: list[Link] = []
    locate = view.locate
    for tag in starts:
        for attribute in tag.attributes:
            kind = _KINDS.get((tag.name, attribute.name))
            span = attribute.value_span
            if kind is None or span is None:
                continue
            if attribute.name == "srcset":
                read = written or (lambda span: unescape(view.html[span.start : span.end]))
                found += [Link(kind, read(s), locate(s), tag, view) for s in _candidates(view.html, span)]
            else:
                target = attribute.value or "" if written is None else written(span)
                found.append(Link(kind, target, locate(span), tag, view))
    return tuple(found)


def _candidates(html: str, span: Span) -> list[Span]:
    """The addresses in a `srcset`."""
    found: list[Span] = []
    for piece in _candidate().finditer(html[span.start : span.end]):
        at = span.start + piece.start()
        found.append(Span(at, at + len(piece[0].split()[0])))
    return found

"""The references and the anchors of rendered HTML, with their places in the post."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from re import Pattern
from re import compile as pattern
from typing import NamedTuple, TypeAlias

from postlint.body.scan import unescape
from postlint.body.tags import Attribute, Tag
from postlint.text import Span


class Link(NamedTuple):
    """One reference to another resource, from Markdown or HTML; spans are in the file.

    `kind` is the element and attribute that it becomes: ``a[href]``, ``img[src]``. `target` is
    as written, character references resolved and Liquid left as it stands; `place` is the
    target's own characters (where it is empty, the empty span where it belongs), `span` the
    whole construct. `text` is what the reader clicks on, or an image's alternative text.
    """

    kind: str
    target: str
    place: Span
    span: Span
    text: str = ""


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


def links(
    html: str,
    starts: Sequence[Tag],
    ends: Edges,
    written: Callable[[Span], str],
    locate: Callable[[Span], Span],
) -> tuple[Link, ...]:
    """The references of the start tags given, in order."""
    found: list[Link] = []
    for tag in starts:
        names = REFERENCES.get(tag.name, ())
        for attribute in tag.attributes:
            if attribute.name in names and attribute.value_span is not None:
                inner, end = _content(html, tag, ends)
                kind = f"{tag.name}[{attribute.name}]"
                whole = locate(Span(tag.span.start, end))
                for span in _targets(html, attribute):
                    found.append(Link(kind, written(span), locate(span), whole, inner))
    return tuple(found)


def _targets(html: str, attribute: Attribute) -> list[Span]:
    span = attribute.value_span
    assert span is not None
    if attribute.name != "srcset":
        return [span]
    text = html[span.start : span.end]
    found: list[Span] = []
    for piece in _candidate().finditer(text):
        url = piece[0].split()[0]
        at = span.start + piece.start()
        found.append(Span(at, at + len(url)))
    return found


def _content(html: str, tag: Tag, ends: Edges) -> tuple[str, int]:
    if tag.name != "a":
        return tag.value("alt") or "", tag.span.end
    edge = ends.get(tag.span.start)
    if edge is None:
        return "", tag.span.end
    inner = html[tag.span.end : min(edge[0], tag.span.end + _TEXT_LIMIT)]
    if "<" in inner:
        inner = _markup().sub("", inner)
    return " ".join(unescape(inner, attribute=False).split()), edge[1]

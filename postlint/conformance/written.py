"""Tags as the post writes them: where an edit in the file does what is meant in the HTML."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from postlint.body.body import Body
from postlint.body.tags import Attribute, Tag
from postlint.diagnostic import Edit
from postlint.text import Span

_BLANKS = " \t\n\r\f"


def verbatim(body: Body, span: Span) -> Span | None:
    """The place in the file of a span of the HTML, if the same characters stand there and no template."""
    place = body.locate(span)
    same = body.source.slice(place) == body.html[span.start : span.end]
    return place if same and not body.templated(span) else None


def written_tag(body: Body, tag: Tag) -> Tag | None:
    """A tag as it stands in the file, its spans there; None where the file has another, or none.

    kramdown writes raw tags anew (quotes, blanks): what counts is that name, attributes and values agree.
    """
    from postlint.body.scan import tag_at

    place = body.locate(tag.span)
    text = body.source.slice(place).replace("\r", "\n")
    if text[:1] != "<" or not text[1:3].lstrip("/")[:1].isalpha():
        return None
    cut = tag_at(text, 0)
    if cut is None or cut.span.end != len(text) or (cut.name, cut.closing) != (tag.name, tag.closing):
        return None
    return _shifted(cut, place.start) if _values(cut) == _values(tag) else None


def _values(tag: Tag) -> Mapping[str, str]:
    # The first of equal names counts; line breaks may be one or two characters.
    return {a.name: (a.value or "").replace("\n\n", "\n") for a in reversed(tag.attributes)}


def _shifted(tag: Tag, by: int) -> Tag:
    attributes = tuple(
        a._replace(
            span=a.span.shift(by),
            name_span=a.name_span.shift(by),
            value_span=a.value_span.shift(by) if a.value_span else None,
        )
        for a in tag.attributes
    )
    return tag._replace(span=tag.span.shift(by), attributes=attributes)


def index_of(body: Body, offset: int) -> int | None:
    """The index of the tag that holds a place of the HTML."""
    index = bisect_right(body.tags, offset, key=lambda tag: tag.span.start) - 1
    return index if index >= 0 and offset < body.tags[index].span.end else None


def attribute_at(tag: Tag, span: Span) -> Attribute | None:
    """The attribute of a tag that a span lies in."""
    return next((a for a in tag.attributes if a.span.covers(span)), None)


def partners(body: Body, name: str) -> Mapping[int, int]:
    """The index of the end tag for that of each start tag of a name that has one on its own level."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for index, tag in enumerate(body.tags):
        if tag.name != name:
            continue
        if not tag.closing:
            opened.append(index)
        elif opened:
            found[opened.pop()] = index
    return found


def removed(text: str, span: Span) -> Edit:
    """The edit that takes an attribute out, with the blanks before it."""
    start = span.start
    while start and text[start - 1] in _BLANKS:
        start -= 1
    return Edit(Span(start, span.end), "")

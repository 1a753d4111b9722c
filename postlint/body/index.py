"""The tags of a body by name and by attribute, each made when it is asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from re import Match, Pattern
from re import compile as pattern
from typing import NamedTuple

from postlint.body import proof
from postlint.body.links import Edges, edges
from postlint.body.scan import RAW_TEXT, unescape
from postlint.body.tags import Attribute, Tag
from postlint.lazy import lazy
from postlint.text import Span

_NO_MARKUP_INSIDE = RAW_TEXT | {"plaintext", "svg", "math"}


class TagIndex(ABC):
    """Tags in the order of the text.

    Built from the texts of the tags or the strict pattern's matches where the whole text is of that
    kind (tags are then made one by one, on demand), or from the tags that tree construction has cut.
    """

    texts: Sequence[str] | None = None
    """What stands between ``<`` and ``>`` of every tag, where that is known without making the tags."""
    different: Collection[str] = ()
    """The `texts`, each once."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    @property
    def present(self) -> Collection[str]:
        """The names of all tags."""
        return self.places

    @lazy
    def attribute_names(self) -> Collection[str]:
        """The names of all attributes of start tags."""
        return {attribute.name for tag in self.carriers() for attribute in tag.attributes}

    def starts(self, name: str) -> tuple[Tag, ...]:
        """The start tags of a name."""
        return tuple(self.tag(i) for i in self.places.get(name, ()) if not self.closes(i))

    def ends(self, name: str) -> tuple[Tag, ...]:
        """The end tags of a name."""
        return tuple(self.tag(i) for i in self.places.get(name, ()) if self.closes(i))

    def carriers(self) -> tuple[Tag, ...]:
        """The start tags that have attributes."""
        return tuple(map(self.tag, self.with_attributes()))

    def link_edges(self) -> Edges:
        """Where the content of each `a` element ends, and where the link does."""
        places = self.places.get("a", ())
        return edges([self.span(i) for i in places], [self.closes(i) for i in places])

    @abstractmethod
    def closes(self, index: int) -> bool:
        """Whether the tag at an index is an end tag."""

    @lazy
    def places(self) -> dict[str, list[int]]:
        """The indexes of the tags of each name."""
        found: dict[str, list[int]] = {}
        for index, name in enumerate(self.names):
            if name in found:
                found[name].append(index)
            else:
                found[name] = [index]
        return found

    @abstractmethod
    def tag(self, index: int) -> Tag:
        """The tag at an index."""

    @abstractmethod
    def span(self, index: int) -> tuple[int, int]:
        """The place of the tag at an index."""

    @abstractmethod
    def with_attributes(self) -> Sequence[int]:
        """The indexes of the start tags that have attributes."""

    @abstractmethod
    def comments(self) -> tuple[Span, ...]:
        """The comments."""


class Shape(NamedTuple):
    """What the text of one tag says; `attributes` count their places from the tag's `<`."""

    name: str
    closing: bool
    attributes: tuple[Attribute, ...]


_MEMO_SIZE = 20_000
_shapes: dict[str, Shape] = {}


def _shape(text: str) -> Shape | None:
    """What a tag's text says, or None where it is not of the strict kind."""
    end = len(text)
    if text.startswith('a href="') and text.find('"', 8) == end - 1 and "&" not in text:
        # The links of imported posts, each to an address of its own: not worth a memory.
        address = Attribute("href", text[8:-1], Span(3, end + 1), Span(3, 7), Span(9, end))
        return Shape("a", False, (address,))
    tag = f"<{text}>"
    match = proof.tag_pattern().fullmatch(tag)
    if match is None or match[2] is None:
        return None
    if len(_shapes) >= _MEMO_SIZE:
        _shapes.clear()
    attributes = tuple(_attributes(tag, *match.span(3))) if match[3] else ()
    made = _shapes[text] = Shape(match[2], match[1] != "", attributes)
    return made


def _moved(attributes: tuple[Attribute, ...], by: int) -> tuple[Attribute, ...]:
    """The attributes of another tag with the same text, `by` characters further on."""
    new = tuple.__new__
    moved = []
    for name, value, (start, end), (name_start, name_end), place in attributes:
        written = new(Span, (place[0] + by, place[1] + by)) if place is not None else None
        spans = (new(Span, (start + by, end + by)), new(Span, (name_start + by, name_end + by)), written)
        moved.append(new(Attribute, (name, value, *spans)))
    return tuple(moved)


class PlainTags(TagIndex):
    """Tags of the strict kind without `>` in a value, and no comment between them.

    Few differ: what their texts say is looked up, and a tag's place is sought when it is asked for.
    """

    def __init__(self, html: str, texts: Sequence[str], shapes: Mapping[str, Shape]) -> None:
        self.texts = texts
        self._html = html
        self._by_text = shapes
        self.different = shapes.keys()

    @classmethod
    def of(cls, html: str) -> PlainTags | None:
        """The tags of HTML that is all of this kind, or None."""
        texts = _plain_tag().findall(html)
        if len(texts) != html.count("<"):
            return None
        shapes: dict[str, Shape] = {}
        for text in set(texts):
            shape = _shapes.get(text) or _shape(text)
            if shape is None:
                return None
            shapes[text] = shape
        return cls(html, texts, shapes)

    @lazy
    def names(self) -> Sequence[str]:  # type: ignore[override]
        """The names of all tags in order."""
        by_text = self._by_text
        return [by_text[text].name for text in self.texts or ()]

    @lazy
    def present(self) -> frozenset[str]:
        """The names of all tags."""
        return frozenset(shape.name for shape in self._by_text.values())

    @lazy
    def attribute_names(self) -> Collection[str]:
        """The names of all attributes of start tags."""
        return {a.name for shape in self._carrying.values() for a in shape.attributes}

    @lazy
    def _carrying(self) -> Mapping[str, Shape]:
        """The texts of the start tags that have attributes."""
        return {t: shape for t, shape in self._by_text.items() if shape.attributes and not shape.closing}

    @lazy
    def _matched(self) -> MatchedTags:
        return MatchedTags(list(proof.tag_pattern().finditer(self._html)))

    def closes(self, index: int) -> bool:
        """Whether the tag at an index is an end tag."""
        return self._by_text[(self.texts or ())[index]].closing

    def span(self, index: int) -> tuple[int, int]:
        """The place of the tag at an index."""
        return self._matched.span(index)

    def tag(self, index: int) -> Tag:
        """The tag at an index."""
        return self._matched.tag(index)

    def starts(self, name: str) -> tuple[Tag, ...]:
        """The start tags of a name."""
        return super().starts(name) if name in self.present else ()

    def ends(self, name: str) -> tuple[Tag, ...]:
        """The end tags of a name."""
        return super().ends(name) if name in self.present else ()

    def with_attributes(self) -> Sequence[int]:
        """The indexes of the start tags that have attributes."""
        carrying = self._carrying
        return [i for i, text in enumerate(self.texts or ()) if text in carrying] if carrying else ()

    def carriers(self) -> tuple[Tag, ...]:
        """The start tags that have attributes."""
        return self._carriers

    @lazy
    def _carriers(self) -> tuple[Tag, ...]:
        html, carrying = self._html, self._carrying
        found: list[Tag] = []
        end = 0
        for text in self.texts or () if carrying else ():
            if text in carrying:
                # Those before it are passed: the next of its text is the one.
                start = html.index(f"<{text}>", end)
                end = start + len(text) + 2
                name, _, attributes = carrying[text]
                found.append(Tag(name, Span(start, end), _moved(attributes, start), False, text[-1] == "/"))
        return tuple(found)

    def link_edges(self) -> Edges:
        """Where the content of each `a` element ends, and where the link does."""
        named = [text for text, shape in self._by_text.items() if shape.name == "a"]
        if any(text != "/a" if text[0] == "/" else not self._by_text[text].attributes for text in named):
            return super().link_edges()
        starts = [tag.span for tag in self._carriers if tag.name == "a"]
        found: dict[int, tuple[int, int]] = {}
        for (start, end), (following, _) in zip(starts, [*starts[1:], (len(self._html), 0)], strict=False):
            closing = self._html.find("</a>", end, following)
            if closing >= 0:
                found[start] = (closing, closing + 4)
            elif following < len(self._html):
                found[start] = (following, following)
        return found

    def comments(self) -> tuple[Span, ...]:
        """The comments: none."""
        return ()


@cache
def _plain_tag() -> Pattern[str]:
    return pattern("<([^<>]*+)>")


class MatchedTags(TagIndex):
    """Tags that the strict pattern has found."""

    def __init__(self, found: list[Match[str]]) -> None:
        names = [m[2] for m in found]
        if None in names:
            self._matches = [m for m in found if m[2] is not None]
            names = [m[2] for m in self._matches]
        else:
            self._matches = found
        super().__init__(names)
        self._found = found
        self._made: dict[int, Tag] = {}

    def closes(self, index: int) -> bool:
        """Whether the tag at an index is an end tag."""
        return self._matches[index][1] != ""

    def span(self, index: int) -> tuple[int, int]:
        """The place of the tag at an index."""
        return self._matches[index].span()

    def tag(self, index: int) -> Tag:
        """The tag at an index."""
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = _tag_of(self._matches[index], self.names[index])
        return made

    def with_attributes(self) -> Sequence[int]:
        """The indexes of the start tags that have attributes."""
        return [index for index, match in enumerate(self._matches) if match[3] and not match[1]]

    def comments(self) -> tuple[Span, ...]:
        """The comments."""
        if len(self._found) == len(self._matches):
            return ()
        return tuple(Span(*m.span()) for m in self._found if m[2] is None)


class CutTags(TagIndex):
    """Tags that tree construction has cut."""

    def __init__(self, tags: Sequence[Tag], comments: tuple[Span, ...]) -> None:
        super().__init__([tag.name for tag in tags])
        self._tags = tags
        self._comments = comments

    def closes(self, index: int) -> bool:
        """Whether the tag at an index is an end tag."""
        return self._tags[index].closing

    def span(self, index: int) -> tuple[int, int]:
        """The place of the tag at an index."""
        return self._tags[index].span

    def tag(self, index: int) -> Tag:
        """The tag at an index."""
        return self._tags[index]

    def with_attributes(self) -> Sequence[int]:
        """The indexes of the start tags that have attributes."""
        return [i for i, tag in enumerate(self._tags) if tag.attributes and not tag.closing]

    def comments(self) -> tuple[Span, ...]:
        """The comments."""
        return self._comments


def _tag_of(match: Match[str], name: str) -> Tag:
    attributes = tuple(_attributes(match.string, *match.span(3))) if match[3] else ()
    return Tag(name, Span(*match.span()), attributes, match[1] != "", match[4] != "")


def _attributes(html: str, start: int, end: int) -> list[Attribute]:
    found: list[Attribute] = []
    new = tuple.__new__
    for part in proof.attribute_pattern().finditer(html, start, end):
        place = new(Span, part.span(1))
        group = part.lastindex
        if group is None or group == 1:
            found.append(Attribute(part[1].lower(), None, place, place, None))
        else:
            text = part[group]
            value = unescape(text) if "&" in text else text
            spans = (new(Span, part.span()), place, new(Span, part.span(group)))
            found.append(new(Attribute, (part[1].lower(), value, *spans)))
    return found


def holds_raw_text(names: Collection[str]) -> bool:
    """Whether some element's content is not markup, so that what looks like a tag may be text."""
    return not _NO_MARKUP_INSIDE.isdisjoint(names)

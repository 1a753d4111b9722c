"""The tags of a body by name and by attribute, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from re import Match

from postlint.body import proof
from postlint.body.scan import RAW_TEXT, unescape
from postlint.body.tags import Attribute, Tag
from postlint.text import Span

_NO_MARKUP_INSIDE = RAW_TEXT | {"plaintext", "svg", "math"}


class TagIndex:
    """Tags in the order of the text.

    Built from the strict pattern's matches where the whole text is of that kind (tags are then
    made one by one, on demand), or from the tags that tree construction has cut.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def closes(self, index: int) -> bool:
        """Whether the tag at an index is an end tag."""
        raise NotImplementedError

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The indexes of the tags of each name."""
        found: dict[str, list[int]] = {}
        for index, name in enumerate(self.names):
            if name in found:
                found[name].append(index)
            else:
                found[name] = [index]
        return found

    def tag(self, index: int) -> Tag:
        """The tag at an index."""
        raise NotImplementedError

    def span(self, index: int) -> tuple[int, int]:
        """The place of the tag at an index."""
        raise NotImplementedError

    def with_attributes(self) -> Sequence[int]:
        """The indexes of the start tags that have attributes."""
        raise NotImplementedError

    def comments(self) -> tuple[Span, ...]:
        """The comments."""
        raise NotImplementedError


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
    attributes = tuple(_attributes(match)) if match[3] else ()
    return Tag(name, Span(*match.span()), attributes, match[1] != "", match[4] != "")


def _attributes(match: Match[str]) -> list[Attribute]:
    found = []
    text = match.string
    for part in proof.attribute_pattern().finditer(text, match.start(3), match.end(3)):
        start, end = part.span(1)
        group = 2 if part.start(2) >= 0 else 3
        at = part.start(group)
        if at < 0:
            found.append(Attribute(part[1].lower(), None, Span(start, end), Span(start, end), None))
        else:
            value = Span(at, part.end(group))
            whole = Span(start, part.end())
            found.append(Attribute(part[1].lower(), unescape(part[group]), whole, Span(start, end), value))
    return found


def holds_raw_text(places: dict[str, list[int]]) -> bool:
    """Whether some element's content is not markup, so that what looks like a tag may be text."""
    return not _NO_MARKUP_INSIDE.isdisjoint(places)

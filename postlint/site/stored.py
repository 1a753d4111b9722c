"""Facts as they are kept and sent: plain values, of which little is made before a rule asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from sys import intern
from typing import Any, TypeAlias

from postlint.site.facts import Facts, Name, Reference
from postlint.text import Span


def plain(facts: Facts) -> tuple[Any, ...]:
    """All fields but the path, as exact tuples: 1 for an address that is the URL again."""
    (
        _, role, url, address, file, why, sure, breaks, title, date, tags, categories, layout,
        aliases, anchors, links, place, title_place, alias_place, *others,
    ) = facts  # fmt: skip
    return (
        role,
        url,
        1 if address == url else address,
        file,
        why,
        sure,
        breaks,
        title,
        date,
        _names(tags),
        _names(categories),
        _names((layout,) if layout else ()),
        aliases,
        anchors,
        tuple([(kind, target, _number(span)) for kind, target, span in links]),
        _number(place),
        _number(title_place),
        _number(alias_place),
        *others,
    )


def restored(path: str, data: Sequence[Any]) -> Facts:
    """The facts of which `plain` made these for the file at a path; lists may have come of the tuples.

    What is not of that shape raises TypeError or ValueError: here, or when `whole` asks for it.
    """
    (
        role, url, address, file, why, sure, breaks, title, date, tags, categories, layout, *others,
    ) = data  # fmt: skip
    return _Stored._make(
        (
            path,
            role,
            url,
            url if address == 1 else address,
            file,
            why,
            sure,
            breaks,
            title,
            date,
            _shared(tags),
            _shared(categories),
            _shared(layout),
            *others,
        )
    )


def whole(facts: Facts) -> Facts:
    """The same facts, with all that is made only when it is asked for."""
    return Facts(*(getattr(facts, field) for field in Facts._fields))


class _Stored(Facts):
    """Facts as they were kept: names and places are made of plain values each time that they are asked for.

    A run over a site that it knows asks for few of them.
    """

    __slots__ = ()

    @property
    def tags(self) -> tuple[Name, ...]:
        return _read_names(_kept_tags(self))

    @property
    def categories(self) -> tuple[Name, ...]:
        return _read_names(_kept_categories(self))

    @property
    def layout(self) -> Name | None:
        return next(iter(_read_names(_kept_layout(self))), None)

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(_kept_aliases(self))

    @property
    def anchors(self) -> tuple[str, ...]:
        return tuple(_kept_anchors(self))

    @property
    def links(self) -> tuple[Reference, ...]:
        return tuple([Reference(kind, target, _span(place)) for kind, target, place in _kept_links(self)])

    @property
    def place(self) -> Span:
        return _span(_kept_place(self))

    @property
    def title_place(self) -> Span:
        return _span(_kept_title_place(self))

    @property
    def alias_place(self) -> Span:
        return _span(_kept_alias_place(self))


_Kept: TypeAlias = Callable[[Facts], Any]


def _kept(field: str) -> _Kept:
    return itemgetter(Facts._fields.index(field))


_kept_tags, _kept_categories, _kept_layout = _kept("tags"), _kept("categories"), _kept("layout")
_kept_aliases, _kept_anchors, _kept_links = _kept("aliases"), _kept("anchors"), _kept("links")
_kept_place, _kept_title_place = _kept("place"), _kept("title_place")
_kept_alias_place = _kept("alias_place")


_BITS = 32
_END = (1 << _BITS) - 1


def _number(span: Span) -> int:
    """A span as one number: of 200,000 posts most of what is kept would be spans."""
    return span.start << _BITS | span.end


def _span(number: int) -> Span:
    """The span that a number stands for; TypeError for what is none."""
    return Span(number >> _BITS, number & _END)


def _names(names: tuple[Name, ...]) -> tuple[str | int, ...]:
    """Names, each followed by the number of its span."""
    return tuple([part for name, span in names for part in (name, _number(span))])


def _shared(kept: Sequence[Any]) -> Sequence[Any]:
    """Names as they are kept; posts share most of theirs, and need but one copy."""
    return tuple([intern(part) if part.__class__ is str else part for part in kept]) if kept else ()


def _read_names(kept: Sequence[Any]) -> tuple[Name, ...]:
    return tuple([Name(name, _span(place)) for name, place in zip(kept[::2], kept[1::2], strict=True)])

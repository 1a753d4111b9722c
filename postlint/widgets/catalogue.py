"""The catalogue of quote widgets: data, read from catalogue.json on first use.

``schemas/widgets.schema.json`` describes the file; a site's own forms have the same shape.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from postlint.context import NOTHING
from postlint.hosts import host_of
from postlint.widgets.tokens import Token
from postlint.widgets.widget import Kind

Leaves: TypeAlias = Literal["text", "nothing", "alt", "link"]
Fields: TypeAlias = dict[str, str]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


def _fields(match: re.Match[str]) -> Fields:
    """The named groups that took part; `market2` is another spelling of `market`."""
    return {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}


def read_fields(pattern: str, value: str) -> Fields | None:
    """The named groups of a pattern that matches the whole value, or None."""
    match = _compiled(pattern).fullmatch(value)
    return _fields(match) if match else None


def _past_host(url: str) -> str:
    """What follows the first scheme and host that a URL holds."""
    match = _compiled(r"\s*(?:[a-z]+:)?//[^/?#]*").search(url)
    return url[: match.start()] + url[match.end() :] if match else url


class Address(NamedTuple):
    """A URL in an attribute: its host (one of these, or below one), and what follows the host.

    `path` must match all that follows; `reads` finds fields at its start, and may fail.
    """

    attribute: str
    hosts: tuple[str, ...]
    path: str | None = None
    reads: str | None = None

    @property
    def _below(self) -> tuple[str, ...]:
        return tuple("." + host for host in self.hosts)

    def match(self, token: Token) -> Fields | None:
        """The fields that the URL shows, or None when it is another one."""
        url = token.attributes.get(self.attribute, "")
        host = host_of(url)
        if host is None or not (host in self.hosts or host.endswith(self._below)):
            return None
        rest = _past_host(url)
        found = read_fields(self.path, rest) if self.path is not None else {}
        read = _compiled(self.reads).match(rest) if self.reads is not None else None
        return {**found, **_fields(read)} if found is not None and read else found


class Pattern(NamedTuple):
    """How one element of a form is recognised: all of it together, case-sensitively.

    `reads` are attributes that only tell something; `after` is the text that may stand between
    the enclosing element's start tag and this one.
    """

    elements: tuple[str, ...]
    classes: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = NOTHING
    url: Address | None = None
    reads: Mapping[str, str] = NOTHING
    after: str = r"\s*"

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Pattern:
        """The pattern that a mapping of the catalogue describes."""
        url = data.get("url")
        names = data["element"]
        return cls(
            (names,) if isinstance(names, str) else tuple(names),
            frozenset(data.get("class", ())),
            MappingProxyType(dict(data.get("attributes", {}))),
            Address(url["attribute"], tuple(url["host"]), url.get("path"), url.get("reads")) if url else None,
            MappingProxyType(dict(data.get("reads", {}))),
            data.get("after", r"\s*"),
        )

    def match(self, token: Token) -> Fields | None:
        """The fields that a start tag shows, or None when it is not such an element."""
        if token.name not in self.elements or not self.classes.issubset(token.classes):
            return None
        found: Fields = {}
        for name, pattern in self.attributes.items():
            value = token.attributes.get(name)
            fields = read_fields(pattern, value) if value is not None else None
            if fields is None:
                return None
            found |= fields
        if self.url is not None:
            fields = self.url.match(token)
            if fields is None:
                return None
            found = {**fields, **found} if fields else found
        for name, pattern in self.reads.items():
            found |= read_fields(pattern, token.attributes.get(name, "")) or {}
        return found


class Form(NamedTuple):
    """One shape of one provider's widgets.

    `marker` is a string that every text with this form holds. `elements` nest, outermost first;
    a form of a lone comment has `comment` instead. `placeholder` is the id, without its code, of
    the empty span that follows, and must where the form is `paired`; `price` asks for a span of
    numbers that follows. `blank` forms hold nothing; `holds` is a string that the content has, `says`
    what its text must be. `wrappers` are elements that go too when they hold nothing else, and
    `comments` the comments just before and just after. `leaves` says
    what a fix keeps: the text, nothing, an image's alternative text, or the element `link`; `unwrap`
    are elements inside that lose their tags, `drop` one that goes whole, `label` a text that means
    nothing by itself, `text` what the text may tell. `names` are those of all elements that the matcher
    must see.
    """

    provider: str
    name: str
    kind: Kind
    marker: str
    elements: tuple[Pattern, ...] = ()
    comment: str | None = None
    title: str = ""
    markets: Mapping[str, str] = NOTHING
    placeholder: str | None = None
    paired: bool = False
    price: bool = False
    blank: bool = False
    holds: str | None = None
    says: str | None = None
    wrappers: tuple[str, ...] = ()
    comments: tuple[str | None, str | None] = (None, None)
    leaves: Leaves = "nothing"
    link: Pattern | None = None
    unwrap: tuple[str, ...] = ()
    drop: Pattern | None = None
    label: str | None = None
    text: str | None = None
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, provider: str, data: Mapping[str, Any], about: Mapping[str, Any]) -> Form:
        """The form that a mapping of the catalogue describes; `about` is its provider's entry."""
        before, after = data.get("comments", (None, None))
        return cls(
            provider,
            data["form"],
            data["kind"],
            data["marker"],
            tuple(Pattern.of(element) for element in data.get("elements", ())),
            data.get("comment"),
            about.get("title", provider),
            MappingProxyType(dict(about.get("markets", {}))),
            data.get("placeholder"),
            data.get("paired", False),
            data.get("price", False),
            data.get("blank", False),
            data.get("holds"),
            data.get("says"),
            tuple(data.get("wrappers", ())),
            (before, after),
            data.get("leaves", "nothing"),
            Pattern.of(data["link"]) if "link" in data else None,
            tuple(data.get("unwrap", ())),
            Pattern.of(data["drop"]) if "drop" in data else None,
            data.get("label"),
            data.get("text"),
            _names(data),
        )


def _names(data: Mapping[str, Any]) -> frozenset[str]:
    """The names of all elements that the matcher must see for a form."""
    patterns = [*data.get("elements", ()), *(data[key] for key in ("link", "drop") if key in data)]
    named = (pattern["element"] for pattern in patterns)
    return frozenset(
        (
            *(name for given in named for name in ([given] if isinstance(given, str) else given)),
            *data.get("wrappers", ()),
            *data.get("unwrap", ()),
            "span",
        )
    )


@cache
def forms() -> tuple[Form, ...]:
    """All forms of the catalogue that postlint ships."""
    import json
    from pkgutil import get_data

    data = json.loads(get_data("postlint.widgets", "catalogue.json") or b"{}")
    return tuple(
        Form.of(provider, form, about)
        for provider, about in data["providers"].items()
        for form in about["forms"]
    )


@cache
def providers() -> frozenset[str]:
    """The providers that the catalogue knows."""
    return frozenset(form.provider for form in forms())

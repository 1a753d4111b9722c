"""Fixes of violations: edits in the post, where it writes what its HTML says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import pairwise

from postlint.body.body import Body
from postlint.body.elements import VOID
from postlint.body.tags import Attribute, Tag
from postlint.conformance import presentation
from postlint.conformance.url_repair import repair
from postlint.conformance.violation import Violation
from postlint.conformance.words import words
from postlint.conformance.written import attribute_at, index_of, partners, removed, verbatim, written_tag
from postlint.diagnostic import Edit, Fix, Safety
from postlint.text import Span

_ONE_URL = words("href src cite action formaction poster data longdesc background")


class Mender:
    """What mends the violations of one body."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._ends: dict[str, Mapping[int, int]] = {}

    def fix(self, violation: Violation) -> Fix | None:
        """The fix of one violation, or None."""
        mend = _MENDERS.get(violation.rule)
        if mend is None or violation.breaks:
            return None
        index = index_of(self._body, violation.span.start)
        return mend(self, index, violation) if index is not None else None

    def _url(self, index: int, violation: Violation) -> Fix | None:
        """The URL as browsers read it."""
        body, tag = self._body, self._body.tags[index]
        attribute = attribute_at(tag, violation.span)
        if attribute is None or attribute.value_span is None or attribute.name not in _ONE_URL:
            return None
        place = verbatim(body, attribute.value_span)
        repaired = repair(attribute.value or "")
        if place is None or repaired is None or self._is_shown(tag, place):
            return None
        written = body.source.slice(place)
        if written != attribute.value:
            # With character references inside only blanks are sure to be what they look like.
            raw = written.replace(" ", "%20")
            return _fix("write the blanks as `%20`", Edit(place, raw)) if _means(raw, repaired.url) else None
        safety = Safety.SAFE if repaired.sure else Safety.UNSAFE
        return Fix("write the URL as the standard wants it", (Edit(place, repaired.url),), safety)

    def _is_shown(self, tag: Tag, place: Span) -> bool:
        """Whether the reader reads these very characters: an address as its own link's text."""
        first = self._body.locate(Span(tag.span.end, tag.span.end + 1))
        return tag.span.end < len(self._body.html) and place.covers(first)

    def _attribute(self, index: int, violation: Violation) -> Fix | None:
        """An empty `alt`: the only attribute that can be added without knowing what it should say."""
        if violation.kind != "img alt":
            return None
        tag = written_tag(self._body, self._body.tags[index])
        if tag is None:
            return None
        end = tag.attributes[-1].span.end if tag.attributes else tag.name_span.end
        return Fix('add `alt=""`', (Edit(Span(end, end), ' alt=""'),), Safety.UNSAFE)

    def _obsolete(self, index: int, violation: Violation) -> Fix | None:
        """The tag without all that is obsolete in it and has an answer in CSS or in today's HTML."""
        tag = written_tag(self._body, self._body.tags[index])
        if tag is None:
            return None
        name, styles = presentation.ELEMENTS.get(tag.name, (tag.name, ()))
        ends = self._renamed(index, name) if name != tag.name else ()
        if ends is None:
            return None
        style, gone = list(styles), list[Attribute]()
        for attribute in tag.attributes:
            answer = presentation.declarations(tag.name, attribute.name, attribute.value or "")
            if answer is not None and (attribute.name in _old(tag.name) or tag.name == "font"):
                style += answer
                gone.append(attribute)
        if violation.kind.startswith("<") != (name != tag.name):
            return None
        if name == tag.name and violation.kind == "name":
            return self._anchor(tag)
        if name == tag.name and violation.kind not in [attribute.name for attribute in gone]:
            return None
        edits = self._styled(tag, name, style, gone)
        title = "write it as CSS" if style else f"write `<{name}>`" if ends else "remove the attribute"
        return Fix(title, (*edits, *ends), Safety.UNSAFE) if edits else None

    def _renamed(self, index: int, name: str) -> tuple[Edit, ...] | None:
        """The edit of the end tag; None where there is none, or what is inside cannot stand there."""
        end = self._partners(self._body.tags[index].name).get(index)
        if end is None:
            return None
        if name != "div" and not self._is_phrase(index + 1, end):
            return None
        tag = written_tag(self._body, self._body.tags[end])
        return (Edit(tag.name_span, name),) if tag is not None else None

    def _partners(self, name: str) -> Mapping[int, int]:
        if name not in self._ends:
            self._ends[name] = partners(self._body, name)
        return self._ends[name]

    def _is_phrase(self, start: int, end: int) -> bool:
        """Whether the tags of these indexes are of phrasing content and well nested."""
        if end - start > _MANY:
            return False
        opened: list[str] = []
        for tag in self._body.tags[start:end]:
            if tag.name in VOID:
                continue
            if tag.name not in _PHRASES or (tag.closing and (not opened or opened.pop() != tag.name)):
                return False
            if not tag.closing:
                opened.append(tag.name)
        return not opened

    def _anchor(self, tag: Tag) -> Fix | None:
        """An `id` for the old `name` of an anchor, where no other element has it."""
        name = tag.attribute("name")
        value = name.value if name else None
        if name is None or not value or tag.name != "a" or value.split() != [value]:
            return None
        own = tag.attribute("id")
        if own is not None:
            edit = removed(self._body.source.text, name.span) if own.value == value else None
            return Fix("remove `name`", (edit,), Safety.UNSAFE) if edit else None
        if self._taken.get(value, 0) != 1:
            return None
        return Fix("write `id` for `name`", (Edit(name.name_span, "id"),), Safety.UNSAFE)

    @cached_property
    def _taken(self) -> Mapping[str, int]:
        """How often each id or name of an anchor stands in the page."""
        found: dict[str, int] = {}
        carriers = (*self._body.carrying("id"), *self._body.carrying("name"))
        for _, attribute in carriers:
            found[attribute.value or ""] = found.get(attribute.value or "", 0) + 1
        return found

    def _styled(self, tag: Tag, name: str, style: list[str], gone: list[Attribute]) -> tuple[Edit, ...]:
        """The edits that rename a start tag, give it a style and take attributes out."""
        old = tag.attribute("style")
        text = self._body.source.text
        edits = {attribute.span: removed(text, attribute.span) for attribute in gone}
        head = name
        if old is not None:
            added = _added(old.value or "", style)
            if added:
                value = _joined(text, old, added)
                if value is None or old.value_span is None:
                    return ()
                edits[old.value_span] = Edit(old.value_span, value)
        elif style and gone:
            first = gone[0].span
            edits[first] = Edit(first, f'style="{"; ".join(style)}"')
        elif style:
            head = f'{name} style="{"; ".join(style)}"'
        renaming = (Edit(tag.name_span, head),) if head != tag.name else ()
        return (*renaming, *edits.values())


_MANY = 40
"""How many tags inside an element are looked at."""
_PHRASES = words(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q ruby rp rt s samp "
    "small span strike strong sub sup time tt u var"
)

_MENDERS: Mapping[str, Callable[[Mender, int, Violation], Fix | None]] = {
    "html/invalid-url": Mender._url,
    "html/missing-attribute": Mender._attribute,
    "html/obsolete": Mender._obsolete,
}


def _old(element: str) -> frozenset[str]:
    from postlint.conformance import facts

    return facts.obsolete(element)


def _fix(title: str, edit: Edit) -> Fix:
    return Fix(title, (edit,))


def _means(written: str, value: str) -> bool:
    from postlint.body.scan import unescape

    return unescape(written) == value


def _added(old: str, style: Iterable[str]) -> list[str]:
    """The declarations that a style does not overrule: an attribute was always weaker."""
    known = {part.partition(":")[0].strip().lower() for part in old.split(";")}
    return [part for part in style if part.partition(":")[0] not in known]


def _joined(text: str, old: Attribute, added: list[str]) -> str | None:
    span = old.value_span
    if span is None or text[span.start - 1 : span.start] not in ("'", '"'):
        return None
    before = text[span.start : span.end].rstrip().rstrip(";")
    return "; ".join([before, *added] if before else added)


def together(fixes: Iterable[Fix | None]) -> Fix | None:
    """One fix that makes several at once, of the safest kind that there is among them."""
    made = [fix for fix in fixes if fix is not None]
    if not made:
        return None
    safety = Safety.SAFE if any(fix.safety is Safety.SAFE for fix in made) else Safety.UNSAFE
    made = [fix for fix in made if fix.safety is safety]
    edits = sorted({edit for fix in made for edit in fix.edits})
    apart = all(a.span.end <= b.span.start for a, b in pairwise(edits))
    return Fix(made[0].title, tuple(edits), safety) if apart else made[0]

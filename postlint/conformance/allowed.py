"""Allow-lists of markup, and what takes out of a post what they do not name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from postlint.body.body import Body
from postlint.body.elements import VOID
from postlint.body.tags import Attribute, Tag
from postlint.conformance.words import words
from postlint.conformance.written import partners, removed, written_tag
from postlint.diagnostic import Edit
from postlint.hosts import below, host_of
from postlint.text import Span


@dataclass(frozen=True, slots=True)
class Lists:
    """What a post may hold; a list that is None is not asked.

    An entry of `attributes` is a name, its beginning and ``*``, or ``element[name]``. `schemes` are those
    of URLs that have one; `frames` are hosts, with those below them.
    """

    elements: frozenset[str] | None
    attributes: frozenset[str] | None
    schemes: frozenset[str] | None
    frames: frozenset[str] | None

    def allows_attribute(self, element: str, name: str) -> bool:
        """Whether an element may have an attribute."""
        listed = self.attributes
        if listed is None or name in listed or f"{element}[{name}]" in listed:
            return True
        return any(entry.endswith("*") and name.startswith(entry[:-1]) for entry in listed)


_FRAME_ATTRIBUTES = words(
    "iframe[src] iframe[allow] iframe[allowfullscreen] iframe[frameborder] iframe[height] iframe[loading] "
    "iframe[name] iframe[referrerpolicy] iframe[sandbox] iframe[scrolling] iframe[title] iframe[width]"
)
"""What a frame of an allowed host needs."""

PRESETS: Mapping[str, Lists] = {
    # What Markdown makes and what plain articles need: no script, frame, form or event handler.
    "imported-news": Lists(
        words(
            "a abbr audio b blockquote br caption center cite code col colgroup dd del details dfn div dl dt "
            "em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p picture pre q rp rt "
            "ruby s samp small source span strong sub summary sup table tbody td tfoot th thead time tr u ul "
            "var video wbr"
        ),
        words(
            "align alt border checked cite class colspan controls datetime dir disabled height href id lang "
            "loading name open rel reversed rowspan scope sizes src srcset start style target title type "
            "value width aria-* data-*"
        ),
        words("http https mailto tel"),
        frozenset(),
    ),
    # The list of GitHub's own filter of rendered Markdown (html-pipeline, its sanitization filter), with what
    # renderers write there: check boxes of task lists, classes of code and footnotes, styles of cells.
    "github": Lists(
        words(
            "h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table "
            "thead tbody tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary "
            "details caption figure figcaption abbr bdo cite dfn mark small source span time wbr input "
            "section"
        ),
        words(
            "a[href] a[class] input[class] code[class] pre[class] div[class] span[class] li[class] ul[class] "
            "ol[class] section[class] sup[class] td[style] th[style] img[src] img[longdesc] img[loading] "
            "source[srcset] div[itemscope] div[itemtype] blockquote[cite] del[cite] ins[cite] q[cite] abbr "
            "accept accept-charset accesskey action align alt aria-describedby aria-hidden aria-label "
            "aria-labelledby axis border cellpadding cellspacing char charoff charset checked clear cols "
            "colspan color compact coords datetime dir disabled enctype for frame headers height hreflang "
            "hspace id ismap itemprop label lang maxlength media method multiple name nohref noshade nowrap "
            "open progress prompt readonly rel rev role rows rowspan rules scope selected shape size span "
            "start summary tabindex title type usemap valign value vspace width"
        ),
        words("http https mailto xmpp irc ircs github-mac github-windows"),
        frozenset(),
    ),
}
"""The lists that come with postlint, by name."""

_ANYTHING = Lists(None, None, None, None)


def lists(
    preset: str,
    elements: Collection[str],
    attributes: Collection[str],
    schemes: Collection[str],
    frames: Collection[str],
) -> Lists:
    """The lists of a preset (empty: none) with a site's own entries; who names a host allows its frames."""
    base = PRESETS.get(preset, _ANYTHING)

    def joined(listed: frozenset[str] | None, own: Collection[str]) -> frozenset[str] | None:
        more = frozenset(entry.lower().rstrip(":") for entry in own)
        return more or None if listed is None else listed | more

    own_frames = {host.lower() for host in frames}
    known = joined(base.elements, elements)
    named = joined(base.attributes, attributes)
    if own_frames:
        known = known | {"iframe"} if known is not None else None
        named = named | _FRAME_ATTRIBUTES if named is not None else None
    return Lists(known, named, joined(base.schemes, schemes), joined(base.frames, own_frames))


class Unlisted(NamedTuple):
    """One name that is not listed, at one place: `what` is its kind, `span` the culprit in the HTML.

    `edits` take it out (None: the post does not write it so); `loses` says that content goes with it.
    """

    what: str
    name: str
    span: Span
    edits: tuple[Edit, ...] | None
    loses: bool

    @property
    def title(self) -> str:
        """What its fix does, in the imperative."""
        if self.what == "element":
            return f"remove `<{self.name}>`" if self.loses else f"keep what is in `<{self.name}>` without it"
        return (
            f"remove `{self.name}`"
            if self.what == "attribute"
            else f"remove what leads to `{self.name}{':' if self.what == 'scheme' else ''}`"
        )


_GOES_AS_A_WHOLE = words(
    "applet audio canvas embed iframe math noembed noframes noscript object picture plaintext script select "
    "style svg template textarea title video xmp"
)
"""Elements whose content is not text for the reader, or not without them."""
_URLS = words("href src action formaction cite poster data background longdesc xlink:href")
_HOLDS_CONTENT = _URLS - {"href", "xlink:href"} | words(
    "alt content hidden open reversed srcdoc srcset start type value"
)


class Finder:
    """Looks for what is not listed in one body."""

    def __init__(self, body: Body, allowed: Lists) -> None:
        self._body = body
        self._lists = allowed
        self._ends: dict[str, Mapping[int, int]] = {}

    def all(self) -> Iterator[Unlisted]:
        """All that is not listed, in the order of the text; nothing inside what goes as a whole."""
        elements = self._lists.elements
        inside = -1
        for index, tag in enumerate(self._body.tags):
            if index <= inside or tag.closing:
                continue
            if elements is not None and tag.name not in elements:
                found, inside = self._element(index, tag, inside)
                yield found
                continue
            frame = self._frame(index, tag)
            if frame is not None:
                yield frame
                continue
            yield from self._attributes(tag)

    def _element(self, index: int, tag: Tag, inside: int) -> tuple[Unlisted, int]:
        end = self._end(index, tag)
        whole = tag.name in _GOES_AS_A_WHOLE
        found = Unlisted("element", tag.name, tag.name_span, self._taken_out(tag, end, whole), _loses(tag))
        return found, end if whole and end is not None else inside

    def _frame(self, index: int, tag: Tag) -> Unlisted | None:
        hosts = self._lists.frames
        attribute = tag.attribute("src") if hosts is not None and tag.name in ("iframe", "embed") else None
        if hosts is None or attribute is None or attribute.value_span is None:
            return None
        host = host_of(attribute.value or "")
        if host is None or below(host, hosts) or self._body.templated(attribute.value_span):
            return None
        edits = self._taken_out(tag, self._end(index, tag), True)
        return Unlisted("frame", host, attribute.value_span, edits, True)

    def _attributes(self, tag: Tag) -> Iterator[Unlisted]:
        for attribute in tag.attributes:
            name = attribute.name
            if not self._lists.allows_attribute(tag.name, name):
                yield Unlisted(
                    "attribute", name, attribute.name_span, self._without(tag, attribute), _shows(attribute)
                )
                continue
            scheme = _scheme(attribute.value or "") if name in _URLS else None
            if scheme and self._lists.schemes is not None and scheme not in self._lists.schemes:
                span = attribute.value_span or attribute.name_span
                if not self._body.templated(span):
                    yield Unlisted("scheme", scheme, span, self._without(tag, attribute), _shows(attribute))

    def _end(self, index: int, tag: Tag) -> int | None:
        if tag.name in VOID:
            return None
        if tag.name not in self._ends:
            self._ends[tag.name] = partners(self._body, tag.name)
        return self._ends[tag.name].get(index)

    def _taken_out(self, tag: Tag, end: int | None, whole: bool) -> tuple[Edit, ...] | None:
        """The tags taken out, or the element with all that is in it."""
        start = written_tag(self._body, tag)
        if start is None:
            return None
        if tag.name in VOID or tag.self_closing:
            return (Edit(start.span, ""),)
        last = written_tag(self._body, self._body.tags[end]) if end is not None else None
        if last is None:
            return None
        if whole:
            return (Edit(Span(start.span.start, last.span.end), ""),)
        return (Edit(start.span, ""), Edit(last.span, ""))

    def _without(self, tag: Tag, attribute: Attribute) -> tuple[Edit, ...] | None:
        written = written_tag(self._body, tag)
        if written is None:
            return None
        text = self._body.source.text
        return tuple(removed(text, a.span) for a in written.attributes if a.name == attribute.name)


def taken_out(same: Iterable[Unlisted]) -> tuple[Edit, ...]:
    """The edits that take out all of these at once; none where they overlap."""
    edits = sorted({edit for one in same for edit in one.edits or ()})
    apart = all(a.span.end <= b.span.start for a, b in pairwise(edits))
    return tuple(edits) if apart else ()


def _loses(tag: Tag) -> bool:
    return tag.name in _GOES_AS_A_WHOLE or tag.name in VOID


def _shows(attribute: Attribute) -> bool:
    """Whether the page shows something else without the attribute."""
    value = (attribute.value or "").lower()
    hides = attribute.name == "style" and ("display" in value or "visibility" in value or "content" in value)
    return hides or attribute.name in _HOLDS_CONTENT


def _scheme(url: str) -> str | None:
    """The scheme as browsers read it, who pass over blanks, tabs and line breaks."""
    text = "".join(c for c in url if c not in "\t\n\r").lstrip("".join(map(chr, range(33))))
    scheme, colon, _ = text.partition(":")
    if not colon or not scheme[:1].isalpha() or not scheme.isascii():
        return None
    return scheme.lower() if all(c.isalnum() or c in "+.-" for c in scheme) else None

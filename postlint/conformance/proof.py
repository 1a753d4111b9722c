"""A proof over the tags alone that no element is where it may not be.

It knows the elements that posts are made of, closed in order. What it cannot prove is not wrong:
the tree decides then.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body.tags import Tag
from postlint.conformance.words import words

_PHRASING = words(
    "abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup u var wbr"
)
_BLOCKS = words("blockquote div h1 h2 h3 h4 h5 h6 hr ol p pre table ul")
_ALONE = frozenset({"br", "wbr", "img", "hr"})
_CHILDREN: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "em",
            "i",
            "kbd",
            "mark",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "u",
            "var",
        ),
        _PHRASING | {"a"},
    ),
    **dict.fromkeys(("blockquote", "div", "li", "td", ""), _PHRASING | _BLOCKS | {"a"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _PHRASING | {"a"}),
    "table": frozenset({"thead", "tbody"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
}
_SPARSE = frozenset({"ul", "ol", "table", "thead", "tbody", "tr"})
_PLAIN_NAMES = frozenset(_CHILDREN) - {"", "table", "thead", "tbody", "td"} | _ALONE | {"a"}
_TELLING = words(
    "role tabindex value usemap ismap itemprop itemscope itemref "
    "autofocus headers for form list popover headingoffset "
    "headingreset aria-activedescendant commandfor controls contenteditable"
)


def is_plain(tag: Tag) -> bool:
    """Whether the tag's attributes matter to nothing but the tag itself."""
    name = tag.name
    if name not in _PLAIN_NAMES or (tag.self_closing and name not in _ALONE):
        return False
    names = [attribute.name for attribute in tag.attributes]
    if name == "img" and "alt" not in names:
        return False
    return not any(n in _TELLING or n.startswith("aria-") for n in names)


def proven(html: str, tags: tuple[Tag, ...]) -> bool:
    """Whether tags that are all plain stand in each other as they may, every one closed in order."""
    names = [""]
    rooms = [_CHILDREN[""]]
    last = 0
    heading = 0
    link = False
    for tag in tags:
        name = tag.name
        top = names[-1]
        if top in _SPARSE and not html[last : tag.span.start].isspace() and last != tag.span.start:
            return False
        before, last = last, tag.span.end
        if tag.closing:
            if name != top:
                return False
            names.pop()
            rooms.pop()
            if name == "a":
                link = False
            elif name in _HEADINGS and not html[before : tag.span.start].strip():
                # An empty heading, or one that ends in a tag: look closer.
                return False
            continue
        if name not in rooms[-1] or (name == "a" and link):
            return False
        if name in _HEADINGS:
            level = int(name[1])
            if heading and level > heading + 1:
                return False
            heading = level
        if name not in _ALONE:
            names.append(name)
            rooms.append(rooms[-1] if name in _TRANSPARENT else _CHILDREN.get(name, _NOTHING))
            link = link or name == "a"
    return len(names) == 1


def proven_by_text(texts: Iterable[str]) -> bool:
    """`proven` for plain tags without lists, tables and headings, from what stands between their brackets."""
    closings = [""]
    rooms: list[frozenset[str]] = []
    closing, room = "", _CHILDREN[""]
    for text in texts:
        if text == closing:
            closings.pop()
            closing, room = closings[-1], rooms.pop()
            continue
        name = text if text in room else text.partition(" ")[0].removesuffix("/")
        if name not in _LOOSE or name not in room or (name == "a" and "/a" in closings):
            return False
        if name not in _ALONE:
            rooms.append(room)
            closing, room = "/" + name, room if name == "a" else _CHILDREN[name]
            closings.append(closing)
    return not rooms


_LOOSE = frozenset(_CHILDREN) - _SPARSE - {"", "h1", "h2", "h3", "h4", "h5", "h6"} | _ALONE | {"a"}

_TRANSPARENT = frozenset({"a", "ins", "del"})
_NOTHING: frozenset[str] = frozenset()
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

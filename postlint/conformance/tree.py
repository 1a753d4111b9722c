"""The tree of a body, as light as the checks need it: elements with their tags, and text.

It comes from turbohtml's parse, scripting off; what a `template` holds is left out, since the
standard asks nothing of it before it is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from postlint.body.tags import Attribute, Tag

if TYPE_CHECKING:
    from turbohtml import Node as _TurboNode

BLANK = " \t\n\f\r"
"""What is no text between elements: ASCII white space."""

_DEEPEST = 512
"""How deep elements nest in browsers (Blink's parser); what is deeper is not judged."""

_NEAR = 128
_SMALL = 20_000

_PREFIX = "<!DOCTYPE html><html><head></head><body>"


class Node:
    """An element. `space` is html, svg or math; `tag` is None where the parser put it in.

    `name` keeps the case that SVG wants (`linearGradient`). A text among the `children` is a str.
    `held` is what a template holds. `end` is the end tag; None where nothing closes the element, or
    another tag does. `html` is what the tree was made of; only its root has it.
    """

    __slots__ = ("__dict__", "children", "end", "held", "html", "name", "parent", "space", "tag")

    def __init__(self, name: str, space: str, tag: Tag | None, parent: Node | None) -> None:
        self.name = name
        self.space = space
        self.tag = tag
        self.end: Tag | None = None
        self.parent = parent
        self.children: list[Node | str] = []
        self.held: Node | None = None
        self.html = ""

    @cached_property
    def attributes(self) -> Mapping[str, Attribute]:
        """The attributes by their (lower-case) names; of two with one name the first."""
        if self.tag is None:
            return {}
        return {attribute.name: attribute for attribute in reversed(self.tag.attributes)}

    def value(self, name: str) -> str | None:
        """The value of an attribute: empty where it has none, None where it is absent."""
        attribute = self.attributes.get(name)
        return None if attribute is None else attribute.value or ""

    @property
    def elements(self) -> Iterator[Node]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Node))

    def ancestors(self) -> Iterator[Node]:
        """The elements around this one, from the inside; of very many the nearest."""
        node = self.parent
        for _ in range(_NEAR):
            if node is None:
                return
            yield node
            node = node.parent

    def inner(self) -> Iterator[Node]:
        """The first thousands of the elements in this one: for questions asked of many elements."""
        return islice(self.descendants(), _SMALL)

    def descendants(self) -> Iterator[Node]:
        """The elements in this one, in the order of the text."""
        stack = [child for child in reversed(self.children) if isinstance(child, Node)]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def everything(self) -> Iterator[tuple[Node, bool]]:
        """The elements in this one and in its templates; whether each stands in one."""
        stack = [(child, False) for child in reversed(self.children) if isinstance(child, Node)]
        while stack:
            node, held = stack.pop()
            yield node, held
            inside = (node.held.children, True) if node.held is not None else (node.children, held)
            stack.extend((child, inside[1]) for child in reversed(inside[0]) if isinstance(child, Node))

    def text(self) -> str:
        """All text inside."""
        parts: list[str] = []
        stack: list[Node | str] = list(reversed(self.children))
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
            else:
                stack.extend(reversed(item.children))
        return "".join(parts)

    @property
    def first_text(self) -> int | None:
        """The position among the children of the first text that is not blank; None without one."""
        texts = (i for i, child in enumerate(self.children) if isinstance(child, str) and child.strip(BLANK))
        return next(texts, None)

    @property
    def says_something(self) -> bool:
        """Whether a text that is not blank stands directly in this element."""
        return self.first_text is not None


def _own_content(node: Node, html: str, tags: Mapping[int, Tag]) -> None:
    """Give a `selectedcontent` what the author wrote in it; browsers copy the chosen option there.

    Of an element only its being there is given: it is called as its parent, where it may not stand.
    """
    if node.tag is None:
        return
    end = html.find("<", node.tag.span.end)
    written = html[node.tag.span.end : end if end >= 0 else len(html)]
    if written.strip() or not html.startswith("</", end):
        inner = Node("selectedcontent", "html", tags.get(end), node)
        node.children.append(written if written.strip() else inner)


def is_document(html: str) -> bool:
    """Whether the text is a whole document and not the content of a body."""
    return html[:1000].lstrip()[:9].lower() == "<!doctype"


def build(html: str, tags: tuple[Tag, ...]) -> Node:
    """The body element of the HTML whose tags are given: a fragment, or a whole document."""
    from turbohtml import Element, Namespace, Text, parse

    spaces = {Namespace.HTML: "html", Namespace.SVG: "svg", Namespace.MATHML: "math"}
    prefix = "" if is_document(html) else _PREFIX
    by_start = {tag.span.start: tag for tag in tags}
    shift = len(prefix)
    document = parse(prefix + html, source_locations=True)
    root = document.find("body")
    body = Node("body", "html", None, None)
    body.html = html
    if root is None:
        return body
    stack: list[tuple[_TurboNode, Node, int]] = [(root, body, 0)]
    while stack:
        element, node, depth = stack.pop()
        for child in element.children:
            if isinstance(child, Element):
                place = child.source_location
                tag = (
                    by_start.get(place.start_tag.start_offset - shift) if place and place.start_tag else None
                )
                inner = Node(child.tag, spaces.get(child.namespace, "html"), tag, node)
                if place and place.end_tag:
                    inner.end = by_start.get(place.end_tag.start_offset - shift)
                node.children.append(inner)
                if inner.name == "selectedcontent" and inner.space == "html":
                    _own_content(inner, html, by_start)
                elif depth < _DEEPEST:
                    if inner.name == "template" and inner.space == "html":
                        inner.held = Node("template", "html", None, inner)
                        stack += [(held, inner.held, depth + 1) for held in child.children]
                    else:
                        stack.append((child, inner, depth + 1))
            elif isinstance(child, Text):
                node.children.append(child.data)
    return body

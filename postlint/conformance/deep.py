"""The checks that need the tree."""

from __future__ import annotations

from typing import NamedTuple

from postlint.body.tags import Tag
from postlint.conformance import aria_tree, content, exclusions, foreign, grid, node_rules, references
from postlint.conformance.tree import build, is_document
from postlint.conformance.violation import Violation


class Deep(NamedTuple):
    """What the tree shows: its violations, and where the start tags are that the tables of HTML do not
    judge (in SVG, MathML and templates, and what the parser drops); `absent` are those of no element.
    """

    violations: list[Violation]
    unjudged: frozenset[int]
    absent: frozenset[int]


def check(html: str, tags: tuple[Tag, ...]) -> Deep:
    """The violations that show only in the tree."""
    body = build(html, tags)
    found: list[Violation] = []
    for part in (content, exclusions, references, grid, node_rules, aria_tree, foreign):
        found += part.check(body)
    present = {node.tag.span.start: node.space for node in body.descendants() if node.tag is not None}
    starts = [tag for tag in tags if not tag.closing]
    if not is_document(html):
        # A template with a shadow root is no element of the tree any more.
        starts = [tag for tag in starts if tag.name != "template"]
    places = [tag.span.start for tag in starts]
    unjudged = frozenset(place for place in places if present.get(place) != "html")
    return Deep(found, unjudged, frozenset(place for place in places if place not in present))

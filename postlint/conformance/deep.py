"""The checks that need the tree."""

from __future__ import annotations

from postlint.body.tags import Tag
from postlint.conformance import aria_tree, content, exclusions, foreign, grid, node_rules, references
from postlint.conformance.tree import build, is_document
from postlint.conformance.violation import Violation


def check(html: str, tags: tuple[Tag, ...]) -> tuple[list[Violation], frozenset[int]]:
    """The violations that show only in the tree; and where the start tags are that the tables of
    HTML do not judge: those in SVG, MathML and templates, and those that the parser drops.
    """
    body = build(html, tags)
    found: list[Violation] = []
    for part in (content, exclusions, references, grid, node_rules, aria_tree, foreign):
        found += part.check(body)
    judged = {
        node.tag.span.start for node in body.descendants() if node.tag is not None and node.space == "html"
    }
    if is_document(html):
        starts = (tag for tag in tags if not tag.closing and tag.span.start not in judged)
        return found, frozenset(tag.span.start for tag in starts)
    # A template with a shadow root is no element of the tree any more.
    starts = (tag for tag in tags if not tag.closing and tag.name != "template")
    return found, frozenset(tag.span.start for tag in starts if tag.span.start not in judged)

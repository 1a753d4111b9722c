"""How much of a body is looked at: its depth, its links, the attributes of a tag; and where it is too much.

What is asked here costs a clean body next to nothing: counts that others ask for as well say of nearly all
bodies that they are within the bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from postlint.body.body import Body
from postlint.body.elements import VOID
from postlint.diagnostic import Finding
from postlint.post import Post
from postlint.text import Span

_LEAST_LINK = 3
"""Characters of the shortest link: ``[a]``."""


class TooMuch(NamedTuple):
    """A bound that a body is beyond: `kind` is its name in `Bounds`, `span` in the file where it is crossed.

    `found` is how many there are in all; of levels only that there is one more.
    """

    kind: str
    span: Span
    found: int


def said(post: Post, kind: str, fact: str) -> Iterator[Finding]:
    """What the rule of one bound says; `fact` is a sentence that names ``{found}`` and ``{most}``."""
    for one in post.once(beyond):
        if one.kind == kind:
            message = fact.format(found=one.found, most=getattr(post.context.bounds, kind))
            setting = "bounds." + kind.replace("_", "-")
            yield Finding(
                one.span,
                message,
                help=f"the body was not checked; raise `{setting}` in the settings if it is meant",
            )


def are_few_links(post: Post) -> bool:
    """Whether a post is too short for more links than are looked at."""
    return len(post.source.text) <= _LEAST_LINK * post.context.bounds.links


def is_simple(post: Post) -> bool:
    """Whether a body is simple text of few links, of which no bound is crossed: it is not rendered for that.

    No line of such a text is indented, so that only emphasis nests, a mark for each level.
    """
    body, bounds = post.body, post.context.bounds
    text = post.source.text
    return (
        body.is_outlined
        and len(body.links) <= bounds.links
        and text.count("*") + text.count("_") + _SIMPLE <= bounds.tag_depth
        and bounds.attributes >= _SIMPLE
    )


_SIMPLE = 8
"""More levels than a word in a link in an item has, and more attributes."""


def beyond(post: Post) -> tuple[TooMuch, ...]:
    """The bounds that a body is beyond; of one whose elements nest too deep nothing more is asked.

    Ask as `post.once(beyond)`.
    """
    body, bounds = post.body, post.context.bounds
    deep = _too_deep(body, bounds.tag_depth)
    if deep is not None:
        return (deep,)
    found = (_too_many_links(body, bounds.links), _too_many_attributes(post, bounds.attributes))
    return tuple(one for one in found if one is not None)


def _too_deep(body: Body, most: int) -> TooMuch | None:
    # Paragraphs that the renderer has proved clean hold a link, and that a word with a style.
    if body.is_plain and most > _PLAIN:
        return None
    if body.html.count("<") <= most:
        return None
    if body._nests:
        return _nested(body, most)
    from postlint.body import tree

    parsed = tree.parse_body(body.html, most)
    if parsed.too_deep is None:
        # It is the whole, and need not be read again.
        body._parsed = parsed
        return None
    return TooMuch("tag_depth", body.locate(parsed.too_deep), most + 1)


_PLAIN = 4


def _nested(body: Body, most: int) -> TooMuch | None:
    """Depth where each element is closed, in order."""
    index, depth = body._index, 0
    for place, name in enumerate(index.names):
        if index.closes(place):
            depth -= 1
        elif name not in VOID:
            depth += 1
            if depth > most:
                return TooMuch("tag_depth", body.locate(Span(*index.span(place))), depth)
    return None


def _too_many_links(body: Body, most: int) -> TooMuch | None:
    if body.span.end - body.span.start <= _LEAST_LINK * most or len(body.links) <= most:
        return None
    return TooMuch("links", body.links[most].place, len(body.links))


def _too_many_attributes(post: Post, most: int) -> TooMuch | None:
    body = post.body
    if len(body.attribute_names) <= most and not _repeats(post):
        return None
    for tag in body.carriers:
        if len(tag.attributes) > most:
            return TooMuch("attributes", body.locate(tag.attributes[most].span), len(tag.attributes))
    return None


def _repeats(post: Post) -> bool:
    """Whether a tag may have more attributes than there are names; where nobody looks for errors, it may."""
    if post.body.is_plain:
        return False
    if post.context.html == "off" or post.path.endswith(".mdx"):
        return True
    return "duplicate-attribute" in post.body.errors_by_code

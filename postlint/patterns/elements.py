"""Patterns that look at elements of the rendered HTML, by a CSS selector."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.body.tags import Attribute, Tag
from postlint.diagnostic import Edit, Finding, Fix
from postlint.patterns.expressions import Expression, ExpressionError, Match, expanded
from postlint.patterns.pattern import Pattern
from postlint.patterns.texts import replaced
from postlint.post import Post
from postlint.text import Span

if TYPE_CHECKING:
    from turbohtml import Document


@cache
def _nothing() -> Document:
    import turbohtml

    return turbohtml.parse("")


def check_selector(selector: str) -> None:
    """Raise `ExpressionError` for what is no CSS selector."""
    from turbohtml import SelectorSyntaxError

    try:
        _nothing().select(selector)
    except SelectorSyntaxError as error:
        match = re.search(r": ([^:]*) at position (\d+)$", str(error))
        message, at = (match[1], min(int(match[2]), len(selector))) if match else (str(error), 0)
        if "pseudo" in message:
            # It is told at its end.
            at = max(selector.rfind(":", 0, at), 0)
        raise ExpressionError(f"this is no CSS selector: {message}", Span(at, len(selector))) from None


def found(pattern: Pattern, post: Post) -> Iterator[Finding]:
    """The elements that the selector finds, or their attribute."""
    assert pattern.selector is not None
    for element, tag in _selected(post, pattern.selector):
        if pattern.attribute is not None:
            attribute = tag.attribute(pattern.attribute.lower())
            if attribute is not None:
                yield from _in_attribute(pattern, post, attribute)
        elif _meant(pattern, element.text):
            place = post.body.locate(tag.span)
            yield Finding(place, pattern.message, pattern.help, _fix(pattern, post, element))


def _selected(post: Post, selector: str) -> Iterator[tuple[Any, Tag]]:
    """The elements that a tag of the post has made, with that tag; not those that the parser put in."""
    tags: dict[int, Tag] | None = None
    for element in post.body.document.select(selector):
        place = element.source_location
        if place is None or place.start_tag is None:
            continue
        if tags is None:
            tags = {tag.span.start: tag for tag in post.body.tags if not tag.closing}
        tag = tags.get(place.start_tag.start_offset - post.body.wrapper)
        if tag is not None and tag.name == element.tag.lower():
            yield element, tag


def _meant(pattern: Pattern, text: str) -> bool:
    if pattern.unless is not None and Expression(pattern.unless).occurs(text):
        return False
    return pattern.regex is None or Expression(pattern.regex).occurs(text)


def _in_attribute(pattern: Pattern, post: Post, attribute: Attribute) -> Iterator[Finding]:
    value = attribute.value or ""
    matched = pattern.regex is not None or pattern.unless is not None
    if (matched and post.body.templated(attribute.span)) or not _meant(pattern, value):
        return
    span = attribute.value_span or attribute.span
    matches = list(Expression(pattern.regex).finds(value)) if pattern.regex else []
    yield Finding(
        post.body.locate(span), pattern.message, pattern.help, _rewritten(pattern, post, attribute, matches)
    )


def _rewritten(pattern: Pattern, post: Post, attribute: Attribute, matches: list[Match]) -> Fix | None:
    """The fix of an attribute's value, where the file has it as it is."""
    if pattern.replacement is None or attribute.value_span is None or not attribute.value:
        return None
    place = post.body.locate(attribute.value_span)
    if post.source.slice(place) != attribute.value:
        return None
    if pattern.regex is None:
        return replaced(pattern, place, expanded(pattern.replacement, (attribute.value,)))
    edits = tuple(
        Edit(match.span.shift(place.start), expanded(pattern.replacement, match.groups)) for match in matches
    )
    return Fix(f"rewrite `{attribute.name}`", edits, pattern.safety) if edits else None


def _fix(pattern: Pattern, post: Post, element: Any) -> Fix | None:
    """The fix of a whole element, where its tags stand in the file and were not made by Markdown."""
    if pattern.replacement is None:
        return None
    where = element.source_location
    start = _tag(post, where.start_tag, f"<{element.tag}")
    end = _tag(post, where.end_tag, f"</{element.tag}") if where.end_tag else start
    if start is None or end is None or end.start < start.start:
        return None
    before, inside, after = pattern.replacement.partition("\\1")
    if inside and where.end_tag and not re.search(r"\\[01]", before + after):
        # What is inside stays as the author wrote it, and others may mend it.
        edits = (Edit(start, expanded(before, ())), Edit(end, expanded(after, ())))
        return Fix("rewrite the tags", edits, pattern.safety)
    whole = Span(start.start, end.end)
    within = post.source.text[start.end : end.start] if where.end_tag else ""
    return replaced(pattern, whole, expanded(pattern.replacement, (post.source.slice(whole), within)))


def _tag(post: Post, place: Any, opening: str) -> Span | None:
    """Where a tag of the HTML stands in the file; None where the file has no such tag there."""
    span = post.body.locate(Span(place.start_offset, place.end_offset).shift(-post.body.wrapper))
    text = post.source.slice(span)
    return span if text.lower().startswith(opening.lower()) and text.endswith(">") else None

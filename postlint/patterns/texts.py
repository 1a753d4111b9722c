"""Patterns that look at the text of a post."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from postlint.body.tags import Tag
from postlint.diagnostic import Edit, Finding, Fix
from postlint.patterns.expressions import Expression, expanded
from postlint.patterns.pattern import Pattern
from postlint.post import Post
from postlint.text import Span


def found(pattern: Pattern, post: Post) -> Iterator[Finding]:
    """Where the expression matches in the region of the pattern."""
    assert pattern.regex is not None
    region = _region(pattern, post)
    if region is None:
        return
    skipped = _not_prose(post) if pattern.region == "prose" else ()
    unless = Expression(pattern.unless) if pattern.unless else None
    for match in Expression(pattern.regex).finds(post.source.slice(region)):
        span = match.span.shift(region.start)
        if _touches(span, skipped) or (unless and unless.occurs(match.groups[0])):
            continue
        yield Finding(span, pattern.message, pattern.help, _fix(pattern, span, match.groups))


def _fix(pattern: Pattern, span: Span, groups: tuple[str, ...]) -> Fix | None:
    if pattern.replacement is None:
        return None
    return replaced(pattern, span, expanded(pattern.replacement, groups))


def replaced(pattern: Pattern, span: Span, text: str) -> Fix:
    """The fix that writes a text in the place of what was found."""
    title = f"write `{text}`" if text and "\n" not in text else "replace it" if text else "remove it"
    return Fix(title, (Edit(span, text),), pattern.safety)


def _region(pattern: Pattern, post: Post) -> Span | None:
    if pattern.region == "file":
        return Span(0, len(post.source.text))
    if pattern.region == "front-matter":
        return post.front_matter.content if post.front_matter else None
    return post.body.span


def _not_prose(post: Post) -> Sequence[Span]:
    """What the body shows as code, tags, comments, templates and addresses: no sentence of the author."""
    body = post.body
    spans = [*body.code, *body.comments]
    # What a tag that stands in the file itself, not one that Markdown made, takes up.
    tags = (body.locate(tag.span) for tag in body.tags)
    spans += (span for span in tags if post.source.text.startswith("<", span.start))
    spans += (body.locate(span) for span in _raw(body.tags))
    spans += (tag.span for tag in body.liquid)
    spans += (link.place for link in body.links)
    return _merged(spans)


def _raw(tags: Sequence[Tag]) -> Iterator[Span]:
    """Scripts and styles, in the HTML."""
    opened: Tag | None = None
    for tag in tags:
        if opened is not None and tag.closing and tag.name == opened.name:
            yield Span(opened.span.start, tag.span.end)
            opened = None
        elif opened is None and not tag.closing and tag.name in ("script", "style"):
            opened = tag


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _touches(span: Span, skipped: Sequence[Span]) -> bool:
    index = bisect_right(skipped, span.end - 1, key=lambda other: other.start)
    return index > 0 and skipped[index - 1].end > span.start

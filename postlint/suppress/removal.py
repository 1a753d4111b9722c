"""The fixes that take an idle suppression out again, so that the page stays the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from postlint.conformance.reading import is_the_same_page
from postlint.diagnostic import Edit, Fix, Safety
from postlint.post import Post
from postlint.suppress.comments import Selector, Suppression
from postlint.text import Source, Span


def without_selector(item: Suppression, selector: Selector) -> Fix | None:
    """Take one of several names out of the brackets, with the comma that goes with it."""
    if len(item.selectors) == 1:
        return None
    index = item.selectors.index(selector)
    if index + 1 < len(item.selectors):
        span = Span(selector.span.start, item.selectors[index + 1].span.start)
    else:
        span = Span(item.selectors[index - 1].span.end, selector.span.end)
    return Fix(f"remove `{selector.name}` from the suppression", (Edit(span, ""),))


def without_comments(post: Post, items: Sequence[Suppression]) -> list[Fix]:
    """For each suppression: take the whole comment out, and that which ends its block.

    The fix is safe if the page stays as it is without them.
    """
    removals = [_removal(post.source, item) for item in items]
    idle = _Idle(post).among(removals)
    return [
        Fix("remove the suppression", removal, Safety.SAFE if removal in idle else Safety.UNSAFE)
        for removal in removals
    ]


_Removal: TypeAlias = tuple[Edit, ...]


class _Idle:
    """Which comments make no part of the page: asked for all at once, then for halves, some times."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.start = post.front_matter.body_start if post.front_matter else 0
        self.renderings = _RENDERINGS

    def among(self, removals: Sequence[_Removal]) -> set[_Removal]:
        """Those of some removals that leave the page as it is, together; as far as that was asked."""
        if self._is_idle(removals):
            return set(removals)
        middle = len(removals) // 2
        return self.among(removals[:middle]) | self.among(removals[middle:]) if middle else set()

    def _is_idle(self, removals: Sequence[_Removal]) -> bool:
        # Front matter makes no part of the page.
        edits = [edit for removal in removals for edit in removal if edit.span.start >= self.start]
        if edits:
            self.renderings -= 1
        return not edits or (self.renderings >= 0 and is_the_same_page(self.post, edits))


_RENDERINGS = 20


def _removal(source: Source, item: Suppression) -> _Removal:
    return tuple(Edit(_around(source, span), "") for span in (item.span, item.end) if span is not None)


def _around(source: Source, span: Span) -> Span:
    """What goes with a comment: its line, where nothing else stands on it, or the blanks before it.

    Those behind it stay, at the end of a line: two of them are a line break.
    """
    text = source.text
    first, last = (source.position(offset).line for offset in span)
    line, last_line = source.line_span(first), source.line_span(last)
    if text[span.end : last_line.end].strip():
        return span
    before = text[line.start : span.start].rstrip()
    if before:
        return Span(line.start + len(before), span.end)
    starts = source.line_starts
    return Span(line.start, starts[last] if last < len(starts) else len(text))

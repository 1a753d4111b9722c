"""The fixes that take an idle suppression out again, so that the page stays the same."""

from __future__ import annotations

import re
from typing import NamedTuple

from postlint.diagnostic import Edit, Fix, Safety
from postlint.suppress.comments import Selector, Suppression
from postlint.text import Source, Span


class _Removal(NamedTuple):
    """A span to take out, and whether the page is sure to stay as it is without it."""

    span: Span
    safe: bool


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


def without_comment(source: Source, item: Suppression) -> Fix:
    """Take the whole comment out, and that which ends its block."""
    removals = [_removal(source, span) for span in (item.span, item.end) if span is not None]
    safety = Safety.SAFE if all(removal.safe for removal in removals) else Safety.UNSAFE
    return Fix("remove the suppression", tuple(Edit(removal.span, "") for removal in removals), safety)


def _removal(source: Source, span: Span) -> _Removal:
    text = source.text
    first, last = (source.position(offset).line for offset in span)
    line, last_line = source.line_span(first), source.line_span(last)
    starts_line = not text[line.start : span.start].strip()
    ends_line = not text[span.end : last_line.end].strip()
    if starts_line and ends_line:
        return _lines(source, first, last)
    if ends_line:
        # The blanks before it would stand at the end of the line, where two are a line break.
        start = line.start + len(text[line.start : span.start].rstrip())
        return _Removal(Span(start, last_line.end), safe=True)
    # A line that starts with a comment is HTML to Markdown; without it, it may not be.
    return _Removal(span, safe=not starts_line)


def _lines(source: Source, first: int, last: int) -> _Removal:
    """Whole lines, from `first` to `last`."""
    starts = source.line_starts
    end = starts[last] if last < len(starts) else len(source.text)
    span = Span(starts[first - 1], end)
    yaml = source.slice(span).lstrip().startswith("#")
    return _Removal(span, safe=yaml or not _parts(source, first, last))


def _parts(source: Source, first: int, last: int) -> bool:
    """Whether these lines of a body may part two paragraphs, or two lists, that would become one."""
    before, after = _text(source, first - 1), _text(source, last + 1)
    following = after or _text(source, last + 2)
    return bool(before and after) or bool(re.match(r"(?:[-*+]|\d+[.)])(?:\s|$)", following))


def _text(source: Source, line: int) -> str:
    if not 1 <= line <= len(source.line_starts):
        return ""
    return source.slice(source.line_span(line)).strip()

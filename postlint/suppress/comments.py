"""Suppression comments, found and read.

One scan over the text finds them, and nothing is parsed for it where the word does not occur. A
comment shown in a code block, and one in a string of the front matter, is not meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from postlint.front_matter import FrontMatter
from postlint.front_matter.tree import Scalar, walk
from postlint.names import suggestion
from postlint.post import Post
from postlint.text import Source, Span

WORD = "postlint:"
_VERBS = ("ignore", "ignore-file", "ignore-start", "ignore-end")

Reach: TypeAlias = Literal["line", "file", "block"]


class Selector(NamedTuple):
    """A rule, a group or ``all``, as a suppression names it, and where."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: what it suppresses, where it stands (`span`, its marks included), and where it holds.

    A fault is suppressed when it starts in `region`: a line, the file, or the lines of a block, whose
    closing comment is `end`.
    """

    reach: Reach
    selectors: tuple[Selector, ...]
    reason: str
    span: Span
    region: Span
    end: Span | None = None


class Fault(NamedTuple):
    """A comment that is not written as postlint reads it, and so does not suppress what it seems to."""

    span: Span
    message: str
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Suppressions:
    """All suppressions of one file in the order of the text, and what is wrong with their form."""

    items: tuple[Suppression, ...] = ()
    faults: tuple[Fault, ...] = ()


_NONE = Suppressions()


def read(post: Post) -> Suppressions:
    """The suppressions of a post; ask for them by ``post.once(read)``, which reads them once."""
    if WORD not in post.source.text:
        return _NONE
    return _Reader(post.source).read(tuple(_comments(post)))


class _Comment(NamedTuple):
    """A comment that starts with `WORD`: its place with its marks, and that of what follows the word."""

    span: Span
    content: Span


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"(?:<!--|\{%-?[ \t]*comment[ \t]*-?%\})\s*" + WORD)


@cache
def _liquid_end() -> re.Pattern[str]:
    return re.compile(r"\{%-?[ \t]*endcomment[ \t]*-?%\}")


@cache
def _yaml_comment() -> re.Pattern[str]:
    return re.compile(r"(?:^|(?<=[ \t]))#[ \t]*" + WORD + r"[^\r\n]*", re.MULTILINE)


@cache
def _directive() -> re.Pattern[str]:
    return re.compile(r"\s*([\w-]*)[ \t]*(?:\[([^\]]*)(\])?)?")


def _comments(post: Post) -> Iterator[_Comment]:
    matter = post.front_matter
    if matter is not None:
        yield from _in_front_matter(post.source, matter)
    start = matter.body_start if matter else 0
    if post.source.text.find(WORD, start) >= 0:
        yield from _in_body(post.source.text, start, post.body.code)


def _in_front_matter(source: Source, matter: FrontMatter) -> Iterator[_Comment]:
    if matter.format == "json":
        return
    strings = sorted(n.span for n in walk(matter.root) if isinstance(n, Scalar)) if matter.root else []
    for match in _yaml_comment().finditer(source.text, *matter.content):
        span = Span(*match.span())
        if not _inside(span.start, strings):
            yield _Comment(span, Span(source.text.index(WORD, span.start) + len(WORD), span.end))


def _in_body(text: str, start: int, code: Sequence[Span]) -> Iterator[_Comment]:
    shown = sorted(code)
    endless: set[str] = set()
    at = start
    while match := _opening().search(text, at):
        at = match.end()
        kind = match[0][0]
        # Marks without an end are searched for once: a second search would find none either.
        stop = None if kind in endless else _end(text, at, kind)
        if stop is None:
            endless.add(kind)
            continue
        if not _inside(match.start(), shown):
            yield _Comment(Span(match.start(), stop.end), Span(at, stop.start))
        at = stop.end


def _end(text: str, start: int, kind: str) -> Span | None:
    """The closing marks of an HTML (`<`) or Liquid (`{`) comment."""
    if kind == "<":
        at = text.find("-->", start)
        return Span(at, at + 3) if at >= 0 else None
    match = _liquid_end().search(text, start)
    return Span(*match.span()) if match else None


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    index = bisect_right(spans, offset, key=lambda span: span.start)
    return index > 0 and offset < spans[index - 1].end


class _Reader:
    """Reads the comments of one file in order, and keeps the blocks that are open."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.items: list[Suppression] = []
        self.faults: list[Fault] = []
        self.open: list[Suppression] = []

    def read(self, comments: Sequence[_Comment]) -> Suppressions:
        meant = _next_lines(self.source, comments)
        for comment in comments:
            self._directive(comment, meant)
        for block in self.open:
            self.items.append(block)
            message = "`ignore-start` has no `ignore-end` after it, and suppresses to the end of the file"
            self.faults.append(Fault(block.span, message, "add `postlint: ignore-end` where the block ends"))
        items = sorted(self.items, key=lambda item: item.span)
        return Suppressions(tuple(items), tuple(sorted(self.faults)))

    def _directive(self, comment: _Comment, meant: Mapping[int, int]) -> None:
        text = self.source.slice(comment.content)
        match = _directive().match(text)
        assert match  # every part of it may be empty
        verb = match[1]
        if verb not in _VERBS:
            self._unknown(comment, match)
            return
        if verb == "ignore-end":
            self._close(comment)
            return
        selectors = tuple(self._selectors(comment.content.start, match))
        if not match[3] or not selectors:
            self.faults.append(
                Fault(
                    comment.span,
                    f"`{verb}` names no rule" if match[3] or match[2] is None else f"`{verb}[` is not closed",
                    f"write `{verb}[group/rule-name] why`",
                )
            )
            return
        reason = " ".join(text[match.end() :].split())
        item = Suppression(_reach(verb), selectors, reason, comment.span, self._region(verb, comment, meant))
        (self.open if verb == "ignore-start" else self.items).append(item)

    def _unknown(self, comment: _Comment, match: re.Match[str]) -> None:
        start = comment.content.start
        span = Span(start + match.start(1), start + match.end(1)) if match[1] else comment.span
        said = (
            f"postlint has no comment `{match[1]}`" if match[1] else "the comment asks postlint for nothing"
        )
        self.faults.append(
            Fault(
                span,
                said + suggestion(match[1], _VERBS),
                "it knows `ignore[...]`, `ignore-file[...]`, `ignore-start[...]` and `ignore-end`",
            )
        )

    def _selectors(self, start: int, match: re.Match[str]) -> Iterator[Selector]:
        if match[2] is None:
            return
        at = start + match.start(2)
        for part in match[2].split(","):
            name = part.strip()
            if name:
                first = at + len(part) - len(part.lstrip())
                yield Selector(name, Span(first, first + len(name)))
            at += len(part) + 1

    def _region(self, verb: str, comment: _Comment, meant: Mapping[int, int]) -> Span:
        source = self.source
        if verb == "ignore-file":
            return Span(0, len(source.text) + 1)
        first, last = _line(source, comment.span.start), _line(source, comment.span.end)
        if verb == "ignore-start":
            return Span(source.line_starts[first - 1], len(source.text) + 1)
        if first in meant:
            first = last = meant[first]
        return Span(source.line_starts[first - 1], _line_end(source, last))

    def _close(self, comment: _Comment) -> None:
        if not self.open:
            self.faults.append(Fault(comment.span, "`ignore-end` has no `ignore-start` before it"))
            return
        block = self.open.pop()
        end = _line_end(self.source, _line(self.source, comment.span.end))
        region = Span(block.region.start, end)
        self.items.append(
            Suppression("block", block.selectors, block.reason, block.span, region, comment.span)
        )


def _reach(verb: str) -> Reach:
    return "file" if verb == "ignore-file" else "block" if verb == "ignore-start" else "line"


def _line(source: Source, offset: int) -> int:
    return source.position(offset).line


def _line_end(source: Source, line: int) -> int:
    """The offset after a line; for the last one beyond the end, where a fault may still stand."""
    starts = source.line_starts
    return starts[line] if line < len(starts) else len(source.text) + 1


def _alone(source: Source, span: Span) -> bool:
    """Whether nothing else stands on the line, or the lines, of a comment."""
    before = source.line_span(_line(source, span.start)).start
    after = source.line_span(_line(source, span.end)).end
    return not source.text[before : span.start].strip() and not source.text[span.end : after].strip()


def _next_lines(source: Source, comments: Iterable[_Comment]) -> dict[int, int]:
    """For each comment that is alone, by its line: the line that it speaks of.

    That is the next one; blank lines and further comments that are alone are passed over.
    """
    last = len(source.line_starts)
    alone = sorted(
        (
            (_line(source, span.start), _line(source, span.end))
            for span, _ in comments
            if _alone(source, span)
        ),
        reverse=True,
    )
    meant: dict[int, int] = {}
    for first, end in alone:
        line = end + 1
        while line < last and line not in meant and not source.slice(source.line_span(line)).strip():
            line += 1
        meant[first] = meant.get(line, min(line, last))
    return meant

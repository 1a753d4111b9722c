"""Suppressions that an editor offers: the comment, and a place for it where it changes nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postlint.diagnostic import Diagnostic, Edit
from postlint.front_matter import FrontMatter
from postlint.front_matter.tree import Scalar, walk
from postlint.post import Post
from postlint.text import Source, Span

# Lines that Markdown reads together with the one above: list items, quotes, tables, indented text
_TIED = re.compile(r"[ \t]|[-*+>|]|\d+[.)]|$")


class Ignoring(NamedTuple):
    """One way to suppress a fault."""

    title: str
    edit: Edit


def ways(post: Post, fault: Diagnostic) -> Iterator[Ignoring]:
    """How a fault may be suppressed: at its line where a comment can stand there, and in the whole file."""
    source, matter = post.source, post.front_matter
    text = source.text
    line = source.line_span(source.position(fault.span.start).line)
    comment = _comment(source, matter, line)
    if comment is not None:
        opening, closing = comment
        indent = re.match(r"[ \t]*", source.slice(line))
        assert indent
        written = f"{indent[0]}{opening} postlint: ignore[{fault.rule}]{closing}{source.newline}"
        yield Ignoring(f"Ignore `{fault.rule}` here", Edit(Span(line.start, line.start), written))
    break_ = "" if not text or text.endswith("\n") else source.newline
    written = f"{break_}{source.newline}<!-- postlint: ignore-file[{fault.rule}] -->{source.newline}"
    yield Ignoring(f"Ignore `{fault.rule}` in this file", Edit(Span(len(text), len(text)), written))


def _comment(source: Source, matter: FrontMatter | None, line: Span) -> tuple[str, str] | None:
    """The marks of a comment that may stand above a line; None where none can."""
    if matter is not None and line.start < matter.body_start:
        return ("#", "") if _between_values(matter, line) else None
    number = source.position(line.start).line
    above = source.slice(source.line_span(number - 1)).strip() if number > 1 else ""
    first = matter is not None and line.start == matter.body_start
    if (above and not first) or _TIED.match(source.slice(line)):
        return None
    return "<!--", " -->"


def _between_values(matter: FrontMatter, line: Span) -> bool:
    """Whether a line of front matter starts outside all values, where a comment is one."""
    if (
        matter.format == "json"
        or matter.root is None
        or not matter.content.start <= line.start < matter.closing.start
    ):
        return False
    spans = (node.span for node in walk(matter.root) if isinstance(node, Scalar))
    return not any(span.start < line.start < span.end for span in spans)

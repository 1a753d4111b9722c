"""Patterns that look at values of the front matter, by a path: ``author.name``, ``tags[*]``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeAlias

from postlint.diagnostic import Finding, Fix
from postlint.front_matter import FrontMatter, tree
from postlint.front_matter.quoting import quoted
from postlint.front_matter.tree import Mapping, Node, Scalar
from postlint.patterns.expressions import Expression, ExpressionError, Match, expanded
from postlint.patterns.pattern import Pattern
from postlint.patterns.texts import replaced
from postlint.post import Post
from postlint.text import Span

Step: TypeAlias = str | int | None
"""A key, the place of an item from 0, or None for all of them."""


@cache
def _step() -> re.Pattern[str]:
    return re.compile(
        r"""\.?(?:"(?P<quoted>[^"]+)"|(?P<key>[^.\[\]"*\s]+)|\[(?P<index>\d+|\*)\]|(?P<all>\*))"""
    )


def steps(path: str) -> tuple[Step, ...]:
    """The steps of a path; raises `ExpressionError`."""
    found: list[Step] = []
    at = 0
    while at < len(path):
        match = _step().match(path, at)
        if match is None or (not found and path.startswith(".")) or _runs_on(path, match, found):
            message = 'a path is written like `author.name`, `tags[*]`, `images[0].src` or `"a.b"`'
            raise ExpressionError(message, Span(at, len(path)))
        key = match["quoted"] or match["key"]
        index = match["index"]
        found.append(key or (int(index) if index and index != "*" else None))
        at = match.end()
    if not found:
        raise ExpressionError("the path is empty", Span(0, 0))
    return tuple(found)


def _runs_on(path: str, match: re.Match[str], before: Sequence[Step]) -> bool:
    """Whether a key follows another step without the dot between them."""
    return bool(before) and match["index"] is None and not path.startswith(".", match.start())


def found(pattern: Pattern, post: Post) -> Iterator[Finding]:
    """The values at the path, or that there is none."""
    matter = post.front_matter
    if matter is None or matter.root is None or matter.broken:
        return
    assert pattern.path is not None
    path = steps(pattern.path)
    if pattern.missing:
        yield from _missing(pattern, matter, path)
        return
    for node in _at(matter.root, path):
        yield from _in_value(pattern, matter, post, node)


def _missing(pattern: Pattern, matter: FrontMatter, path: Sequence[Step]) -> Iterator[Finding]:
    """The innermost collections on the way that lack the next step."""
    assert matter.root is not None
    for depth in range(len(path)):
        parents = list(_at(matter.root, path[:depth]))
        lacking = [node for node in parents if not list(_at(node, path[depth : depth + 1]))]
        for node in lacking:
            yield Finding(_place(matter, node, top=depth == 0), pattern.message, pattern.help)


def _place(matter: FrontMatter, node: Node, *, top: bool) -> Span:
    return Span(matter.content.start, matter.content.start) if top else node.span


def _at(node: Node, path: Sequence[Step]) -> Iterator[Node]:
    if not path:
        yield node
        return
    step, rest = path[0], path[1:]
    inner = tree.resolved(node)
    if isinstance(inner, Mapping):
        if isinstance(step, str):
            entry = inner.entry(step)
            children = [entry.value] if entry else []
        else:
            children = [entry.value for entry in inner.entries] if step is None else []
    elif isinstance(inner, tree.Sequence) and not isinstance(step, str):
        children = list(inner.items if step is None else inner.items[step : step + 1])
    else:
        children = []
    for child in children:
        yield from _at(child, rest)


def _in_value(pattern: Pattern, matter: FrontMatter, post: Post, node: Node) -> Iterator[Finding]:
    value = tree.resolved(node)
    if not isinstance(value, Scalar):
        if pattern.regex is None and pattern.unless is None:
            yield Finding(node.span, pattern.message, pattern.help)
        return
    if pattern.unless is not None and Expression(pattern.unless).occurs(value.text):
        return
    matches = list(Expression(pattern.regex).finds(value.text)) if pattern.regex is not None else []
    if pattern.regex is not None and not matches:
        return
    written = node is value  # the value of an alias stands elsewhere
    fix = _fix(pattern, matter, value, matches) if written else None
    yield Finding(
        _culprit(post, value, matches) if written else node.span, pattern.message, pattern.help, fix
    )


def _culprit(post: Post, value: Scalar, matches: Sequence[Match]) -> Span:
    """The part of a value that matched, where the file has it as it is; else all of it."""
    quotes = 0 if value.style == "plain" else 1
    inner = Span(value.span.start + quotes, value.span.end - quotes)
    if len(matches) == 1 and post.source.slice(inner) == value.text:
        return matches[0].span.shift(inner.start)
    return value.span


def _fix(pattern: Pattern, matter: FrontMatter, value: Scalar, matches: Sequence[Match]) -> Fix | None:
    if pattern.replacement is None or value.style in ("literal", "folded") or value.tag or value.anchor:
        return None
    text = value.text
    for match in reversed(matches):
        put = expanded(pattern.replacement, match.groups)
        text = text[: match.span.start] + put + text[match.span.end :]
    if pattern.regex is None:
        text = expanded(pattern.replacement, (value.text,))
    if any(ord(character) < 32 for character in text):
        return None
    fix = replaced(
        pattern, value.span, json.dumps(text, ensure_ascii=False) if matter.format == "json" else quoted(text)
    )
    return fix._replace(title=f"write `{text}`")

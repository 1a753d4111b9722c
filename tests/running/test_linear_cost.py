"""What one post costs grows with its size, and no faster: counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from postlint import engine
from postlint.context import Context
from postlint.registry import builtin
from postlint.selection import Choice, select
from postlint.text import Source

if TYPE_CHECKING:
    from _typeshed import TraceFunction

FRONT = '---\nlayout: post\ntitle: "x"\ndate: 2019-01-01 09:00:00 +0800\ncategories: a\ntags: b\n{keys}---\n'
BODIES: dict[str, Callable[[int], str]] = {
    "text": lambda n: "国务院新闻。" * n,
    "paragraphs": lambda n: "<p>国务院新闻。</p>" * n,
    "brackets": lambda n: "[" * n,
    "links": lambda n: "[a](https://a.example/b)\n" * n,
    "insecure links": lambda n: "[a](http://a.example/b)\n" * n,
    "tags": lambda n: "<b>x</b>" * n,
    "ids": lambda n: "".join(f'<b id="i{i}">x</b>' for i in range(n)),
    "misnested tags": lambda n: "<b><i>x</b></i>" * n,
    "nested tags": lambda n: "<div>" * n + "</div>" * n,
    "open tags": lambda n: "<b>" * n,
    "end tags": lambda n: "</b>" * n,
    "stars": lambda n: "*a " * n,
    "pipes": lambda n: "a | " * n,
    "quotations": lambda n: "> a\n" * n,
    "lists": lambda n: "- a\n" * n,
    "short lists": lambda n: "- a\n  - b\n" * n,
    "headings": lambda n: "# a\n\n" * n,
    "Liquid": lambda n: "{{ page.url }} " * n,
    "references": lambda n: "&lt;&nbsp;" * n,
}
SELECTION = select(builtin(), [Choice()])


def _calls(body: str, keys: str, generator: str) -> int:
    source = Source.decode("_posts/2019-01-01-x.md", (FRONT.format(keys=keys) + body + "\n").encode())
    context = Context(generator, now=datetime(2026, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        engine.lint_post(source, context, SELECTION)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("generator", ["jekyll", "hugo"])
@pytest.mark.parametrize("kind", BODIES)
def test_the_body(kind: str, generator: str) -> None:
    make = BODIES[kind]
    _calls(make(50), "", generator)
    small, large = (_calls(make(size), "", generator) for size in (300, 1500))
    assert large < 6.5 * small


def _lines(body: str, generator: str) -> int:
    """How many lines are run: a loop inside an expression calls nothing, but comes back to its line."""
    source = Source.decode("_posts/2019-01-01-x.md", (FRONT.format(keys="") + body + "\n").encode())
    context = Context(generator, now=datetime(2026, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        engine.lint_post(source, context, SELECTION)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("generator", ["jekyll", "hugo"])
@pytest.mark.parametrize("kind", BODIES)
def test_loops_inside_expressions(kind: str, generator: str) -> None:
    make = BODIES[kind]
    _lines(make(20), generator)
    small, large = (_lines(make(size), generator) for size in (100, 500))
    assert large < 6.5 * small


@pytest.mark.parametrize("generator", ["jekyll", "hugo"])
def test_the_front_matter(generator: str) -> None:
    def keys(count: int) -> str:
        return "".join(f"key{i:06}: v\n" for i in range(count))

    _calls("text", keys(50), generator)
    small, large = (_calls("text", keys(size), generator) for size in (300, 1500))
    assert large < 6.5 * small

"""What fuzzing starts from: the posts and settings of the fixtures, and posts of real sites."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from postlint import baseline, engine
from postlint.cache.pack import Entry, State, packed
from postlint.cache.results import Kept, Link, dumps
from postlint.clock import Window
from postlint.context import Context
from postlint.registry import builtin
from postlint.selection import ALL, Choice, select
from postlint.testing import fences
from postlint.text import Source, Span
from tests.fuzz.targets import GENERATORS, PATH

FIXTURES = Path(__file__).parents[2] / "fixtures"
REGRESSIONS = FIXTURES / "regressions"
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
_MOST = 4000
"""The largest post of a corpus that is a seed, in bytes: large ones are slow to run and to change."""
_EACH = 25
"""How many posts of each corpus are seeds."""


def seeds(target: str) -> Iterator[bytes]:
    """The seeds of a target, its regressions among them."""
    yield b""
    yield from (path.read_bytes() for path in regressions(target))
    if target == "settings":
        yield from of_kind("toml")
    elif target == "patterns":
        yield from (text for text in of_kind("toml") if b"[[patterns]]" in text)
    elif target == "baseline":
        yield baseline.dumps(baseline.Baseline()).encode()
        yield from (baseline.dumps(baseline.create(one.diagnostics)).encode() for one in _linted())
    elif target == "cache":
        yield from _results()
    elif target == "html":
        yield from of_kind("post")
    else:
        for number, post in enumerate(of_kind("post", "bytes")):
            yield bytes((number % len(GENERATORS),)) + post
            yield b"\0" + post


def seeds_of_sites() -> Iterator[bytes]:
    """Small posts of the corpora, where they are, for the targets that take a post."""
    for number, corpus in enumerate(sorted(CORPORA.glob("*"))):
        posts = [path for path in sorted(corpus.rglob("*.m*d*")) if 0 < path.stat().st_size < _MOST]
        for path in posts[:: max(1, len(posts) // _EACH)]:
            yield bytes((number % len(GENERATORS),)) + path.read_bytes()


def regressions(target: str) -> list[Path]:
    """The inputs that once broke a target."""
    return sorted((REGRESSIONS / target).glob("*"))


@cache
def _linted() -> tuple[engine.Linted, ...]:
    """What some posts of the fixtures give."""
    selection = select(builtin(), [Choice(extend_select=(ALL,))])
    posts = list(of_kind("post"))[::40]
    return tuple(engine.lint_post(Source.decode(PATH, post), Context(), selection) for post in posts)


def _results() -> Iterator[bytes]:
    """Results as the cache keeps them, one by one and in a file of several."""
    link = Link("https://example.com/", Span(0, 4), "/")
    kept = [Kept(one, Window(0, 2**50), (link,)) for one in _linted()]
    values = [dumps(Kept(engine.Linted(PATH, []))), *map(dumps, kept)]
    yield packed([])
    yield from values
    for count in (1, 3):
        entries = (Entry(State(1, 2, 3, 4), bytes(16), 20000, value) for value in values[:count])
        yield packed((f"{number}.md", entry) for number, entry in enumerate(entries))


def of_kind(*kinds: str) -> Iterator[bytes]:
    """The texts of the fixtures' fences of these kinds."""
    for file in sorted(FIXTURES.glob("rules/*/*.md")) + sorted(FIXTURES.glob("patterns/*.md")):
        for fence in fences(file.read_text("utf-8")):
            if fence.kind in kinds:
                text = fence.text
                yield ast.literal_eval(text.strip()) if fence.kind == "bytes" else text.encode()

"""What fuzzing starts from: the posts and settings of the fixtures."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from postlint import baseline
from postlint.cache.pack import packed
from postlint.cache.results import Kept, dumps
from postlint.engine import Linted
from postlint.testing import fences
from tests.fuzz.targets import GENERATORS, PATH

FIXTURES = Path(__file__).parents[2] / "fixtures"
REGRESSIONS = FIXTURES / "regressions"


def seeds(target: str) -> Iterator[bytes]:
    """The seeds of a target, its regressions among them."""
    yield b""
    yield from (path.read_bytes() for path in regressions(target))
    if target == "settings":
        yield from _of_kind("toml")
    elif target == "patterns":
        yield from (b"\0a[href^='x'] > b:not(.c)", b"\1tags[0].name", b"\2(?i)a+(b|c)*$")
    elif target == "baseline":
        yield baseline.dumps(baseline.Baseline()).encode()
        yield b'{"version": 1, "diagnostics": []}'
    elif target == "cache":
        yield dumps(Kept(Linted(PATH, [])))
        yield packed([])
    elif target == "html":
        yield from _of_kind("post")
    else:
        for number, post in enumerate(_of_kind("post", "bytes")):
            yield bytes((number % len(GENERATORS),)) + post
            yield b"\0" + post


def regressions(target: str) -> list[Path]:
    """The inputs that once broke a target."""
    return sorted((REGRESSIONS / target).glob("*"))


def _of_kind(*kinds: str) -> Iterator[bytes]:
    for file in sorted((FIXTURES / "rules").rglob("*.md")):
        for fence in fences(file.read_text("utf-8")):
            if fence.kind in kinds:
                text = fence.text
                yield ast.literal_eval(text.strip()) if fence.kind == "bytes" else text.encode()

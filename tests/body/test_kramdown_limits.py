"""Hostile texts: the time grows with the length, and no more."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from postlint.body import kramdown

UNITS = [
    "![", "[", "*", "_", "**a ", "`", "<", '<a b="', "<font size=i><p>", "<!-- ", "{:", "{:a\\}",
    "{::comment}", "$$", "~~a ", "[a](", '[a](b "', "[a][", "**a*b", "<p>a &amp; b</p>",
    '<p a="" a="">x</p>', "<div>\n", "- ", "> ", "- a\n", "a\n: b\n", "|", "`a|", "```\n", "```` a\n",
    "{: .a}\n", "[^a]:\n", "$$\n", "<http:",
]  # fmt: skip
SHAPES: dict[str, Callable[[int], str]] = {
    "stairs": lambda n: "".join("  " * i + "- a\n" for i in range(int(n**0.5))),
    "images in images": lambda n: "![" * (n // 4) + "](b)" * (n // 8),
    "one wide item": lambda n: "-" + " " * (n // 2) + "x\n" + "1. b\n" * (n // 10),
    "growing backticks": lambda n: " ".join("`" * i for i in range(int((2 * n) ** 0.5))),
    "a bad paragraph last": lambda n: "<p>a</p>" * (n // 8) + "<p>&</p>",
}


def seconds(text: str) -> float:
    start = time.process_time()
    kramdown.render(text, kramdown.Options.of({}))
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS)
def test_repetitions(unit: str) -> None:
    assert seconds((unit * 20_000)[:20_000]) < 2


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape: str) -> None:
    assert seconds(SHAPES[shape](20_000)) < 2

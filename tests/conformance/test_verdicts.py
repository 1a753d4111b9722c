"""What HTML conformance says of small pieces, by the profile that reports all: `fixtures/verdicts/`.

Each piece is a line, and under it, indented, the part to blame and the message of each finding; nothing is
indented under a piece that conforms. `pytest --update` rewrites the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from postlint.conformance.check import findings
from postlint.context import Context
from postlint.post import Post
from postlint.registry import builtin
from postlint.text import Source

FOLDER = Path(__file__).parents[2] / "fixtures" / "verdicts"
FILES = sorted(FOLDER.glob("*.txt"))
RULES = [rule for rule in builtin() if rule.startswith("html/")]


def verdicts(piece: str) -> Iterator[str]:
    source = Source.decode("_posts/2021-12-29-a.html", f"---\ntitle: a\n---\n{piece}\n".encode())
    post = Post(source, Context(generator="jekyll", html="conforming"))
    found = sorted((finding.span, finding.message) for rule in RULES for finding in findings(post, rule))
    for span, message in found:
        yield f"    {source.text[span.start : span.end]!r}: {message}"


def pieces(text: str) -> Iterator[tuple[str, list[str]]]:
    said: list[str] = []
    for line in text.splitlines():
        if line.startswith("    "):
            said.append(line)
        elif line:
            said = []
            yield line, said


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_pieces(file: Path, update: bool) -> None:
    text = file.read_text("utf-8")
    if update:
        lines = [line for piece, _ in pieces(text) for line in (piece, *verdicts(piece))]
        file.write_text("\n".join(lines) + "\n", "utf-8")
        text = file.read_text("utf-8")
    expected = dict(pieces(text))
    assert len(expected) > 10
    assert {piece: list(verdicts(piece)) for piece in expected} == expected


def test_a_piece_that_is_wrong_is_told_once() -> None:
    for file in FILES:
        for piece, said in pieces(file.read_text("utf-8")):
            assert len(said) == len(set(said)), piece

"""What a renderer reads otherwise than its author meant: the cause, the culprit, and what is said of it."""

from __future__ import annotations

import pytest

from postlint import body
from postlint.context import Context, Generator
from postlint.text import Source


@pytest.mark.parametrize("before", ["", "中文\n\n"])
@pytest.mark.parametrize(
    ("generator", "text", "notes"),
    [
        ("jekyll", "*ST a、*ST b\n", [("doubled-mark", "*", 0, "*ST a、")]),
        ("jekyll", "a [b][c] d\n", [("undefined-reference", "c", 6, "c")]),
        ("jekyll", "```\nx\n", [("unclosed-fence", "```", 0, "")]),
        ("jekyll", "~~~ js\nx\n\n", [("unclosed-fence", "~~~", 0, "")]),
        ("jekyll", "> ```\n> x\n\ny\n", [("unclosed-fence", "```", 2, "")]),
        ("jekyll", "<div>a</div>\n\n    <p>x</p>\n", [("indented-html", "<p>", 18, "p")]),
        ("jekyll", "{::comment}\nx\n", [("unclosed-extension", "{::comment}\n", 0, "comment")]),
        ("jekyll", "<span>\n\na\n\n</span>\n",
         [("unclosed-element", "<span>", 0, "span"), ("stray-end-tag", "</span>", 11, "span")]),
        ("jekyll", "```x\ny\n```\n\n~~~\nz\n~~~\n", []),
        ("zola", "a [b][c] d\n", [("undefined-reference", "c", 6, "c")]),
        ("zola", "a [b][] c [d]\n", [("undefined-reference", "b", 3, "b")]),
        ("zola", "```\nx\n", [("unclosed-fence", "```", 0, "rest")]),
        ("zola", "  ~~~~ js\nx\n~~~\n\n", [("unclosed-fence", "~~~~", 2, "rest")]),
        ("zola", "> ```\n> x\n\ny\n", [("unclosed-fence", "```", 2, "")]),
        ("zola", "x\n\n```x\ny\n``\nz\n", [("unclosed-fence", "```", 3, "rest")]),
        ("zola", "````x\ny\n`````\n\n~~~\nz\n~~~\n\n> ~~~\n> ~~~\n", []),
        ("zola", "<div>\n\n    <p>x</p>\n\n</div>\n", [("indented-html", "<p>", 11, "p")]),
        ("zola", "<div>a</div>\n\n    <p>x</p>\n", [("indented-html", "<p>", 18, "p")]),
        ("zola", "<div>a</div>\n\nb\n\n    <p>x</p>\n", []),
    ],
)  # fmt: skip
def test_notes(generator: Generator, text: str, notes: list[tuple[str, str, int, str]], before: str) -> None:
    whole = before + text
    source = Source.decode("_posts/2021-12-29-a.md", whole.encode())
    found = [
        (note.kind, whole[note.span.start : note.span.end], note.span.start - len(before), note.text)
        for note in body.read(source, 0, Context(generator)).notes
    ]
    assert found == notes


@pytest.mark.parametrize(
    ("generator", "text", "at"),
    [("jekyll", "x [l]()\n", 6), ("zola", "x [l]()\n", 6), ("zola", "x [(](<>)\n", 6)],
)
def test_an_empty_target_has_a_place(generator: Generator, text: str, at: int) -> None:
    source = Source.decode("_posts/2021-12-29-a.md", text.encode())
    [link] = body.read(source, 0, Context(generator)).links
    assert link.place == (at, at)

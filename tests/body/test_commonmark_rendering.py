"""CommonMark as we write it with places, and as pulldown-cmark, whose events we read, writes it itself.

And, of kramdown too: each word that is written leads back to where it stands in the text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pyromark
import pytest

from postlint.body import commonmark, kramdown
from postlint.body.dialects import GOLDMARK, MARKED, PULLDOWN, Dialect
from postlint.body.writer import Writer
from postlint.text import Span
from tests.body.test_kramdown_differential import (
    BLOCKS,
    MARKS,
    RARE_BLOCKS,
    RARE_MARKS,
    RARE_WORDS,
    WORDS,
    document,
    pieces,
)

LISTS = WORDS + RARE_WORDS, MARKS + RARE_MARKS, BLOCKS + RARE_BLOCKS
OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def comparable(html: str) -> list[Any]:
    """Its pieces; of a heading only the name, since generators make its id, and of a URL what it means."""
    found: list[Any] = []
    for piece in pieces(html):
        if isinstance(piece, str):
            found.append(piece)
        elif piece[0] in HEADINGS:
            found.append(piece[0])
        else:
            name, *attributes = piece
            kept = [(x[0], unquote(x[1])) if isinstance(x, tuple) else x for x in attributes]
            found.append((name, *kept))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_both_write_the_same(seed: int) -> None:
    chance = random.Random(seed)
    plain = Dialect(lambda text: text, definition_lists=True)
    for _ in range(300):
        text = document(chance, *LISTS)
        ours = commonmark.render(text, plain)[0].html()
        assert comparable(ours) == comparable(pyromark.html(text, options=OPTIONS)), text


@pytest.mark.parametrize(
    ("dialect", "text", "html"),
    [
        (PULLDOWN, "# C++ & 日本 1.2_x\n", '<h1 id="c--日本-12_x">C++ &amp; 日本 1.2_x</h1>\n'),
        (PULLDOWN, "# A\n# A\n# A\n", '<h1 id="a">A</h1>\n<h1 id="a-1">A</h1>\n<h1 id="a-2">A</h1>\n'),
        (PULLDOWN, "# `c` *e* [l](u)\n", '<h1 id="c-e-l"><code>c</code> <em>e</em> <a href="u">l</a></h1>\n'),
        (PULLDOWN, "# A {#own .x .y}\n", '<h1 id="own" class="x y">A</h1>\n'),
        (GOLDMARK, "# *e* `c`\n", '<h1 id="e-c"><em>e</em> <code>c</code></h1>\n'),
        (GOLDMARK, "# [l](u) ##\n", '<h1 id="lu"><a href="u">l</a></h1>\n'),
        (GOLDMARK, "# ?\n", '<h1 id="heading">?</h1>\n'),
        (GOLDMARK, "A\nb *c*\n===\n", '<h1 id="b-c">A\nb <em>c</em></h1>\n'),
        (GOLDMARK, "# Ab {k=v}\n", '<h1 id="ab">Ab</h1>\n'),
        (PULLDOWN, "www.a.example\n", "<p>www.a.example</p>\n"),
        (MARKED, "(www.a.example).\n", '<p>(<a href="https://www.a.example">www.a.example</a>).</p>\n'),
        (
            MARKED,
            "x https://a.example/?b=1&c, y\n",
            '<p>x <a href="https://a.example/?b=1&amp;c">https://a.example/?b=1&amp;c</a>, y</p>\n',
        ),
        (MARKED, "[https://a.example](u)\n", '<p><a href="u">https://a.example</a></p>\n'),
        (MARKED, "    https://a.example\n", "<pre><code>https://a.example\n</code></pre>\n"),
        (GOLDMARK, "T\n: d\n", "<dl>\n<dt>T</dt>\n<dd>d</dd>\n</dl>\n"),
        (PULLDOWN, "T\n: d\n", "<p>T\n: d</p>\n"),
    ],
)
def test_what_generators_do_otherwise(dialect: Dialect, text: str, html: str) -> None:
    assert commonmark.render(text, dialect)[0].html() == html


MARKUP_OR_WORD = re.compile(
    r"(?s)<!--.*?-->|<(script|style)\b.*?</\1>|<\?.*?>|<[^>]*>|&[#\w]+;|(?P<word>[^\W\d_]{2,})"
)


def misplaced(writer: Writer) -> Iterator[tuple[str, str]]:
    """The words of the HTML that lead back to something else."""
    places = writer.source_map(0, ())
    for found in MARKUP_OR_WORD.finditer(writer.html()):
        whole = places.span(Span(*found.span()))
        assert 0 <= whole.start <= whole.end <= len(writer.text), found[0]
        if found["word"]:
            there = places.span(Span(*found.span("word")))
            if writer.text[there.start : there.end] != found["word"]:
                yield found["word"], writer.text[there.start : there.end]


@pytest.mark.parametrize("seed", range(4))
def test_each_word_leads_back_to_itself(seed: int) -> None:
    chance = random.Random(100 + seed)
    for _ in range(150):
        text = document(chance, *LISTS)
        writers = [commonmark.render(text, one)[0] for one in (PULLDOWN, GOLDMARK, MARKED)]
        for options in ({}, {"hard_wrap": True}, {"parse_block_html": True}):
            writers.append(kramdown.render(text, kramdown.Options.of({"kramdown": options}))[0])
        for writer in writers:
            assert list(misplaced(writer)) == [], text

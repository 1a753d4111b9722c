"""Small random documents, rendered by the real kramdown too where it is installed."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from postlint.body import kramdown

PROGRAM = """
require 'json'; require 'kramdown'; require 'kramdown-parser-gfm'
STDIN.each_line { |line|
  text, options = JSON.parse(line)
  given = { 'input' => 'GFM', 'hard_wrap' => false, 'syntax_highlighter' => nil }.merge(options)
  puts JSON.generate(Kramdown::Document.new(text, given.transform_keys(&:to_sym)).to_html) }
"""
WORDS = [
    "word", "two words", "股票", "*em*", "**strong**", "_u_", "a_b_c", "`code`", "``c ` d``",
    "[l](http://a.b/c)", '[l](<x y> "t")', "[r][id]", "[id]", "![i](p.png)", "<http://x.y/z>",
    "<a@b.cd>", "<b>bold</b>", "<br>", "&amp;", "\\*no\\*", "~~del~~", "$$x$$", "[^1]", "line  ",
    "<!-- c -->", "a | b", "{: .c}", "<div>", "</p>", "**a*", "[open", "](x)", "<", "1 * 2", '"q"',
    "--", "![", "[a [b](c) d](e)", "[t](u (v) w)", "<i>a | b</i>",
]  # fmt: skip
STARTS = ["", "", "", "", " ", "   ", "    ", "\t"]
MARKS = [
    "* ", "- ", "1. ", "10. ", "*\t", "-   ", "> ", ">", "# ", "## ", ": ", "- [ ] ", "* {:.li} ", "| ",
    "- - ",
]  # fmt: skip
BLOCKS = [
    "---", "***", "===", "```", "~~~", "```ruby", "~~~~", "| a | b |\n|---|---|\n| 1 | 2 |", "^",
    "{: .c}", "[id]: http://x.y 'T'", "[^1]: note", "*[HTML]: long", "<div>", "</div>",
    '<div markdown="1">', "<p>a</p>", "<table><tr><td>x</td></tr></table>", "<script>a<b</script>",
    "<hr/>", "<!-- c\nd -->", "$$\nx\n$$", "</span>", '<p markdown="span">*a*</p>', "<ul><li>a",
    "{::comment}\nx\n{:/comment}", "  <p>a</p><p>b</p>", "    code",
]  # fmt: skip


RARE_WORDS = [
    "*em*{: .x}", "**b**{:#s}", '`c`{: k="v"}', "[l](u){:rel='n'}", "HTML", "[r]", "[r][]", "[R] [id]",
    "[l]( u  'q' )", "[l](<>)", "[l]()", "![a *b*](p 't')", "__s__", "*a _b_ c*", "***x***", "a*b*c",
    "\\`", "\\[x]", "&copy; &#65; &bogus;", "`` ` ``", "<span>", "</span>", "<a href='x' b c=d>",
    "<IMG SRC=x>", "<img/>", "<!--", "-->", "<code>*x*</code>", "<span markdown='0'>*y*</span>",
    "mailto:a@b.c", "http://bare.example/x", "{::nomarkdown}<b>{:/}", "{::comment}z{:/comment}",
    "{: .y}", "{#id}", "[^2]", "[^none]", "\\\\", "$$", "$", "|", "\\|", "`a|b`", ":", "1.", "-", "*",
    "_", "#", "~~", "~~a ~b~~", "a~~b~~c", "...", "'s", "<<x>>", "---",
]  # fmt: skip
RARE_MARKS = [
    "### ", "#### x # ", "#", "+ ", "2. ", "1) ", "- [x] ", ":  ", "  : ", "    * ", "  - ", ">> ",
    "> > ", "> - ", "|", "# A {#own} ", "1.  ",
]  # fmt: skip
RARE_BLOCKS = [
    "a | b\n--|:-:\n1 | 2", "| a |\n|:--|\n| b |\n|===|\n| c |", "|-\n| a\n|-", "| `x|y` | \\| |",
    "Title\n===", "Title\n---", "Title {#t}\n---", "# Same", "# Same", "## C++ & 日本 1.2", "# 1. x",
    "term\n: def\n: more", "term\n\n: def\n\n  second", "[^2]: one\n\n    two", "[r]: /u\n  \"title\"",
    "[R]: <a b> (t)", "*[HTML]: ", "*[two words]: x", "{: #i1}", "{: .a .b k='v'}", "{:ref: .z}",
    "{: ref}", "{:toc}", "* x\n{:toc}", "{::nomarkdown}\n<x>\n{:/}", "{::comment /}",
    "<pre>\n*x*\n\ny</pre>", "<style>a{}</style>", "<?php x ?>", "<!DOCTYPE html>", "<DIV CLASS=x>",
    "</DIV>", "<div markdown='block'>\n*a*\n\n- b\n</div>", "<p markdown='1'>*a*",
    "<td markdown='0'>*a*</td>", "<iframe src=x></iframe>", "<custom-x>\n*a*\n</custom-x>",
    "<br>\n<hr>", "<h2 id='Same'>x</h2>", "~~~ js\nx\n~~~", "~~~\nx", "```c++\nx\n```\n{: #l}",
    "    a\n\n    b", "\ta\n\tb", "    a\n^\n    b", "> a\n\n> b", "> a\nb\n> - c", "* a\n\n\n* b",
    "* a\n  b\n\n      code\n* c", "1. a\n   - b\n     - c\n2. d", "- a\n\n- b\n- c",
    "* a\n* {:.x}b\n{:.y}", "* * *", "_ _ _", "- - -", "$$\na\n\nb\n$$", "$$ x $$", "text\n$$ x $$",
    "\\begin{x}", "[]: x", "[^]: x", "a  \nb", "a\\\\\nb", "a \nb", "\u3000x", "\u00a0", " ", "",
    "\x0c",
]  # fmt: skip
OPTIONS: list[dict[str, Any]] = [
    {}, {}, {}, {"parse_block_html": True}, {"auto_ids": False},
    {"auto_id_prefix": "p-", "footnote_prefix": "f"},
]  # fmt: skip
TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "...", "«": "<<", "»": ">>"}
)


def document(chance: random.Random, words: list[str], marks: list[str], blocks: list[str]) -> str:
    lines: list[str] = []
    for _ in range(chance.randrange(1, 8)):
        text = " ".join(chance.choices(words, k=chance.randrange(1, 4)))
        kind = chance.randrange(6)
        start = chance.choice(STARTS)
        if kind < 2:
            lines.append(start + text)
        elif kind < 4:
            lines.append(start + chance.choice(marks) + text)
        else:
            lines.append(chance.choice(blocks))
        lines += [""] * chance.randrange(2)
    return "\n".join(lines) + "\n"


class Pieces(HTMLParser):
    """Tags with their attributes, but for looks; texts without blanks and typography."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = sorted((name, value or "") for name, value in attrs if name not in ("class", "style"))
        self.found.append((tag, *kept))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("/", tag))

    def handle_data(self, data: str) -> None:
        text = "".join(data.translate(TYPOGRAPHY).split())
        if self.found and isinstance(self.found[-1], str):
            text = self.found.pop() + text
        if text:
            self.found.append(text)


def pieces(html: str) -> list[Any]:
    parser = Pieces()
    parser.feed(html)
    parser.close()
    return parser.found


def rendered(documents: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """What kramdown makes of documents."""
    lines = "".join(json.dumps(one) + "\n" for one in documents)
    done = subprocess.run(
        ["ruby", "-e", PROGRAM], input=lines, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        pytest.skip("no kramdown here")
    yield from map(json.loads, done.stdout.splitlines())


def different(documents: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """The documents in which the real kramdown writes other elements, links, anchors or words."""
    return [
        text
        for (text, options), html in zip(documents, rendered(documents), strict=True)
        if pieces(kramdown.render(text, kramdown.Options.of({"kramdown": options}))[0].html()) != pieces(html)
    ]


@pytest.mark.skipif(shutil.which("ruby") is None, reason="no Ruby here")
def test_the_real_kramdown_gives_the_same_elements() -> None:
    chance = random.Random(11)
    other = different([(document(chance, WORDS, MARKS, BLOCKS), {}) for _ in range(400)])
    assert len(other) <= 2, "\n=====\n".join(other[:3])


@pytest.mark.skipif(shutil.which("ruby") is None, reason="no Ruby here")
def test_so_it_does_of_what_is_rare() -> None:
    chance = random.Random(12)
    lists = WORDS + RARE_WORDS, MARKS + RARE_MARKS, BLOCKS + RARE_BLOCKS
    other = different([(document(chance, *lists), chance.choice(OPTIONS)) for _ in range(1200)])
    assert len(other) <= 6, "\n=====\n".join(other[:7])

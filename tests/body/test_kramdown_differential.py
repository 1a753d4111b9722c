"""Small random documents, rendered by the real kramdown too where it is installed."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess

import pytest

from postlint.body import kramdown

PROGRAM = """
require 'json'; require 'kramdown'; require 'kramdown-parser-gfm'
STDIN.each_line { |line| puts JSON.generate(
  Kramdown::Document.new(JSON.parse(line), input: 'GFM', hard_wrap: false, syntax_highlighter: nil).to_html) }
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


def document(chance: random.Random) -> str:
    lines: list[str] = []
    for _ in range(chance.randrange(1, 8)):
        words = " ".join(chance.choices(WORDS, k=chance.randrange(1, 4)))
        kind = chance.randrange(6)
        start = chance.choice(STARTS)
        if kind < 2:
            lines.append(start + words)
        elif kind < 4:
            lines.append(start + chance.choice(MARKS) + words)
        else:
            lines.append(chance.choice(BLOCKS))
        lines += [""] * chance.randrange(2)
    return "\n".join(lines) + "\n"


def tags(html: str) -> list[str]:
    html = re.sub(r"(?s)<!--.*?-->|<script.*?</script>", "", html)
    return [name.lower() for name in re.findall(r"</?[a-zA-Z][\w:-]*", html)]


@pytest.mark.skipif(shutil.which("ruby") is None, reason="no Ruby here")
def test_the_real_kramdown_gives_the_same_elements() -> None:
    chance = random.Random(11)
    documents = [document(chance) for _ in range(400)]
    lines = "".join(json.dumps(text) + "\n" for text in documents)
    done = subprocess.run(
        ["ruby", "-e", PROGRAM], input=lines, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        pytest.skip("no kramdown here")
    other = [
        text
        for text, line in zip(documents, done.stdout.splitlines(), strict=True)
        if tags(kramdown.render(text, kramdown.Options.of({}))[0].html()) != tags(json.loads(line))
    ]
    assert len(other) <= 2, "\n=====\n".join(other[:3])

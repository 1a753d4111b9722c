"""The links and headings of simple Markdown, read without rendering it: as the renderer has them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from postlint.body.kramdown import Options, outline
from postlint.body.links import Link
from postlint.context import Context
from postlint.post import Post
from postlint.text import Source

CONTEXT = Context("jekyll")
LINES = (
    "Plain words, and more of them.", "A [link](/a.html) and [two](/b/ \"t\").", "![pic](/i.png) after",
    "", "", "", "# Heading", "## Heading", "### Heading *em*", "#no heading", "- item [x](y)", "* item",
    "1. one", "  - nested [z](w)", "> quoted [q](/q)", "    code [c](/c)", "```", "~~~",
    "`code [n](/n)` here", "[ref]: /target", "[ref]: <odd>", "[a][ref] and [ref][] and [ref]",
    "[no][where]", "a | b", "---", "***", "===", "<http://auto.link/>", "<b>raw [r](/r)</b>",
    "text\\[esc\\](x)", "* * *", "*[abbr]: x", "[^1]: note", "foot[^1]", "[x](<a b>)", "[x]()",
    "[x] (/y)", "[multi", "line](/ml)", "**[bold](/b)**", "[**bold**](/b)", "_a [u](/u)_", "{: #ial}",
    "term", ": definition [d](/d)", "2021. year", "+ plus [p](/p)", "x `a` [b](c) `d`",
    "``two [t](/t)``", "[a [nested](/n)](/o)", "<!-- [c](/c) -->", "&amp; [e](/e?a=1&b=2)",
    "[e](/x&copy;)", "http://bare.url/ [f](/f)", "“q” [g](/g#h)", "[it's](/i)", "![a](b)![c](d)",
    "!not [img](/k)", "trail  ", "{% link a.md %} [t]({% link b.md %})", "[v]({{ x }}/y)",
    "## {{ page.title }}", "## A -- b... c", "## 日本語 ΟΔΟΣ", "## Repeat", "## Repeat",
    "### ![i](/h.png)", "## trailing ##", "(c) (tm)", "[tail](/z", "](stray)", "[", "]",
    " one space [s](/s)", "   three [s](/s3)", "$x$ [m](/m)", "[n](/n 'title')", "[w](/w_(x))", "a^b",
    "~~d~~ [k](/l)", "* [star](/st)", "*emph* start", "**strong** start", "[x]:y", "[x]: y",
    "- [ ] task", "- # item heading", "-", "*",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_what_is_read_without_rendering_is_what_the_renderer_says(seed: int) -> None:
    random = Random(seed)
    read = 0
    for _ in range(60):
        simple = random.random() < 0.7
        lines = random.choices(LINES[:14] if simple else LINES, k=random.randint(1, 12))
        if random.random() < 0.6:
            lines = [part for line in lines for part in (line, "")]
        text = "---\n---\n" + "\n".join(lines) + random.choice(["", "\n", "\n\n"])
        quick, slow = (Post(Source.decode("_posts/2020-01-02-x.md", text.encode()), CONTEXT) for _ in "12")
        assert slow.body.html is not None
        if quick.body._outline is not None:
            read += 1
            assert _told(quick.body.links) == _told(slow.body.links), text
            assert quick.body.anchors == slow.body.anchors, text
            assert "_rendered" not in quick.body.__dict__
    assert read


def _told(links: Sequence[Link]) -> list[tuple[object, ...]]:
    return [(link.kind, link.target, link.place, link.span, link.text) for link in links]


def test_ids_follow_the_options_of_kramdown() -> None:
    text = "# One\n\n# One\n"
    for given, names in (
        ({"auto_id_prefix": "p-"}, ["p-one", "p-one-1"]),
        ({"auto_ids": False}, []),
        ({}, ["one", "one-1"]),
    ):
        found = outline.read(text, Options.of({"kramdown": given}))
        assert found is not None
        assert [name for name, _ in found.anchors] == names

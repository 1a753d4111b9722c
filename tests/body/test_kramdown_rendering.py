"""kramdown's own renderings, recorded, and the ones that matter most by hand."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from postlint.body import kramdown, tree
from postlint.body.kramdown import document, quick
from postlint.body.kramdown.outline import read

VECTORS = Path(__file__).parents[2].parent / "shared" / "vectors" / "kramdown.jsonl"


def render(markdown: str) -> str:
    return kramdown.render(markdown, kramdown.Options.of({}))[0].html()


def names(html: str) -> list[str]:
    return re.findall(r"<([a-zA-Z][\w:-]*)", re.sub(r"(?s)<!--.*?-->|<(script|style).*?</\1>", "", html))


def targets(html: str) -> list[str]:
    return re.findall(r'(?:href|src)="([^"]*)"', html)


@pytest.mark.skipif(not VECTORS.exists(), reason="the oracle data is not here")
def test_recorded_cases_have_the_same_elements_and_links() -> None:
    for line in VECTORS.read_text("utf-8").splitlines():
        case = json.loads(line)
        html = render(case["markdown"])
        assert names(html) == names(case["html"]), case["case"]
        assert targets(html) == targets(case["html"]), case["case"]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a | b\n", "table tbody tr td td"),
        ("text\n\n***\n", "p hr"),
        ("- a\n\n  b\n- c\n", "ul li p p li p"),
        ("1. a\n2. b\n", "ol li li"),
        ("```ruby x\ncode\n```\n", "p code"),
        ("~~~\ncode\n~~~\n", "pre code"),
        ("<div>\n\n*a*\n\n</div>\n", "div"),
        ('<div markdown="1">\n*a*\n</div>\n', "div p em"),
        ("<p>a</p>　<p>b</p>\n", "p p"),
        ("*ST天润、*ST中捷\n", "p em"),
        ("* TOC\n{:toc}\n# A\n## B\n", "ul li a ul li a h1 h2"),
        ("a[^1]\n\n[^1]: b\n", "p sup a div ol li p a"),
        ("T\n: d\n", "dl dt dd"),
        ("**a *b* c**\n", "p strong em"),
        ("<b>a <i>b</b>\n", "p b i"),
        # A shorter fence closes when the rest of the opening one may be its language.
        ("````\na\n```\n", "pre code"),
        ("```` ruby\na\n```\n", "p"),
        # What has no content of its own leaves the rest of its line: a blank one.
        ("<style>x</style>\na | b\n", "table tbody tr td td"),
        ("<hr/>\na | b\n", "hr table tbody tr td td"),
        ("<div>x</div>\na | b\n", "div p"),
        (" <!-- a -->\n", "p"),
        ("$$x$$\n{: .c}\n", "div"),
        ("T\n:   d\n1. a\n", "dl dt dd ol li"),
        ("T\n: d\n\n$$x$$\n", "dl dt dd"),
        ('{: title="a\\}b"}\n# A\n', "h1"),
        ("[a]: b 'c'\n\n[a], [A][], [x][a]\n", "p a a a"),
        ('[a]: <b c>\n  "title"\n\n[a]\n', "p a"),
    ],
)
def test_elements(markdown: str, html: str) -> None:
    assert names(render(markdown)) == html.split()


@pytest.mark.parametrize(
    ("markdown", "kinds"),
    [
        ("See <a href=/x>this</a>.\n", ["tag-as-text", "stray-end-tag"]),
        ("<div>\n\nopen\n", ["unclosed-element"]),
        ("[a][b]\n", ["undefined-reference"]),
        ("[a] b [c]\n", []),
        ("a | b\n", ["implicit-table"]),
        ("a | b\n--|--\nc | d\n", []),
        ("```\nopen\n", ["unclosed-fence"]),
        ("<p>a</p>\n\n    <p>b</p>\n", ["indented-html"]),
        ('<a href="/x>a</a> b\n', ["unclosed-quote", "stray-end-tag"]),
    ],
)
def test_notes(markdown: str, kinds: list[str]) -> None:
    assert [note.kind for note in kramdown.render(markdown, kramdown.Options.of({}))[1]] == kinds


def test_the_short_way_gives_what_the_long_way_gives() -> None:
    chance = random.Random(5)
    taken = 0
    for _ in range(4000):
        text = "".join(chance.choices(LINES, k=chance.randrange(1, 8)))
        short = quick.render(text)
        if short is None:
            continue
        taken += 1
        html = short.html()
        assert names(html) == names(document.render(text, kramdown.Options.of({}))[0].html()), text
        assert tree.parse_body(html).errors == (), text
    assert taken > 100


LINES = [
    "国务院", "> ", "<p>a</p>", '<p class="x">b <b>c</b></p>', "[a](/b)", "[返回](//x/)", "｜",
    "<http://a.b/c,1.html>",
    "\n\n", "\n\n", "\n", " ", "text", "1. ", "12",
    "- ", "a:b", '"q"', "'", "#", "[x]", "(y)", "[](z)", "  ", "=",
    "...", "^", "[a](b c)", "　", "<p>x</p> <p>y</p>",
    "<p><a href=\"/x\"><a href=\"/y\">z</a></a></p>",
    "<p><b><a href=\"/x\">y</a></b></p>", "http://x.y",
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "markdown", "ids"),
    [
        ({}, "# a \\<< b\n\n# x -- y\n", ["a--b", "x--y"]),
        ({"gfm_quirks": "no_auto_typographic"}, "# x -- y\n\npara\n# é--ñ\n", ["x----y"]),
        (
            {"gfm_quirks": "paragraph_end, no_auto_typographic"},
            "# x -- y\n\npara\n# é--ñ\n",
            ["x----y", "é--ñ"],
        ),
        ({"gfm_quirks": []}, "para\n# no\n\n# a ##\n# no\n\n# b\\##\n", ["a", "b"]),
        ({"input": "kramdown"}, "#One `x`\n\npara\n# no\n\n```\n\n# Two\n\n```\n", ["one-x", "two"]),
        ({"input": "kramdown", "auto_id_stripping": True}, "# One `x` [l](/y) &amp;\n", ["one--l-"]),
        ({"input": "kramdown"}, "# One [l](/y)\n", ["one-ly"]),
    ],
)
def test_ids_under_options(given: dict[str, object], markdown: str, ids: list[str]) -> None:
    html = kramdown.render(markdown, kramdown.Options.of({"kramdown": given}))[0].html()
    assert re.findall(r'<h[1-6] id="([^"]*)"', html) == ids
    outline = read(markdown, kramdown.Options.of({"kramdown": given}))
    assert outline is None or [name for name, _ in outline.anchors] == ids

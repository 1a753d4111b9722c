"""Parse errors: the fast proof, the tree's rules and turbohtml's tokenizer say the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from postlint import body
from postlint.body import proof, tokenizer, tree
from postlint.context import Context
from postlint.text import Source

TREES = Path(__file__).parents[2].parent / "shared" / "vectors" / "html5lib-tests" / "tree-construction"
PIECES = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a",
    "href='x'>",
    "</a>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<br>",
    "<img",
    "src=x>",
    "<br/>",
    "<h2>",
    "</h2>",
    "<svg>",
    "</svg>",
    "<select>",
    "<option>",
    "</select>",
    "<!--c-->",
    "<!--",
    "<",
    "&",
    "&amp;",
    "&copy",
    "&x;",
    "{{",
    "a",
    "}}",
    "{%",
    "b",
    "%}",
    "text",
    "字",
    "<p",
    'class="a"',
    'class="b">',
    "<a",
    'b="c"d="e">',
    "</br>",
    "</p",
    ">",
    "<x-y>",
    "<新浪>",
    "\n",
    ">",
    "*",
    "`",
    "[",
    "]",
    "(",
    ")",
    "|",
    "<script>",
    "</script>",
    "<textarea>",
    "</textarea>",
    "<template>",
    "</template>",
    "<math>",
    "<mi>",
    "</math>",
    "<form>",
    "</form>",
    "<button>",
]


def soups(count: int, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(count):
        yield "".join(chance.choices(PIECES, k=chance.randrange(1, 14)))


def test_what_the_fast_proof_passes_has_no_errors() -> None:
    proved = 0
    for html in soups(3000, 1):
        found = proof.matches(html)
        if found is None:
            continue
        if proof.nests_cleanly(html, found):
            proved += 1
            assert tree.parse_body(html).errors == (), html
        if proof.tokenizes_cleanly(html, found):
            assert tokenizer.errors(html, tree.parse_body(html).tags) == (), html
    assert proved > 100


@pytest.mark.parametrize("path", ["a.md", "content/a.md", "a.html"])
def test_places_lie_in_the_file_whatever_stands_there(path: str) -> None:
    context = Context(generator="hugo" if path.startswith("content") else "jekyll")
    for soup in soups(500, 2):
        text = f"---\n---\n{soup}\r\n{soup}"
        post = body.read(Source.decode(path, text.encode()), 8, context)
        spans = [post.locate(error.span) for error in post.errors]
        spans += [span for link in post.links for span in (link.place, link.span)]
        spans += [note.span for note in post.notes] + list(post.code) + list(post.comments)
        spans += [anchor.span for anchor in post.anchors] + [tag.span for tag in post.liquid]
        spans += [post.locate(tag.span) for tag in post.tags]
        assert all(8 <= start <= end <= len(text) for start, end in spans), text


def test_tags_are_cut_as_turbohtml_cuts_them() -> None:
    import turbohtml

    for html in soups(800, 3):
        if "svg" in html or "math" in html or "<!--" in html:
            continue
        kinds = (turbohtml.TokenType.START_TAG, turbohtml.TokenType.END_TAG)
        expected = [(t.tag, t.type is kinds[1]) for t in turbohtml.tokenize(html) if t.type in kinds]
        found = [(tag.name, tag.closing) for tag in tree.parse_body(html).tags]
        if not any(name in html for name in ("<script", "<textarea", "<select", "<template", "<table")):
            assert found == expected, html


def _cases(file: Path) -> Iterator[dict[str, list[str]]]:
    for part in re.split(r"(?:^|\n\n)(?=#data\n)", file.read_text("utf-8")):
        case: dict[str, list[str]] = {}
        lines: list[str] = []
        for line in part.split("\n"):
            if re.fullmatch(
                r"#(data|errors|new-errors|document|document-fragment|script-on|script-off)", line
            ):
                lines = case.setdefault(line[1:], [])
            else:
                lines.append(line)
        if "data" in case:
            yield case


@pytest.mark.skipif(not TREES.exists(), reason="the oracle data is not here")
def test_tree_construction_vectors_have_errors_where_they_should() -> None:
    total = agreed = 0
    for file in sorted(TREES.rglob("*.dat")):
        for case in _cases(file):
            html = "\n".join(case["data"])
            expected = any(case.get("errors", [])) or any(case.get("new-errors", []))
            context = case.get("document-fragment")
            parsed = tree.parse_fragment(html, context[0].lower()) if context else tree.parse_document(html)
            found = bool(parsed.errors) or bool(tokenizer.errors(html, parsed.tags))
            total += 1
            agreed += found == expected
    assert total > 1700
    assert agreed / total > 0.98


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        ("<p>a</p>", []),
        ("<p>a<ul><li>b</ul>", []),
        ("<table><tr><td>a<tr><td>b</table>", []),
        ("<b>a<p>b</b>c</p>", ["misnested-tag"]),
        ("<p><b>a</p>", ["unclosed-element"]),
        ("<p><b>a</p><p>b</b></p>", ["misnested-tag"]),
        ("<div><span>a</div>", ["unclosed-element"]),
        ("</div>", ["stray-end-tag"]),
        ("<table>a<tr><td>b</td></tr></table>", ["misplaced-in-table"]),
        ("<a href=x>a<a href=y>b</a>", ["nested-link"]),
        ("<div a=1 a=2></div>", ["duplicate-attribute"]),
        ("a <!-- b", ["eof-in-comment"]),
        ("<div><p title='x", ["eof-in-tag"]),
        ("<svg><g></svg>", ["unclosed-element"]),
        ("<h1>a</h2>", ["mismatched-heading"]),
    ],
)
def test_one_cause_gives_one_error(html: str, codes: list[str]) -> None:
    post = body.read(Source.decode("a.html", html.encode()), 0, Context())
    assert [error.code for error in post.errors] == codes


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 100_000,
        "<b>" * 20_000 + "</b>" * 20_000,
        "[" * 50_000,
        "*a " * 20_000,
        ">" * 20_000,
        "{{ a" * 20_000,
    ],
    ids=["open", "nested", "brackets", "stars", "quotes", "liquid"],
)
def test_hostile_text_costs_little(text: str) -> None:
    post = body.read(Source.decode("a.md", text.encode()), 0, Context(generator="jekyll"))
    assert isinstance(post.errors, tuple)
    assert isinstance(post.links, tuple)

"""Fixes of tags keep the page: what browsers make of the HTML is the same before and after."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from postlint import engine
from postlint.conformance.same_page import page_of, seen
from postlint.context import Context
from postlint.diagnostic import Safety
from postlint.fix import fixpoint
from postlint.patience import within
from postlint.post import Post
from postlint.registry import builtin
from postlint.selection import Choice, select
from postlint.text import Source

FRONT = "---\nlayout: post\ntitle: a\n---\n"
NAMES = (
    *("a", "b", "i", "em", "p", "div", "span", "ul", "li", "table", "tr", "td", "h2", "h3", "section"),
    *("blockquote", "font", "center", "dl", "dt", "form", "image", "body", "select", "option", "button"),
    *("nobr", "code", "small", "frameset"),
)
RULES = ("unclosed-element", "misnested-tag", "ignored-tag", "misplaced-in-table")
CASES = {
    "<p>One <b>two <i>three</b> four</i></p>\n": "<p>One <b>two <i>three</i></b><i> four</i></p>\n",
    "<p><b>x</p><p>y</b></p>\n": "<p><b>x</b></p><p><b>y</b></p>\n",
    "<p><span>x</p>\n": "<p><span>x</span></p>\n",
    "<a href=1>x<a href=2>y</a>z</a>\n": "<a href=1>x</a><a href=2>y</a>z\n",
    "<h2>x</h3>\n": "<h2>x</h2>\n",
    "<image src=x>\n": "<img src=x>\n",
    "<p>a</p><body><p>b</p>\n": "<p>a</p><p>b</p>\n",
    "<table><td>x</table>\n": "<table><tr><td>x</table>\n",
    "<form><form>x</form></form>\n": "<form>x</form>\n",
    "<div>\n<section>\n<p>x</p>\n": "<div>\n<section>\n<p>x</p>\n</section></div>\n",
    "<p>x <b>y</p>\n": "<p>x <b>y</b></p>\n",
    "<p>x <b>y": "<p>x <b>y</b>",
}
UNCHANGED = (
    "<body class=a><p>x</p>\n",  # its attributes go to the page's own
    "<p>x <b>y</p><p>z</p>\n",  # goes on in the second paragraph
    "<table>x<tr><td>y</table>\n",
    "<div>x</p></div>\n",
)


def fixed(text: str) -> str:
    selection = select(builtin(), [Choice()])
    source = Source.decode("_posts/2021-12-29-a.html", (FRONT + text).encode())
    context = Context(generator="jekyll", now=datetime(2024, 1, 1, tzinfo=UTC))

    def lint(changed: str):  # type: ignore[no-untyped-def]
        found = engine.lint_post(Source.decode(source.path, changed.encode()), context, selection)
        assert not any(d.rule == engine.INTERNAL_ERROR for d in found.diagnostics), changed
        wanted = {f"html/{name}" for name in (*RULES, "stray-end-tag")}
        return [d for d in found.diagnostics if d.rule in wanted]

    return fixpoint(source, lint, Safety.SAFE, lint(source.text)).text[len(FRONT) :]


@pytest.mark.parametrize("text", CASES)
def test_what_the_parser_does_is_written_out(text: str) -> None:
    assert fixed(text) == CASES[text]
    assert page_of(fixed(text)) == page_of(text)


@pytest.mark.parametrize("text", UNCHANGED)
def test_nothing_is_guessed(text: str) -> None:
    assert fixed(text) == text


@pytest.mark.parametrize("seed", range(150))
def test_soups_keep_their_page(seed: int) -> None:
    random = Random(seed)
    pieces = []
    for _ in range(random.randint(2, 14)):
        name, kind = random.choice(NAMES), random.random()
        pieces.append(
            f"<{name}>"
            if kind < 0.45
            else f"</{name}>"
            if kind < 0.75
            else random.choice(("x", " ", "y z", "\n"))
        )
    text = "".join(pieces)
    after = fixed(text)
    assert page_of(after) == page_of(text), after
    assert fixed(after) == after


def test_blanks_that_a_reader_sees_cost_no_more_than_their_length() -> None:
    """`<`, fifty thousand tabs and `>`: the page was searched from each of them for its end."""
    text = "---\nlayout: post\ntitle: T\n---\n<" + "\t" * 50_000 + ">\n"
    post = Post(Source.decode("a.html", text.encode()), Context("hexo"))
    with within(20):
        (only,) = engine.lint(post, select(builtin(), [Choice(select=("html/malformed-tag",))])).diagnostics
    assert (only.rule, bool(only.fix)) == ("html/malformed-tag", True)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>x</p>  \n</body></html>", "<p>x</p></body></html>"),
        ("<p>x</p></html>", "<p>x</p></html>"),
        ("<p>x <b> </b></p></body></html>", "<p>x  </p></body></html>"),
        ("<p>x</p> \t", "<p>x</p>"),
    ],
)
def test_what_is_seen_of_a_page(html: str, shown: str) -> None:
    class Page:
        pass

    page = Page()
    page.html = html  # type: ignore[attr-defined]
    assert seen(page) == shown  # type: ignore[arg-type]

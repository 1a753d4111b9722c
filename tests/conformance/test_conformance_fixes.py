"""Fixes of HTML: they settle, bring no new error, and leave what the reader reads."""

from __future__ import annotations

from random import Random

import pytest

from postlint import engine
from postlint.conformance.presentation import declarations
from postlint.conformance.reading import reads_the_same
from postlint.conformance.url import problems
from postlint.conformance.url_repair import repair
from postlint.context import Context
from postlint.diagnostic import Diagnostic, Edit, Safety, Severity
from postlint.fix import fixpoint
from postlint.post import Post
from postlint.registry import builtin
from postlint.selection import Choice, RuleSetting, Selection, select
from postlint.text import Source, Span
from tools.soups import soup

FRONT = "---\nlayout: post\ntitle: a\n---\n"
CONTEXTS = (
    ("_posts/2021-12-29-a.md", Context(generator="jekyll")),
    ("content/a.md", Context(generator="hugo")),
    ("_posts/2021-12-29-a.html", Context(generator="jekyll", html="conforming")),
)


def selection() -> Selection:
    listed = RuleSetting(Severity.WARNING, {"preset": "imported-news"})
    return select(builtin(), [Choice(select=("html",), rules={"html/not-allowed": listed})])


@pytest.mark.parametrize("safety", [Safety.SAFE, Safety.UNSAFE])
def test_fixes_of_soups_settle(safety: Safety) -> None:
    random = Random(4)
    chosen = selection()
    made = 0
    for number in range(240):
        path, context = CONTEXTS[number % 3]
        source = Source.decode(path, (FRONT + soup(random)).encode())

        def lint(text: str, path: str = path, context: Context = context) -> list[Diagnostic]:
            changed = Source.decode(path, text.encode())
            return list(engine.lint_post(changed, context, chosen).diagnostics)

        fixed = fixpoint(source, lint, safety)
        assert not fixed.unsettled, source.text
        made += len(fixed.count)
        if fixed.text != source.text:
            again = Source.decode(path, fixed.text.encode())
            assert fixpoint(again, lint, safety).text == fixed.text, source.text
    assert made > 60


@pytest.mark.parametrize(
    ("url", "repaired", "sure"),
    [
        ("/a b", "/a%20b", True),
        ("a\\b?c\\d", "a/b?c%5Cd", False),
        ("https://example.com/\ta", "https://example.com/a", True),
        ("/a?b c#d e`", "/a?b%20c#d%20e%60", True),
        ("/a?`", "/a?%60", False),
        ("/a|b", "/a%7Cb", False),
        ("/100%", "/100%25", False),
        ("mailto:a b@example.com", "mailto:a%20b@example.com", False),
        ("/a#b#c", "/a#b%23c", False),
    ],
)
def test_a_url_is_repaired_as_browsers_do(url: str, repaired: str, sure: bool) -> None:
    assert repair(url) == (repaired, sure)
    assert problems(repaired) == ()


@pytest.mark.parametrize(
    "url", ["https://example.com/", "http://a b/", "http:/a", "http://a@b/ c", "a\ud800"]
)
def test_what_would_be_a_guess_is_not_repaired(url: str) -> None:
    assert repair(url) is None


@pytest.mark.parametrize(
    ("element", "attribute", "value", "css"),
    [
        ("td", "width", "50%", ("width: 50%",)),
        ("td", "width", "12 px;}", None),
        ("table", "align", "center", ("margin-left: auto", "margin-right: auto")),
        ("img", "align", "left", ("float: left",)),
        ("table", "border", "1", None),
        ("img", "border", "1", ("border: 1px solid",)),
        ("tr", "bgcolor", 'red"onclick', None),
        ("font", "face", "宋体, Arial", ("font-family: 宋体, Arial",)),
        ("table", "cellpadding", "2", None),
        ("table", "align", "right", ("float: right",)),
        ("table", "align", "justify", None),
        ("hr", "align", "left", ("margin-left: 0",)),
        ("img", "align", "middle", ("vertical-align: middle",)),
        ("img", "align", "absmiddle", None),
        ("caption", "align", "bottom", ("caption-side: bottom",)),
        ("caption", "align", "left", None),
        ("col", "align", "left", None),
        ("p", "align", "char", None),
        ("br", "clear", "ALL", ("clear: both",)),
        ("br", "clear", "left", ("clear: left",)),
        ("br", "clear", "none", None),
        ("ul", "type", "A", ("list-style-type: upper-alpha",)),
        ("li", "type", "Disc", ("list-style-type: disc",)),
        ("ul", "type", "star", None),
        ("font", "face", "a;b", None),
        ("font", "size", "huge", None),
        ("iframe", "frameborder", "0", ("border: 0",)),
        ("iframe", "frameborder", "1", ()),
        ("td", "nowrap", "", ("white-space: nowrap",)),
        ("a", "charset", "gbk", ()),
        ("pre", "width", "80", None),
        ("p", "colour", "red", None),
    ],
)
def test_presentation_becomes_css(
    element: str, attribute: str, value: str, css: tuple[str, ...] | None
) -> None:
    assert declarations(element, attribute, value) == css


def test_reading_the_same_means_the_same_words() -> None:
    text = "<form><p>a</p></form>\n\n<div>**b**</div>\n"
    post = Post(Source.decode("a.md", text.encode()), Context(generator="jekyll"))
    assert reads_the_same(post, [Edit(Span(0, 6), ""), Edit(Span(14, 21), "")])
    assert not reads_the_same(post, [Edit(Span(23, 28), ""), Edit(Span(33, 39), "")])


def _rules(text: str, html: str = "renders") -> set[str]:
    context = Context(generator="jekyll", html="conforming" if html == "conforming" else "renders")
    source = Source.decode("_posts/2021-12-29-a.md", (FRONT + text).encode())
    everything = select(builtin(), [Choice()])
    return {d.rule for d in engine.lint_post(source, context, everything).diagnostics}


def test_one_cause_has_one_finding() -> None:
    doubled = "[a](http://http://example.com/^)\n"
    assert "link/doubled-scheme" in _rules(doubled)
    assert "html/invalid-url" not in _rules(doubled)
    assert "html/invalid-url" in _rules("[a](/b^c)\n")


def test_the_checker_yields_to_nobody_when_conforming() -> None:
    assert "html/invalid-url" in _rules('<p><a href="http://http://a/^">x</a></p>', "conforming")

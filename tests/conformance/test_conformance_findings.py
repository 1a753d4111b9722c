"""Whole posts: what is found, where, and how it is weighed by the profiles."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.body import read
from postlint.conformance.check import violations
from postlint.context import Context, HtmlProfile
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.text import Source
from tools.vnu_agreement import Score, judge

VECTORS = Path(__file__).parents[2].parent / "shared/vectors/vnu-cases.dev.jsonl"


def findings(html: str, profile: HtmlProfile = "renders") -> list[tuple[str, Finding]]:
    source = Source.decode("_posts/2021-12-29-a.html", f"---\ntitle: a\n---\n{html}".encode())
    post = Post(source, Context(generator="jekyll", html=profile))
    from postlint.conformance.check import _judged

    return [(rule, finding) for rule, found in _judged(post).items() for finding in found]


def test_a_clean_post_has_no_findings_and_builds_no_tree() -> None:
    link = '<a href="https://example.com/?q=1" class="c" data-code="600519">x</a>'
    html = f'<p>一 {link} <img src="/a.png?b&c" alt="k" style="border: 0"></p>'
    assert findings(html, "conforming") == []


def test_the_profile_off_says_nothing() -> None:
    assert findings('<p id="a"><p id="a"><center>', "off") == []


def test_renders_reports_a_kind_once_and_counts() -> None:
    found = findings("<table border=0><tr><td>1</table>" * 60)
    assert len(found) == 1
    rule, finding = found[0]
    assert rule == "html/obsolete"
    assert finding.severity is Severity.WARNING
    assert finding.message.endswith("(60 times in this post)")


def test_conforming_reports_each() -> None:
    found = findings("<center>x</center>" * 3, "conforming")
    assert [finding.severity for _, finding in found] == [Severity.ERROR] * 3


def test_what_breaks_the_page_is_an_error_each_time() -> None:
    found = findings('<p id="a">x</p><p id="a">y</p><p id="a">z</p><p><a href="http://a b/">x</a></p>')
    assert [(rule, finding.severity) for rule, finding in found] == [
        ("html/duplicate-id", Severity.ERROR),
        ("html/duplicate-id", Severity.ERROR),
        ("html/invalid-url", Severity.ERROR),
    ]


@pytest.mark.parametrize(
    ("html", "rule", "culprit"),
    [
        ('<p><a href="http://a/b c">x</a></p>', "html/invalid-url", " "),
        ("<p tittle=x>y</p>", "html/attribute-not-allowed", "tittle"),
        ('<p><img src="a" alt="" width="10px"></p>', "html/invalid-attribute-value", "10px"),
        ("<ul><div>x</div></ul>", "html/element-not-allowed-here", "div"),
        ('<p><time datetime="2021-02-29">x</time></p>', "html/invalid-datetime", "29"),
        ("<p><img src=a></p>", "html/missing-attribute", "img"),
        ('<p><label for="b">x</label></p>', "html/dangling-reference", "b"),
        ('<p role="buton">x</p>', "html/invalid-aria", "buton"),
        ('<svg><circle foo="1"/></svg>', "html/attribute-not-allowed", "foo"),
        ("<math><mfrac><mi>x</mi></mfrac></math>", "html/missing-element", "mfrac"),
        ('<p><a href="a&amp;b c">x</a></p>', "html/invalid-url", "a&amp;b c"),
    ],
)
def test_places(html: str, rule: str, culprit: str) -> None:
    found = findings(html)
    assert [name for name, _ in found] == [rule]
    text = f"---\ntitle: a\n---\n{html}"
    span = found[0][1].span
    assert text[span.start : span.end] == culprit


def test_templates_are_not_judged() -> None:
    html = '<p id="{{ a }}"><img {{ b }} width="{{ c }}"><a href="{{ d }} x">y</a></p><p id="{{ e }}"></p>'
    assert findings(html) == []


def test_a_template_element_holds_anything() -> None:
    assert findings("<template><li foo=1><td></template>") == []


def test_agreement_with_the_nu_html_checker() -> None:
    if not VECTORS.exists():
        pytest.skip("the recorded verdicts are not here")
    score = Score()
    for line in VECTORS.read_text("utf-8").splitlines():
        case = json.loads(line)
        score.add(case, judge(case["html"]))
    assert score.agreed["all"] / score.total["all"] >= 0.99
    low = [f for f, n in score.total.items() if n >= 10 and score.agreed[f] / n < 0.95]
    assert low == []
    assert sum(score.kinds[kind][False] for kind in ("isvalid", "haswarn", "hasinfo")) <= 3
    assert score.warned[True] >= 0.9 * sum(score.warned.values())
    assert score.inside[True] / sum(score.inside.values()) >= 0.95


def _count(html: str) -> int:
    return len(list(violations(read(Source.decode("a.html", html.encode()), 0, Context()))))


@pytest.mark.parametrize(
    "html", ["<div>" * 20_000, "<p id=a>" * 20_000, "<table><tr><td>" * 3_000, "<a href=x>" * 4_000]
)
def test_deep_and_long_input_is_judged_in_time(html: str) -> None:
    start = time.process_time()
    _count(html)
    assert time.process_time() - start < 5


_NAMES = (
    "p div a ul li table tr td svg math title img select option button template ruby rt dl dt picture source"
)
TAGS = st.sampled_from(sorted(_NAMES.split(" ")))
SOUP = st.lists(
    st.one_of(
        TAGS.map("<{}>".format),
        TAGS.map("</{}>".format),
        st.text(max_size=5),
        st.sampled_from(
            ['<img src="x', "<a href=' b", "<!--", "-->", "<p id=a role=tab aria-x>", "&amp", "\0"]
        ),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_no_soup_raises_and_spans_lie_in_the_text(html: str) -> None:
    text = html.encode("utf-8", "replace").decode()
    body = read(Source.decode("a.html", text.encode()), 0, Context())
    for violation in violations(body):
        assert 0 <= violation.span.start <= violation.span.end <= len(body.html)

"""The proof over the texts of tags never says yes where the proof over the tags says no."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint import engine
from postlint.body import proof as strict
from postlint.body.index import MatchedTags, PlainTags
from postlint.conformance import check, proof
from postlint.context import Context
from postlint.post import Post
from postlint.registry import builtin
from postlint.selection import Choice, select
from postlint.text import Source

_PIECES = [
    *(
        "<p>",
        "</p>",
        "<p>x</p>",
        "<a>",
        '<a href="x">',
        "</a>",
        "<b>",
        "</b>",
        "<br>",
        "<br/>",
        "<br />",
        "text",
    ),
    *(
        '<img src="a" alt="b">',
        "<div>",
        "</div>",
        "<blockquote>",
        "</blockquote>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
    ),
    *(
        "<h2>x</h2>",
        "<p >",
        "</p >",
        "<span>",
        "</span>",
        "<a href='x'><b>y</b></a>",
        "<hr>",
        "<ins>",
        "</ins>",
    ),
]


@settings(max_examples=800, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=12))
def test_it_proves_no_more(pieces: list[str]) -> None:
    html = "".join(pieces)
    plain = PlainTags.of(html)
    assert plain is not None and plain.texts is not None
    index = MatchedTags(list(strict.tag_pattern().finditer(html)))
    tags = tuple(index.tag(i) for i in range(len(index.names)))
    are_plain = all(proof.is_plain(tag) for tag in tags if not tag.closing)
    if are_plain and proof.proven_by_text(plain.texts):
        assert proof.proven(html, tags)


def test_it_proves_paragraphs() -> None:
    assert proof.proven_by_text(["p", 'a href="x"', "b", "/b", "/a", "br", "/p", "p", "/p"])
    assert not proof.proven_by_text(["p", "p", "/p", "/p"])
    assert not proof.proven_by_text(["p"])
    assert not proof.proven_by_text(["/p"])


def test_no_tag_is_made_to_judge_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_memo", {})
    source = Source.decode(
        "_posts/2019-01-01-x.md", b"---\ntitle: x\n---\n" + 3 * b"<p>a <b>b</b> &amp;</p>\n"
    )
    post = Post(source, Context("jekyll"))
    found = engine.lint(post, select(builtin(), [Choice(select=("html",))]))
    assert post.body.different_tags
    assert not found.diagnostics
    assert not {"tags", "_matches"} & vars(post.body).keys()

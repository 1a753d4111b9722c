"""What a post gave comes back from the cache as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.cache.results import Kept, Link, dumps, loads
from postlint.clock import Window
from postlint.context import Context
from postlint.diagnostic import Diagnostic, Edit, Fix, Related, Safety, Severity
from postlint.engine import Linted, lint_post
from postlint.registry import builtin
from postlint.selection import select
from postlint.site.stored import whole
from postlint.text import Source, Span

WORDS = st.text(max_size=8)
SPANS = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
FIXES = st.builds(
    Fix, WORDS, st.lists(st.builds(Edit, SPANS, WORDS), max_size=3).map(tuple), st.sampled_from(Safety)
)
DIAGNOSTICS = st.builds(
    Diagnostic,
    path=st.just("a.md"),
    rule=WORDS,
    severity=st.sampled_from(Severity),
    span=SPANS,
    message=WORDS,
    help=st.none() | WORDS,
    fix=st.none() | FIXES,
    related=st.lists(st.builds(Related, SPANS, WORDS, st.none() | WORDS), max_size=2).map(tuple),
    state=st.just("new"),
    fingerprint=WORDS,
    subject=st.none() | WORDS,
)


FOUND = st.just(()) | st.lists(DIAGNOSTICS, min_size=1, max_size=3)
KEPT = st.builds(
    Kept,
    st.builds(Linted, st.just("a.md"), FOUND, st.integers(0, 9), st.none()),
    st.none() | st.builds(Window, st.none() | st.integers(-9, 9), st.none() | st.integers(-9, 9)),
    st.none() | st.lists(st.builds(Link, WORDS, SPANS, WORDS), max_size=3).map(tuple),
)


@given(kept=KEPT)
def test_there_and_back(kept: Kept) -> None:
    assert loads("a.md", dumps(kept)) == kept


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"[1]", b'[[],null,0,null,[["x"]]]', b'[[],null,0,{"odd":1},[]]',
             b"[[],null,0,null,[[1,2,3,4,5,6,7,8]]]", b"[[1,2,3],null,0,null,[]]", b"[[],[[1]],0,null,[]]",
             b"\xff", b"[" * 99_999],
)  # fmt: skip
def test_foreign_bytes(data: bytes) -> None:
    assert loads("a.md", data) is None


def test_real_posts(shared: Path) -> None:
    """The results of real posts, their facts included, are the same after the cache."""
    selection = select(builtin(), [])
    context = Context(generator="jekyll")
    posts = sorted((shared / "corpora" / "finews" / "_posts").iterdir())
    for post in posts:
        linted = lint_post(Source.decode(f"_posts/{post.name}", post.read_bytes()), context, selection)
        data = dumps(Kept(linted))
        assert loads(linted.path, data) == Kept(linted._replace(diagnostics=linted.diagnostics or ()))
        own = loads(linted.path, data, own=True)
        assert own is not None and own.linted.facts is not None
        assert whole(own.linted.facts) == linted.facts
        json.loads(data)
    assert posts

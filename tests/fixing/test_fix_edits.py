"""`postlint.fix.apply`: what goes together is made, all or nothing, in one order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.diagnostic import Edit, Fix, Safety
from postlint.fix import apply
from postlint.text import Span


def fix(*edits: tuple[int, int, str], safety: Safety = Safety.SAFE, title: str = "mend it") -> Fix:
    return Fix(title, tuple(Edit(Span(start, end), new) for start, end, new in edits), safety)


@pytest.mark.parametrize(
    ("text", "fixes", "after"),
    [
        pytest.param("abc", [], "abc", id="nothing to do"),
        pytest.param("abc", [fix((1, 1, ""))], "abc", id="an edit without effect"),
        pytest.param("abc", [fix((1, 2, "b"))], "abc", id="a replacement by itself"),
        pytest.param("abc", [fix()], "abc", id="no edits"),
        pytest.param("abc", [fix((4, 5, "x"))], "abc", id="a span outside the text"),
        pytest.param("abc", [fix((-1, 1, "x"))], "abc", id="a span before the text"),
        pytest.param("abc", [fix((2, 1, "x"))], "abc", id="a span that ends before it starts"),
        pytest.param("abc", [fix((0, 2, "x"), (1, 3, "y"))], "abc", id="a fix at odds with itself"),
        pytest.param("abc", [fix((0, 1, "\ud800"))], "abc", id="a replacement that is not text"),
        pytest.param("abc", [fix((0, 1, "x\udfff"))], "abc", id="a replacement with half a character"),
        pytest.param("abc", [fix((1, 2, "B"))], "aBc", id="a replacement"),
        pytest.param("abc", [fix((3, 3, "\n"))], "abc\n", id="an insertion at the end"),
        pytest.param(
            "a\nb", [fix((2, 4, ""))], "a\n", id="a last line without the line break it is said to have"
        ),
        pytest.param("", [fix((0, 1, "x"))], "x", id="a span at the end of nothing"),
        pytest.param("abcd", [fix((3, 4, "D")), fix((0, 1, "A"))], "AbcD", id="two places"),
        pytest.param("abcd", [fix((0, 2, "x")), fix((2, 4, "y"))], "xy", id="replacements that touch"),
        pytest.param("abcd", [fix((0, 3, "x")), fix((2, 4, "y"))], "xd", id="overlap: the earlier start"),
        pytest.param("abcd", [fix((1, 2, "x")), fix((1, 4, "y"))], "ay", id="overlap: the longer one"),
        pytest.param("ab", [fix((1, 1, "x")), fix((1, 1, "y"))], "axb", id="two insertions at one point"),
        pytest.param("ab", [fix((2, 2, "\n")), fix((2, 2, "\n"))], "ab\n", id="the same insertion twice"),
        pytest.param(
            "abc", [fix((1, 1, "x")), fix((1, 2, "B"))], "aBc", id="an insertion before a replacement"
        ),
        pytest.param(
            "abc", [fix((2, 2, "x")), fix((1, 2, "B"))], "aBc", id="an insertion after a replacement"
        ),
        pytest.param(
            "ab", [fix((1, 1, "x"), (1, 1, "y"))], "axyb", id="insertions of one fix keep their order"
        ),
        pytest.param(
            "ab",
            [fix((1, 1, "y"), (1, 1, "x"))],
            "ayxb",
            id="insertions keep the order of a fix",
        ),
        pytest.param("abc", [fix((1, 2, "B"), (1, 1, "x"))], "axBc", id="one fix inserts before it replaces"),
        pytest.param("abcd", [fix((0, 1, "("), (3, 4, ")")), fix((3, 4, "x"))], "(bc)", id="all of a fix"),
        pytest.param("abcd", [fix((0, 1, "x")), fix((0, 2, "("), (3, 4, ")"))], "(c)", id="or nothing of it"),
        pytest.param(
            "abcd", [fix((0, 1, "("), (3, 4, ")")), fix((1, 2, "x"))], "(xc)", id="one inside another"
        ),
    ],
)
def test_apply(text: str, fixes: list[Fix], after: str) -> None:
    result = apply(text, fixes, Safety.SAFE)
    assert result.text == after
    assert len(result.applied) + len(result.skipped) == len(fixes)


@pytest.mark.parametrize(
    ("allowed", "after"), [(Safety.SAFE, "Abc"), (Safety.UNSAFE, "ABc"), (Safety.DISPLAY, "abc")]
)
def test_allowed(allowed: Safety, after: str) -> None:
    fixes = [
        fix((0, 1, "A")),
        fix((1, 2, "B"), safety=Safety.UNSAFE),
        fix((2, 3, "C"), safety=Safety.DISPLAY),
    ]
    assert apply("abc", fixes, allowed).text == after


SPANS = st.tuples(st.integers(-1, 13), st.integers(-1, 14), st.text("xyz\n", max_size=3))
FIXES = st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=6)


@given(text=st.text("ab\n", max_size=12), spans=FIXES, seed=st.integers(0, 5))
def test_laws(text: str, spans: list[list[tuple[int, int, str]]], seed: int) -> None:
    fixes = [fix(*edits, title=str(index)) for index, edits in enumerate(spans)]
    result = apply(text, fixes, Safety.SAFE)
    assert sorted(f.title for f in (*result.applied, *result.skipped)) == sorted(f.title for f in fixes)
    # The order in which fixes are given does not matter, and what was made can be made alone.
    random.Random(seed).shuffle(fixes)
    assert apply(text, fixes, Safety.SAFE).text == result.text
    assert apply(text, result.applied, Safety.SAFE) == type(result)(result.text, result.applied, ())
    # What no edit covers stands as it was.
    covered = {i for f in result.applied for e in f.edits for i in range(e.span.start, e.span.end)}
    kept = "".join(c for i, c in enumerate(text) if i not in covered)
    added = sum(len(e.replacement) for f in result.applied for e in f.edits)
    assert len(result.text) == len(kept) + added


def test_many_fixes_take_linear_time() -> None:
    text = "ab" * 50_000
    fixes = [fix((at, at + 1, "")) for at in range(0, len(text), 2)]
    around = [fix((0, 1, ""), (len(text) - 1, len(text), ""))]
    assert apply(text, [*around, *fixes], Safety.SAFE).text == "b" * 49_999

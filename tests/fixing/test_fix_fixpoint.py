"""`postlint.fix.fixpoint`: fixes come to an end, or are left out and named."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest

from postlint.diagnostic import Diagnostic, Edit, Fix, Safety, Severity
from postlint.fix import fixpoint
from postlint.text import Source, Span

Lint = Callable[[str], list[Diagnostic]]


def replacing(**rules: tuple[str, str]) -> Lint:
    """A linter whose rules replace each match of a pattern by a text."""

    def lint(text: str) -> list[Diagnostic]:
        found = []
        for name, (pattern, new) in rules.items():
            for match in re.finditer(pattern, text):
                span = Span(*match.span())
                fix = Fix("mend it", (Edit(span, new),))
                found.append(Diagnostic("a.md", f"x/{name}", Severity.ERROR, span, "is bad", fix=fix))
        return sorted(found, key=lambda d: d.order)

    return lint


def source(text: str) -> Source:
    return Source.decode("a.md", text.encode())


@pytest.mark.parametrize(
    ("text", "lint", "after", "count"),
    [
        pytest.param("abc", replacing(a=("x", "y")), "abc", {}, id="nothing to fix"),
        pytest.param("xax", replacing(a=("x", "y")), "yay", {"x/a": 2}, id="one round"),
        pytest.param("a", replacing(a=("a", "b"), b=("b", "c")), "c", {"x/a": 1, "x/b": 1}, id="two rounds"),
        pytest.param("aaaa", replacing(a=("aa", "a")), "a", {"x/a": 3}, id="what a fix brings together"),
    ],
)
def test_settles(text: str, lint: Lint, after: str, count: dict[str, int]) -> None:
    fixed = fixpoint(source(text), lint, Safety.SAFE)
    assert (fixed.text, dict(fixed.count), fixed.unsettled) == (after, count, ())
    assert list(fixed.remaining) == lint(after)
    assert fixpoint(source(after), lint, Safety.SAFE).text == after


@pytest.mark.parametrize(
    ("text", "lint", "after", "unsettled"),
    [
        pytest.param(
            "ax", replacing(a=("a", "b"), b=("b", "a"), x=("x", "y")), "ay", ("x/a", "x/b"), id="a circle"
        ),
        pytest.param("gx", replacing(g=("g", "gg"), x=("x", "y")), "gy", ("x/g",), id="endless growth"),
        pytest.param(
            "gx",
            replacing(g=("g", "gg"), x=("x", "y"), y=("y", "z")),
            "gz",
            ("x/g",),
            id="endless growth, after others came to an end",
        ),
        pytest.param("g", replacing(g=("$", "g")), "g", ("x/g",), id="endless growth by insertion"),
    ],
)
def test_rules_that_never_settle_are_left_out(
    text: str, lint: Lint, after: str, unsettled: tuple[str, ...]
) -> None:
    fixed = fixpoint(source(text), lint, Safety.SAFE)
    assert (fixed.text, fixed.unsettled) == (after, unsettled)
    assert list(fixed.remaining) == lint(after)
    assert fixpoint(source(after), lint, Safety.SAFE).text == after


def test_a_text_whose_rules_quarrel_in_every_attempt_stays_as_it_was() -> None:
    """Each quarrel only shows once the rules of the longer one are left out."""
    both_ways = {f"down{size}": ("^" + "ABCD"[:size], "abcd"[:size]) for size in (1, 2, 3, 4)} | {
        f"up{size}": ("^" + "abcd"[:size], "ABCD"[:size]) for size in (1, 2, 3, 4)
    }
    lint = replacing(**both_ways)
    fixed = fixpoint(source("abcd"), lint, Safety.SAFE)
    assert (fixed.text, fixed.count, list(fixed.remaining)) == ("abcd", {}, lint("abcd"))
    assert fixed.unsettled == ("x/down2", "x/down3", "x/down4", "x/up2", "x/up3", "x/up4")


def adding(letters: str) -> Lint:
    """A linter that wants each of some letters in the text, of which one a round can be added."""

    def lint(text: str) -> list[Diagnostic]:
        fixes = [Fix(f"add {c}", (Edit(Span(0, 0), c),)) for c in letters if c not in text]
        return [Diagnostic("a.md", "x/key", Severity.ERROR, Span(0, 0), "is bad", fix=fix) for fix in fixes]

    return lint


@pytest.mark.parametrize("size", [9, 10])
def test_as_many_rounds_as_there_are(size: int) -> None:
    fixed = fixpoint(source(""), adding("abcdefghij"[:size]), Safety.SAFE)
    assert (len(fixed.text), fixed.count, fixed.remaining, fixed.unsettled) == (size, {"x/key": size}, [], ())


def test_progress_is_kept_when_the_rounds_are_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["postlint.fix.fixpoint"], "_LINTED", 0)
    lint = adding("abcdefghijklmno")
    fixed = fixpoint(source(""), lint, Safety.SAFE)
    assert (len(fixed.text), dict(fixed.count)) == (10, {"x/key": 10})
    assert fixed.unsettled == ("x/key",)
    assert len(fixpoint(source(fixed.text), lint, Safety.SAFE).text) == 15


def test_a_short_text_is_fixed_for_as_long_as_it_gets_better() -> None:
    def lint(text: str) -> list[Diagnostic]:
        fix = Fix("remove one", (Edit(Span(0, 1), ""),))
        return [Diagnostic("a.md", "x/key", Severity.ERROR, Span(0, 0), "is bad", fix=fix) for _ in text]

    fixed = fixpoint(source("x" * 300), lint, Safety.SAFE)
    assert (fixed.text, dict(fixed.count), fixed.unsettled) == ("", {"x/key": 300}, ())


def test_what_is_known_is_not_linted_again() -> None:
    texts: list[str] = []
    lint = replacing(a=("a", "b"))

    def noting(text: str) -> list[Diagnostic]:
        texts.append(text)
        return lint(text)

    assert fixpoint(source("a"), noting, Safety.SAFE, lint("a")).text == "b"
    assert texts == ["b"]


def test_fixes_that_are_not_allowed_remain() -> None:
    def lint(text: str) -> list[Diagnostic]:
        fix = Fix("mend it", (Edit(Span(0, 1), ""),), Safety.UNSAFE)
        return [Diagnostic("a.md", "x/a", Severity.ERROR, Span(0, 1), "is bad", fix=fix)] if text else []

    assert fixpoint(source("a"), lint, Safety.SAFE).text == "a"
    assert len(fixpoint(source("a"), lint, Safety.SAFE).remaining) == 1
    assert fixpoint(source("a"), lint, Safety.UNSAFE).text == ""


def test_text_that_is_not_utf8_is_left_alone() -> None:
    bad = Source.decode("a.md", b"x\xff")
    fixed = fixpoint(bad, replacing(x=("x", "y")), Safety.SAFE)
    assert (fixed.text, fixed.count, fixed.unsettled) == (bad.text, {}, ())
    assert len(fixed.remaining) == 1


def test_a_shared_fix_is_made_and_counted_once() -> None:
    fix = Fix("mend it", (Edit(Span(0, 1), ""),))

    def lint(text: str) -> list[Diagnostic]:
        return [
            Diagnostic("a.md", rule, Severity.ERROR, Span(0, 1), "is bad", fix=fix)
            for rule in ("x/a", "x/b")
            if text == "ab"
        ]

    fixed = fixpoint(source("ab"), lint, Safety.SAFE)
    assert (fixed.text, dict(fixed.count)) == ("b", {"x/a": 1})

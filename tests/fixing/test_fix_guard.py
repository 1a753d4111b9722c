"""`postlint.fix.guard`: fixes that do to a post what they must not are held back, and the others made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from postlint.context import Context
from postlint.diagnostic import Diagnostic, Edit, Fix, Safety, Severity
from postlint.fix import Fixed, fixpoint, guard
from postlint.post import Post
from postlint.text import Source, Span
from tests.fixing import law_sweep
from tests.fixing.law_sweep import Sweep
from tests.fuzz.hostile import SITES
from tests.fuzz.seeds import regressions
from tests.fuzz.targets import GENERATORS

Change = tuple[str, str]
PATH = "content/a.md"


ID = "html/duplicate-id"
STRAY = "html/stray-end-tag"
FENCE = "front-matter/malformed-fence"
TABLE = "markdown/accidental-table"
TEXT = "markdown/html-as-text"


def fixed(text: str, rules: dict[str, Change], allowed: Safety = Safety.SAFE) -> Fixed:
    """A post fixed by rules that replace each match of a pattern; what brings `!!` brings an error."""

    def lint(text: str) -> list[Diagnostic]:
        found = [
            Diagnostic(PATH, "x/brought", Severity.ERROR, Span(m.start(), m.end()), "is new")
            for m in re.finditer("!!", text)
        ]
        for rule, (pattern, new) in rules.items():
            for match in re.finditer(pattern, text):
                span = Span(*match.span())
                fix = Fix("mend it", (Edit(span, new),))
                found.append(Diagnostic(PATH, rule, Severity.WARNING, span, "is bad", fix=fix))
        return sorted(found, key=lambda d: d.order)

    def read(text: str) -> Post:
        return Post(Source.decode(PATH, text.encode()), Context("hugo"))

    return fixpoint(read(text).source, lint, allowed, None, read)


@pytest.mark.parametrize(
    ("text", "rules", "after"),
    [
        pytest.param("a BAD\n", {ID: ("BAD", "bad")}, "a BAD\n", id="text"),
        pytest.param("<i id=BAD>a</i>\n", {ID: ("BAD", "b")}, "<i id=b>a</i>\n", id="attribute"),
        pytest.param("<i>a</i>\n", {ID: ("<.*>", "<b>a</b>")}, None, id="elements"),
        pytest.param("a <b></b>\n", {ID: ("<b></b>", "")}, "a \n", id="a format around nothing"),
        pytest.param(
            "<i id=BAD>a</i> BAD <i id=BAD>b</i> c BAD\n",
            {ID: ("BAD", "b")},
            "<i id=b>a</i> BAD <i id=b>b</i> c BAD\n",
            id="those to blame only",
        ),
        pytest.param("a BAD\n", {"own/rule": ("BAD", "bad")}, "a bad\n", id="a rule that is not postlint's"),
        pytest.param("a|b\n", {TABLE: (r"\|", "")}, "ab\n", id="what the rule is about"),
        pytest.param("a|b\n", {TABLE: (r"\|b", "")}, "a|b\n", id="and more"),
        pytest.param("a &lt;b>\n", {TEXT: ("&lt;b>", "<b>")}, "a <b>\n", id="less text"),
        pytest.param("a <b>\n", {TEXT: ("<b>", "&lt;b>")}, "a <b>\n", id="more text"),
        pytest.param("---\na: BAD\n---\na\n", {ID: ("BAD", "b")}, "---\na: b\n---\na\n", id="front matter"),
        pytest.param(
            "-- -\na: b\n---\na\n",
            {FENCE: ("-- -", "---")},
            "---\na: b\n---\na\n",
            id="the page begins elsewhere",
        ),
        pytest.param(
            "-- -\na: b\n---\na BAD\n",
            {FENCE: ("-- -", "---"), ID: ("BAD", "b")},
            "---\na: b\n---\na BAD\n",
            id="and has what it must not",
        ),
        pytest.param("a {{< b >}} c {{< de >}}\n", {ID: ("{{< b >}} ", "")}, None, id="a template"),
        pytest.param(
            "<i id='{{< a >}}'>b</i> {{< c >}}\n",
            {ID: (" id='.*?'", "")},
            "<i>b</i> {{< c >}}\n",
            id="a template in an attribute, and a later one",
        ),
        pytest.param("a<!-- -->b\n", {ID: ("<!-- -->", "<!-- !! -->")}, None, id="a new error"),
        pytest.param(
            "a<!-- -->b<!-- c -->d\n",
            {ID: ("<!-- -->", "<!-- !! -->"), STRAY: ("<!-- c -->", "")},
            "a<!-- -->bd\n",
            id="a new error by one of two",
        ),
        pytest.param(
            "a &lt;b>\n", {TEXT: ("&lt;b>", "<b id='!!'>")}, "a <b id='!!'>\n", id="what is revealed"
        ),
    ],
)
def test_what_is_made(text: str, rules: dict[str, Change], after: str | None) -> None:
    done = fixed(text, rules)
    assert (done.text, done.unsettled) == (after or text, ())
    assert fixed(done.text, rules).text == done.text


def test_what_is_held_back_is_no_longer_safe() -> None:
    done = fixed("a BAD <i id=BAD>b</i>\n", {ID: ("BAD", "bad")})
    assert (done.text, dict(done.count)) == ("a BAD <i id=bad>b</i>\n", {"html/duplicate-id": 1})
    assert [d.fix and d.fix.safety for d in done.remaining] == [Safety.UNSAFE]


def test_unsafe_fixes_may_change_the_page_but_bring_no_error() -> None:
    rules = {ID: ("BAD", "bad"), STRAY: ("ODD", "!!")}
    done = fixed("a BAD ODD\n", rules, Safety.UNSAFE)
    assert done.text == "a bad ODD\n"
    assert [d.fix and d.fix.safety for d in done.remaining] == [Safety.DISPLAY]


def test_what_a_held_back_fix_kept_from_being_made_is_made() -> None:
    done = fixed("<i id=x>b</i>\n", {ID: ("<i id=x>b", "<i id=x>c"), STRAY: ("x>", "y>")})
    assert done.text == "<i id=y>b</i>\n"


def test_the_search_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not cleared is not made, and a second run changes nothing either."""
    text = "a BAD " * 40 + "<i id=BAD>b</i>\n"
    assert fixed(text, {ID: ("BAD", "bad")}).text == text.replace("=BAD", "=bad")
    monkeypatch.setattr(guard, "_RENDERED", 0)
    assert fixed(text, {ID: ("BAD", "bad")}).text == text


@pytest.fixture(params=regressions("fix"), ids=lambda path: path.name)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A site with one of the posts whose fixes once broke a law."""
    data = request.param.read_bytes()
    (of_it,) = [one for one in SITES if one.folder == GENERATORS[data[0]]]
    name, text = of_it.configuration
    (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / of_it.posts).mkdir(parents=True)
    (tmp_path / of_it.posts / "2021-12-29-a.md").write_bytes(data[1:])
    return tmp_path


def test_laws_that_were_broken_hold(site: Path) -> None:
    assert [one.faults for one in Sweep().site(site)] == [()]


def test_they_are_held_by_the_guard(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unguarded: Callable[..., Fixed] = lambda source, lint, allowed, found=None, read=None: fixpoint(  # noqa: E731
        source, lint, allowed, found
    )
    monkeypatch.setattr(law_sweep, "fixpoint", unguarded)
    assert [bool(one.faults) for one in Sweep().site(site)] == [True]

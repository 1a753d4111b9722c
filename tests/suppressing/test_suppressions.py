"""`postlint.suppress`: what a comment reaches, what is wrong with it, and what it did."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

import pytest

from postlint.context import Context
from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.fix import apply as apply_fixes
from postlint.post import Post
from postlint.suppress import Suppressions, apply, filtered, read
from postlint.text import Source, Span

HEAD = "---\nlayout: post\ntitle: x\n---\n"


def source(text: str) -> Source:
    return Source.decode("_posts/2021-12-29-x.md", text.encode())


def suppressions(text: str) -> Suppressions:
    return Post(source(text), Context(generator="jekyll")).once(read)


def faults(text: str, rules: Iterable[str] = ("html/bad",)) -> list[Diagnostic]:
    """A fault of each rule at every `BAD` of the text."""
    found = [
        Diagnostic("_posts/2021-12-29-x.md", rule, Severity.ERROR, Span(*match.span()), "is bad")
        for match in re.finditer("BAD", text)
        for rule in rules
    ]
    return sorted(found, key=lambda d: d.order)


def kept(text: str, rules: Iterable[str] = ("html/bad",)) -> list[int]:
    """Which of the `BAD`s of a text, counted from 0, are still reported."""
    result = filtered(suppressions(text).items, faults(text, rules))
    places = [match.start() for match in re.finditer("BAD", text)]
    return [places.index(d.span.start) for d in result.kept]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(HEAD + "BAD\n", [0], id="none"),
        pytest.param(HEAD + "postlint: ignore[html/bad]\nBAD\n", [0], id="not a comment"),
        pytest.param(
            HEAD + "<!-- about postlint: ignore[html/bad] -->\nBAD\n", [0], id="in the middle of a comment"
        ),
        pytest.param(
            HEAD + "```\n<!-- postlint: ignore[html/bad] -->\nBAD\n```\n", [0], id="in a code block"
        ),
        pytest.param(HEAD + "`<!-- postlint: ignore[html/bad] -->` BAD\n", [0], id="in a code span"),
        pytest.param(HEAD + "<!-- postlint: ignore[html/bad]\nBAD\n", [0], id="a comment without an end"),
        pytest.param(HEAD + "<!-- postlint: ignore[html/other] -->\nBAD\n", [0], id="another rule"),
        pytest.param(HEAD + "<!-- postlint: ignore[link] -->\nBAD\n", [0], id="another group"),
        pytest.param(HEAD + "<!-- postlint: ignore[html/bad] -->\nBAD\nBAD\n", [1], id="the next line alone"),
        pytest.param(HEAD + "<!--postlint:ignore[ html/bad ]why-->\nBAD\n", [], id="no blanks, or some"),
        pytest.param(
            HEAD + "<!-- postlint: ignore[html/bad] why -->\n\n \nBAD\n", [], id="blank lines between"
        ),
        pytest.param(HEAD + "<!-- postlint: ignore[html/bad] -->\r\nBAD\r\nBAD\r\n", [1], id="CRLF"),
        pytest.param(
            HEAD + "<!-- postlint: ignore[a/b] -->\n<!-- postlint: ignore[html] -->\n"
            "<!-- postlint: ignore[c] -->\nBAD\n",
            [],
            id="several above one line",
        ),
        pytest.param(HEAD + "BAD <!-- postlint: ignore[html/bad] -->\nBAD\n", [1], id="this line"),
        pytest.param(HEAD + "<!-- postlint: ignore[html/bad] --> BAD\nBAD\n", [1], id="this line, in front"),
        pytest.param(HEAD + "<!-- postlint: ignore[html] -->\nBAD\n", [], id="the group"),
        pytest.param(HEAD + "<!-- postlint: ignore[all] -->\nBAD\n", [], id="all"),
        pytest.param(HEAD + "<!-- postlint: ignore[a/b, html/bad, c] -->\nBAD\n", [], id="one of several"),
        pytest.param(
            HEAD + "<!-- postlint:\n  ignore[a/b,\n  html/bad]\n  why -->\nBAD\n", [], id="several lines"
        ),
        pytest.param(HEAD + "BAD\n<!-- postlint: ignore-file[html/bad] why -->\nBAD\n", [], id="the file"),
        pytest.param(
            HEAD
            + "BAD\n<!-- postlint: ignore-start[html] -->\nBAD\nBAD\n<!-- postlint: ignore-end -->\nBAD\n",
            [0, 3],
            id="a block",
        ),
        pytest.param(
            HEAD + "<!-- postlint: ignore-start[html] -->\nBAD\n<!-- postlint: ignore-start[link] -->\nBAD\n"
            "<!-- postlint: ignore-end -->\nBAD\n<!-- postlint: ignore-end -->\nBAD\n",
            [3],
            id="a block in a block",
        ),
        pytest.param(
            HEAD + "<!-- postlint: ignore-start[html] -->\nBAD\n\nBAD\n", [], id="a block without an end"
        ),
        pytest.param(
            HEAD + "{% comment %} postlint: ignore[html/bad] {% endcomment %}\nBAD\nBAD\n", [1], id="Liquid"
        ),
        pytest.param(
            HEAD + "{%- comment -%}\npostlint: ignore[html/bad]\n{%- endcomment -%}\nBAD\n",
            [],
            id="Liquid, lines",
        ),
        pytest.param(
            "---\n# postlint: ignore[html/bad]\na: BAD\nb: BAD\n---\n", [1], id="YAML, the next line"
        ),
        pytest.param(
            "---\na: BAD # postlint: ignore[html/bad] why\nb: BAD\n---\n", [1], id="YAML, this line"
        ),
        pytest.param("---\n# postlint: ignore-file[html/bad]\na: BAD\n---\nBAD\n", [], id="YAML, the file"),
        pytest.param("---\na: 'BAD # postlint: ignore[html/bad]'\n---\n", [0], id="YAML, in a string"),
        pytest.param("---\na: BAD#postlint: ignore[html/bad]\n---\n", [0], id="YAML, not a comment"),
        pytest.param("---\na: b\n---\n# postlint: ignore[html/bad]\nBAD\n", [0], id="a heading"),
        pytest.param(HEAD + "<!-- postlint: ignore[html/bad] -->\n", [], id="nothing to suppress"),
        pytest.param(HEAD + "<!-- postlint: ignore[html/bad] -->", [], id="at the end of the file"),
    ],
)
def test_reach(text: str, left: list[int]) -> None:
    assert kept(text) == left


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- postlint: ignore -->", "`ignore` names no rule"),
        ("<!-- postlint: ignore[] -->", "`ignore` names no rule"),
        ("<!-- postlint: ignore[ , ] -->", "`ignore` names no rule"),
        ("<!-- postlint: ignore[html/bad -->", "`ignore[` is not closed"),
        ("<!-- postlint: ignroe[html/bad] -->", "postlint has no comment `ignroe`; did you mean `ignore`?"),
        ("<!-- postlint: disable[html/bad] -->", "postlint has no comment `disable`"),
        ("<!-- postlint: -->", "the comment asks postlint for nothing"),
        ("<!-- postlint: ignore-end -->", "`ignore-end` has no `ignore-start` before it"),
        (
            "<!-- postlint: ignore-start[html] -->",
            "`ignore-start` has no `ignore-end` after it, and suppresses to the end of the file",
        ),
    ],
)
def test_faults(comment: str, message: str) -> None:
    assert [fault.message for fault in suppressions(HEAD + comment + "\nBAD\n").faults] == [message]


def test_reason_and_names() -> None:
    text = HEAD + "<!-- postlint: ignore[html/bad , link] the importer\n  did it -->\n"
    (item,) = suppressions(text).items
    assert item.reason == "the importer did it"
    assert [(s.name, text[s.span.start : s.span.end]) for s in item.selectors] == [
        ("html/bad", "html/bad"),
        ("link", "link"),
    ]
    assert text[item.span.start : item.span.end].endswith("-->")


def test_errors_of_postlint_are_always_heard() -> None:
    text = HEAD + "<!-- postlint: ignore-file[all] -->\nBAD\n"
    assert kept(text, ["postlint/internal-error"]) == [0]


RULES = frozenset({"html/duplicate-id", "html/stray-end-tag", "link/empty", "postlint/unused-suppression"})


def unused(text: str, rules: Iterable[str] = ("html/duplicate-id",)) -> list[Diagnostic]:
    """What is said about the suppressions of a text whose `BAD`s are faults."""
    post = Post(source(text), Context(generator="jekyll"))
    found, _ = apply(post, faults(text, rules), RULES, RULES)
    return [d for d in found if d.rule == "postlint/unused-suppression"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param(HEAD + "<!-- postlint: ignore[html/duplicate-id] -->\nBAD\n", [], id="used"),
        pytest.param(HEAD + "<!-- postlint: ignore[html] -->\nBAD\n", [], id="a group that is used"),
        pytest.param(HEAD + "<!-- postlint: ignore[date/no-such] -->\nx\n", [], id="a rule that did not run"),
        pytest.param(HEAD + "<!-- postlint: ignore[link/empty] -->\nBAD\n", ["link/empty"], id="unused"),
        pytest.param(
            HEAD + "<!-- postlint: ignore[html/duplicate-id, link/empty] -->\nBAD\n",
            ["link/empty"],
            id="one of two",
        ),
        pytest.param(
            HEAD + "<!-- postlint: ignore-file[html] -->\nBAD <!-- postlint: ignore[html] -->\n",
            ["html"],
            id="one that another makes needless",
        ),
        pytest.param(
            HEAD + "<!-- postlint: ignore-file[html/duplicate-id] -->\nx\n", ["html/duplicate-id"], id="file"
        ),
    ],
)
def test_unused(text: str, places: list[str]) -> None:
    assert [text[d.span.start : d.span.end] for d in unused(text)] == places


@pytest.mark.parametrize(
    ("text", "after", "safety"),
    [
        ("---\na: b\n# postlint: ignore[html]\nc: d\n---\n", "---\na: b\nc: d\n---\n", Safety.SAFE),
        ("---\na: b   # postlint: ignore[html]\n---\n", "---\na: b\n---\n", Safety.SAFE),
        (HEAD + "x\n\n<!-- postlint: ignore[html] -->\ny\n", HEAD + "x\n\ny\n", Safety.SAFE),
        (HEAD + "<!-- postlint: ignore[html] -->\r\n\r\ny\r\n", HEAD + "\r\ny\r\n", Safety.SAFE),
        (HEAD + "x\n<!-- postlint: ignore[html] -->", HEAD + "x\n", Safety.SAFE),
        (HEAD + "x\n<!-- postlint: ignore[html] -->\ny\n", HEAD + "x\ny\n", Safety.SAFE),
        (HEAD + "x  <!-- postlint: ignore[html] -->\ny\n", HEAD + "x\ny\n", Safety.SAFE),
        (HEAD + "*x<!-- postlint: ignore[html] --> y*\n", HEAD + "*x y*\n", Safety.SAFE),
        (HEAD + "*<!-- postlint: ignore[html] -->* y*\n", HEAD + "** y*\n", Safety.UNSAFE),
        (HEAD + "[a](/b<!-- postlint: ignore[html] -->c)\n", HEAD + "[a](/bc)\n", Safety.UNSAFE),
        (HEAD + "- x\n\n<!-- postlint: ignore[html] -->\n\n- y\n", HEAD + "- x\n\n\n- y\n", Safety.UNSAFE),
        (HEAD + "x <!-- postlint: ignore[html] -->  \ny\n", HEAD + "x  \ny\n", Safety.SAFE),
        (HEAD + "x <!-- postlint: ignore[html] --> y\n", HEAD + "x  y\n", Safety.SAFE),
        (HEAD + "<!-- postlint: ignore[html] --> y\n", HEAD + " y\n", Safety.SAFE),
    ],
)
def test_removal(text: str, after: str, safety: Safety) -> None:
    (found,) = unused(text)
    assert found.fix
    assert found.fix.safety is safety
    assert apply_fixes(text, [found.fix], Safety.UNSAFE).text == after


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ("link/empty, html", "html"),
        ("html,link/empty", "html"),
        ("html, link/empty , html/stray-end-tag", "html, html/stray-end-tag"),
    ],
)
def test_removal_of_one_name(names: str, left: str) -> None:
    text = HEAD + f"BAD <!-- postlint: ignore[{names}] why -->\n"
    found = unused(text, ["html/duplicate-id", "html/stray-end-tag"])
    (fix,) = [d.fix for d in found if d.message.startswith("`link/empty`") and d.fix]
    assert apply_fixes(text, [fix], Safety.SAFE).text == HEAD + f"BAD <!-- postlint: ignore[{left}] why -->\n"


@pytest.mark.parametrize("between", ["", " ", "\n", "\n\n", " y\n", "\n- y\n"])
def test_hundreds_next_to_each_other_go_at_once(between: str) -> None:
    comment = "<!-- postlint: ignore[html] -->"
    text = HEAD + "x\n\ny " + between.join([comment] * 300) + "\nz\n"
    fixes = [d.fix for d in unused(text) if d.fix]
    once = apply_fixes(text, fixes, Safety.SAFE).text
    assert "postlint:" not in once
    assert len(fixes) == 300


def test_one_that_changes_the_page_keeps_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    comment = "<!-- postlint: ignore[html] -->"
    lines = [f"{comment} x"] * 40
    lines[17] = f"*{comment}* y*"
    text = HEAD + "\n\n".join(lines) + "\n"
    left = apply_fixes(text, [d.fix for d in unused(text) if d.fix], Safety.SAFE).text
    assert left.count(comment) == 1
    monkeypatch.setattr("postlint.suppress.removal._RENDERINGS", 3)
    left = apply_fixes(text, [d.fix for d in unused(text) if d.fix], Safety.SAFE).text
    assert left.count(comment) > 1


def test_a_block_goes_with_its_end() -> None:
    text = HEAD + "x\n\n<!-- postlint: ignore-start[html] -->\n\ny\n\n<!-- postlint: ignore-end -->\n"
    (found,) = unused(text)
    assert found.fix
    assert apply_fixes(text, [found.fix], Safety.SAFE).text == HEAD + "x\n\n\ny\n\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "<!-- postlint: ignore[" * 50_000,
        HEAD + "{% comment %} postlint: " * 50_000,
        HEAD + "<!-- postlint: ignore-start[html] -->\nBAD\n" * 10_000,
        HEAD + "BAD <!-- postlint: ignore[html] -->\n" * 10_000,
        "---\n" + "# postlint: ignore[html]\n" * 20_000 + "---\n",
        HEAD + "<!--" + " " * 500_000,
        HEAD + "<!-- postlint: ignore[" + "," * 500_000 + "] -->",
    ],
)
def test_hostile_input_takes_linear_time(text: str) -> None:
    found = source(text)
    items = faults(text)
    started = time.process_time()
    post = Post(found, Context(generator="jekyll"))
    post.__dict__["body"] = _NoCode()  # the renderer's time is not ours
    filtered(post.once(read).items, items)
    assert time.process_time() - started < 3


class _NoCode:
    code = ()

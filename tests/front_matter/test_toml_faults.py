"""Faults of TOML: the cause, the culprit, the fact, the advice and the fix."""

from __future__ import annotations

import pytest

from postlint.context import Context
from postlint.front_matter import SyntaxFault, read

PAIR = "write `key = value`"
QUOTE, INNER = 'put it in `"`', 'write `\\"` for a quote inside a text'
ESCAPE = "write `\\\\`, or use single quotes"
UNQUOTED = ("unquoted-text", "a text stands without quotes", QUOTE)
AFTER = ("text-after-value", "text stands after the end of the value")
OPEN_QUOTE = ("unclosed-quote", "this quote is not closed on its line", "close the text")
OPEN_BRACKET = ("unclosed-bracket", "this bracket is never closed", "close it")
NO_EQUALS = ("missing-equals", "this line has no `=`", PAIR)
COLON = ("wrong-separator", "a colon stands where TOML wants `=`", PAIR)
TWICE = "stands twice, which TOML does not allow"


def faults(block: str) -> tuple[str, tuple[SyntaxFault, ...]]:
    text = f"+++\nlayout = 'x'\n{block}\n+++\n"
    matter, near = read(text, Context("hugo"))
    assert matter is not None and not near
    return text, matter.faults


@pytest.mark.parametrize(
    ("block", "culprit", "said", "mended"),
    [
        ("a = b c", "b c", UNQUOTED, 'a = "b c"'),
        ("a = C:\\x", "C:\\x", UNQUOTED, "a = 'C:\\x'"),
        ("a = TRUE", "TRUE", UNQUOTED, 'a = "TRUE"'),
        ('a = "x" y z', "y z", (*AFTER, INNER), None),
        ("a = 1 2", "2", (*AFTER, None), None),
        ("a = 01", "1", (*AFTER, None), None),
        ('a = "x', '"', OPEN_QUOTE, None),
        ("a = 'x", "'", OPEN_QUOTE, None),
        ('a = """x', '"', OPEN_QUOTE, None),
        ("a = [1, 2", "[", OPEN_BRACKET, None),
        ("a = {b = 1", "{", OPEN_BRACKET, None),
        ('a = "x\\q"', "\\q", ("bad-escape", "`\\q` is no escape that TOML knows", ESCAPE), None),
        ('a = "\\u12"', "\\u", ("bad-escape", "`\\u` is no escape that TOML knows", ESCAPE), None),
        ("a b", "b", NO_EQUALS, None),
        ("word", "word", NO_EQUALS, None),
        ("a: 1", ":", COLON, "a = 1"),
        ("a：1", "：", COLON, "a =1"),
        ("a =", "=", ("missing-value", "a value is missing after the `=`", 'write `key = "value"`'), None),
        (
            "a =  # x",
            "=",
            ("missing-value", "a value is missing after the `=`", 'write `key = "value"`'),
            None,
        ),
        ("= 1", "=", ("syntax", "TOML cannot be read here (Invalid statement)", None), None),
        (
            "<<<<<<< a\nx = 1",
            "<<<<<<< a",
            ("merge-conflict", "a merge conflict was left in the front matter", None),
            None,
        ),
        ("a = 1\na = 2", "a", ("duplicate-key", f"`a` {TWICE}", "keep one of the two"), None),
        ("a.b = 1\na.b.c = 2", "a.b.c", ("duplicate-key", f"`a.b.c` {TWICE}", "keep one of the two"), None),
        ("[t]\na = 1\n[t]\nb = 2", "[t]", ("duplicate-key", f"`[t]` {TWICE}", "keep one of the two"), None),
    ],
)
def test_faults(block: str, culprit: str, said: tuple[str, str, str | None], mended: str | None) -> None:
    text, found = faults(block)
    cause, fact, advice = said
    assert [(one.cause, one.message, one.help) for one in found] == [
        (cause, f"{fact}; Hugo stops the build", advice)
    ]
    span, fix = found[0].span, found[0].fix
    assert text[span.start : span.end] == culprit
    if fix is None:
        assert mended is None
    else:
        [(place, new)] = fix.edits
        assert text[: place.start] + new + text[place.end :] == text.replace(block, mended or "")


def test_each_statement_has_its_own_fault_and_the_others_are_read() -> None:
    text = "+++\na = 1\nb = x\nc = y\nd = [2,\n 3]\n[t]\ne = z\nf = 4\n+++\n"
    matter, _ = read(text, Context("hugo"))
    assert matter is not None
    assert [text[one.span.start : one.span.end] for one in matter.faults] == ["x", "y", "z"]
    assert [entry.key.text for entry in matter.partial] == ["a", "d"]


def test_at_most_twenty_faults_are_told() -> None:
    _, found = faults("\n".join(f"a{number} = x" for number in range(30)))
    assert len(found) == 20

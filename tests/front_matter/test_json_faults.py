"""Faults of JSON: the cause, the culprit, the fact and the advice."""

from __future__ import annotations

import pytest

from postlint.front_matter.json import JsonError, compose, compose_members

QUOTES, ESCAPE = 'put texts and keys in `"`', "write `\\\\` for a backslash"
COMMA, KEY = "JSON allows no comma after the last item", "a key of JSON is a text in double quotes"
UNCLOSED = "the JSON ends before all that was opened is closed"
NOT_CLOSED = ('the `"` is not closed on its line', 'close the text with `"`')
CONTROL = ("a control character stands in the text", "write it as an escape")
FAULTS = [
    ('{"a" 1}', "missing-colon", 5, "1", "a colon is missing before `1`", 'write `"key": value`'),
    ('{"a":1 "b":2}', "missing-comma", 7, '"b"', 'a comma is missing before `"b"`',
     "put a comma between two members"),
    ('{"a":1,}', "trailing-comma", 6, ",", "a comma stands before the closing `}`", COMMA),
    ('{"a":[1,2, ], "b":[1,2]}', "trailing-comma", 9, ",", "a comma stands before the closing `]`", COMMA),
    ('{"a":[1,]}', "trailing-comma", 7, ",", "a comma stands before the closing `]`", COMMA),
    ('{"a":[,1]}', "stray-mark", 6, ",", "a `,` stands where JSON wants value or ]", None),
    ('{,"a":1}', "stray-mark", 1, ",", "a `,` stands where JSON wants key or }", None),
    ('{"a":}', "missing-value", 5, "}", "a value is missing before this `}`", None),
    ('{"a":1]', "stray-mark", 6, "]", "this `]` closes nothing", None),
    ('{"a":[1}', "stray-mark", 7, "}", "this `}` closes nothing", None),
    ("{1:2}", "bad-key", 1, "1", "`1` is no key", KEY),
    ("{[1]:2}", "bad-key", 1, "[", "`[` is no key", KEY),
    ('{"a"::1}', "stray-mark", 5, ":", "a `:` stands where JSON wants value", None),
    ('{"a","b"}', "stray-mark", 4, ",", "a `,` stands where JSON wants :", None),
    ('{"a":1,,"b":2}', "stray-mark", 7, ",", "a `,` stands where JSON wants key", None),
    ('{"a":1}}', "text-after", 7, "}", "text stands after the end of the JSON", None),
    ('{"a":1} 2', "text-after", 8, "2", "text stands after the end of the JSON", None),
    ('{"a":{"b":1}', "unclosed", 0, "{", UNCLOSED, None),
    ('{"a":[1', "unclosed", 5, "[", UNCLOSED, None),
    ('{"a": // c\n1}', "comment", 6, "//", "JSON has no comments", "take the comment away"),
    ('{"a": /* c */1}', "comment", 6, "/*", "JSON has no comments", "take the comment away"),
    ("{ 'a': 1}", "odd-quote", 2, "'", "JSON knows no `'`", 'put texts in `"`'),
    ("{“a”: 1}", "odd-quote", 1, "“", "JSON knows no `“`", 'put texts in `"`'),
    ('{"a": tru}', "bare-word", 6, "tru", "`tru` stands without quotes", QUOTES),
    ('{a: 1}', "bare-word", 1, "a", "`a` stands without quotes", QUOTES),
    ('{"a":\r\n\t x,1}', "bare-word", 9, "x", "`x` stands without quotes", QUOTES),
    ('{"a": a-word-that-goes-on-and-on}', "bare-word", 6, "a-word-that-goes-on-and-on",
     "`a-word-that-goes-on-and-` stands without quotes", QUOTES),
    ('{"a": "x\\q"}', "bad-escape", 8, "\\q", "`\\q` is no escape that JSON knows", ESCAPE),
    ('{"a": "\\n\\u12"}', "bad-escape", 9, "\\u", "`\\u` is no escape that JSON knows", ESCAPE),
    ('{"a": "x\\', "bad-escape", 8, "\\", "`\\` is no escape that JSON knows", ESCAPE),
    ('{"a": "x\ny"}', "unclosed-quote", 6, '"', *NOT_CLOSED),
    ('{"a": "x', "unclosed-quote", 6, '"', *NOT_CLOSED),
    ('{"a": "\\"x\ty"}', "control-character", 6, '"\\"x\ty', *CONTROL),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cause", "at", "culprit", "fact", "advice"), FAULTS)
@pytest.mark.parametrize("before", ["", "[,] "])
def test_faults(
    text: str, cause: str, at: int, culprit: str, fact: str, advice: str | None, before: str
) -> None:
    """What stands before the block is none of its business."""
    whole, start = before + text, len(before)
    error = compose(whole, start, len(whole)).error
    assert error is not None
    assert error == JsonError(cause, error.span, fact, advice)
    assert error.span.start == start + at
    assert whole[error.span.start : error.span.end] == culprit


@pytest.mark.parametrize(
    ("text", "cause", "at"),
    [
        ('"a": 1, "b": {"c": [1]}', None, 0),
        ('"a": 1,', None, 0),
        ("", None, 0),
        ("\n", None, 0),
        ('"a":', "unclosed", 0),
        ('"a"', "unclosed", 0),
        ('"a": [1', "unclosed", 5),
        ('"a": 1}', "stray-mark", 6),
        ("1", "bad-key", 0),
        ('"a" 1', "missing-colon", 4),
        ('"a": 1 "b": 2', "missing-comma", 7),
    ],
)
def test_members_without_braces(text: str, cause: str | None, at: int) -> None:
    error = compose_members(text, 0, len(text)).error
    assert (error and error.cause, error.span.start if error else 0) == (cause, at)

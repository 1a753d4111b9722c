"""JSON front matter into the value tree, with the place of every key and value."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import NamedTuple

from postlint.front_matter.block import TOO_DEEP, too_deep
from postlint.front_matter.tree import Entry, Mapping, Node, Scalar, Sequence, Value
from postlint.text import Span

MAX_DEPTH = 100
"""Levels of nesting, where nobody says otherwise."""


class JsonError(NamedTuple):
    """Where and why the text is no JSON, in our words; `cause` is a short stable name."""

    cause: str
    span: Span
    fact: str
    help: str | None = None


class Composed(NamedTuple):
    """The root, or an error."""

    root: Node | None
    error: JsonError | None = None


class _Stopped(Exception):
    def __init__(self, error: JsonError) -> None:
        super().__init__(error.fact)
        self.error = error


class _Open(NamedTuple):
    """A collection whose end has not come yet; `key` waits for its value."""

    start: int
    closing: str
    nodes: list[Node]


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(
        r'[ \t\r\n]*(?:(?P<string>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")'
        r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)"
        r"|(?P<word>true|false|null)|(?P<mark>[\[\]{},:]))"
    )


_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}


def compose(text: str, start: int, end: int, most_depth: int = MAX_DEPTH) -> Composed:
    """The value tree of the JSON in ``text[start:end]``, of at most so many levels."""
    try:
        return _compose(text, start, end, [], most_depth)
    except _Stopped as stopped:
        return Composed(None, stopped.error)


def compose_members(text: str, start: int, end: int, most_depth: int = MAX_DEPTH) -> Composed:
    """The value tree of an object whose braces are left out, as Hexo wants it between ``;;;``."""
    root = _Open(start, "", [])
    try:
        return _compose(text, start, end, [root], most_depth)
    except _Stopped as stopped:
        return Composed(None, stopped.error)


def _compose(text: str, start: int, end: int, stack: list[_Open], most_depth: int) -> Composed:
    tokens, at = _tokens(), start
    bare, done = bool(stack), False
    expected = "key" if bare else "value"
    while True:
        match = tokens.match(text, at, end)
        if match is None:
            if text[at:end].strip(" \t\r\n"):
                raise _Stopped(_odd(text, at, end))
            break
        at, kind = match.end(), match.lastgroup
        token = Span(match.start(kind or 0), match.end())
        mark = text[token.start] if kind == "mark" else ""
        if done:
            raise _Stopped(JsonError("text-after", token, "text stands after the end of the JSON"))
        if mark in ("{", "["):
            _want(text, token, expected, "value")
            if len(stack) >= most_depth:
                raise _Stopped(JsonError(TOO_DEEP, token, too_deep(most_depth)))
            stack.append(_Open(token.start, "}" if mark == "{" else "]", []))
            expected = "key or }" if mark == "{" else "value or ]"
            continue
        if mark in ("}", "]"):
            node, expected = _close(text, token, stack, expected)
        elif mark:
            expected = _separator(text, token, stack, expected)
            continue
        else:
            node = _scalar(text, token, kind or "")
            _want(text, token, expected, "key" if kind == "string" else "value")
        if not stack:
            done, root = True, node
            continue
        stack[-1].nodes.append(node)
        is_key = stack[-1].closing in ("}", "") and len(stack[-1].nodes) % 2 == 1
        expected = ":" if is_key else ", or the end"
    if bare and len(stack) == 1 and expected in (", or the end", "key"):
        return Composed(_mapping(Span(start, end), stack[0].nodes))
    if done:
        return Composed(root)
    opened = stack[-1].start if stack and not (bare and len(stack) == 1) else start
    raise _Stopped(
        JsonError("unclosed", Span(opened, opened + 1), "the JSON ends before all that was opened is closed")
    )


def _want(text: str, token: Span, expected: str, got: str) -> None:
    if got in expected or (got == "key" and "value" in expected):
        return
    short = text[token.start : min(token.end, token.start + 24)]
    if expected.startswith(","):
        error = JsonError(
            "missing-comma", token, f"a comma is missing before `{short}`", "put a comma between two members"
        )
    elif expected == ":":
        error = JsonError(
            "missing-colon", token, f"a colon is missing before `{short}`", 'write `"key": value`'
        )
    else:
        error = JsonError(
            "bad-key", token, f"`{short}` is no key", "a key of JSON is a text in double quotes"
        )
    raise _Stopped(error)


def _separator(text: str, token: Span, stack: list[_Open], expected: str) -> str:
    mark = text[token.start]
    if mark == ":" and expected == ":":
        return "value"
    if mark == "," and stack and expected == ", or the end":
        return "value" if stack[-1].closing == "]" else "key"
    raise _Stopped(JsonError("stray-mark", token, f"a `{mark}` stands where JSON wants {expected}"))


def _close(text: str, token: Span, stack: list[_Open], expected: str) -> tuple[Node, str]:
    mark = text[token.start]
    if not stack or stack[-1].closing != mark:
        raise _Stopped(JsonError("stray-mark", token, f"this `{mark}` closes nothing"))
    if (
        expected in ("key", "value")
        and stack[-1].nodes
        and len(stack[-1].nodes) % 2 == (mark == "]" and len(stack[-1].nodes) % 2)
    ):
        comma = text.rfind(",", 0, token.start)
        fact = f"a comma stands before the closing `{mark}`"
        raise _Stopped(
            JsonError(
                "trailing-comma", Span(comma, comma + 1), fact, "JSON allows no comma after the last item"
            )
        )
    if mark not in expected and "end" not in expected:
        raise _Stopped(JsonError("missing-value", token, f"a value is missing before this `{mark}`"))
    opened = stack.pop()
    span = Span(opened.start, token.end)
    if mark == "]":
        return Sequence(span, tuple(opened.nodes), True), ""
    return _mapping(span, opened.nodes), ""


def _mapping(span: Span, nodes: list[Node]) -> Mapping:
    pairs = zip(nodes[::2], nodes[1::2], strict=True)
    return Mapping(span, tuple(Entry(key, value) for key, value in pairs if isinstance(key, Scalar)), True)


def _scalar(text: str, token: Span, kind: str) -> Scalar:
    source = text[token.start : token.end]
    if kind == "string":
        content = str(json.loads(source)) if "\\" in source else source[1:-1]
        return Scalar(token, content, content, "double")
    return Scalar(token, source, _WORDS[source] if kind == "word" else _number(source))


def _number(source: str) -> Value:
    if len(source) > 4000:
        return source
    return float(source) if any(c in source for c in ".eE") else int(source)


def _odd(text: str, at: int, end: int) -> JsonError:
    """What stands where no token of JSON can."""
    while text[at] in " \t\r\n":
        at += 1
    char = text[at]
    if text.startswith(("//", "/*"), at):
        return JsonError("comment", Span(at, at + 2), "JSON has no comments", "take the comment away")
    if char == '"':
        return _bad_string(text, at, end)
    if char in "'“”‘’":
        return JsonError("odd-quote", Span(at, at + 1), f"JSON knows no `{char}`", 'put texts in `"`')
    stop = at
    while stop < end and text[stop] not in ' \t\r\n,:{}[]"':
        stop += 1
    word = text[at : max(stop, at + 1)]
    return JsonError(
        "bare-word",
        Span(at, at + len(word)),
        f"`{word[:24]}` stands without quotes",
        'put texts and keys in `"`',
    )


def _bad_string(text: str, at: int, end: int) -> JsonError:
    stop = at + 1
    while stop < end and text[stop] not in '"\n':
        if text[stop] == "\\":
            if not re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})').match(text, stop):
                span = Span(stop, min(stop + 2, end))
                return JsonError(
                    "bad-escape",
                    span,
                    f"`{text[span.start : span.end]}` is no escape that JSON knows",
                    "write `\\\\` for a backslash",
                )
            stop += 1
        stop += 1
    if stop < end and text[stop] == '"':
        return JsonError(
            "control-character",
            Span(at, stop),
            "a control character stands in the text",
            "write it as an escape",
        )
    return JsonError(
        "unclosed-quote", Span(at, at + 1), 'the `"` is not closed on its line', 'close the text with `"`'
    )

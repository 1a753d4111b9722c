"""What the rules about files do with hostile, broken and large input."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.context import Context
from postlint.diagnostic import Finding, Safety
from postlint.post import Post
from postlint.registry import Rule, builtin
from postlint.text import Source

RULES = {
    name: rule
    for name, rule in builtin().items()
    if rule.group in ("file", "security") and name != "file/skipped-name"
}
FRONT = b"---\nlayout: post\ntitle: x\n---\n"


def findings(rule: Rule, data: bytes, generator: str = "jekyll") -> list[Finding]:
    source = Source.decode("_posts/2021-12-29-x.md", data)
    subject = source if rule.scope == "file" else Post(source, Context(generator="jekyll"))
    found: Iterable[Finding] = rule.check(subject, *([rule.options()] if rule.options else []))
    return list(found)


@pytest.mark.parametrize("name", RULES)
def test_a_plain_post_is_clean(name: str) -> None:
    text = "# A\n\nSome *text*, “quoted”, 中文，with [a link](https://example.org/) and `code`.\n"
    assert findings(RULES[name], FRONT + text.encode()) == []
    assert findings(RULES[name], b"") == []


@given(st.binary(max_size=200))
def test_any_bytes_are_read_and_spans_stay_inside(data: bytes) -> None:
    text = Source.decode("x.md", data).text
    for name, rule in RULES.items():
        if rule.scope == "post" and Source.decode("x.md", data).undecodable is not None:
            continue
        for finding in findings(rule, data):
            assert 0 <= finding.span.start <= finding.span.end <= len(text), name
            for edit in finding.fix.edits if finding.fix else ():
                assert 0 <= edit.span.start <= edit.span.end <= len(text), name


def test_a_file_that_is_not_utf_8_gives_one_finding() -> None:
    for text, codec in (
        ("标题：统计之都\r\n正文\n没有换行", "gbk"),
        ("title: x\r\ntext\n", "utf-16"),
        ("é\x08", "latin-1"),
    ):
        rules = [name for name, rule in RULES.items() if rule.scope == "file"]
        assert [n for n in rules if findings(RULES[n], text.encode(codec))] == ["file/not-utf8"]


def test_what_touches_no_word_of_the_page_is_safe_and_nothing_else() -> None:
    safe = {"file/byte-order-mark", "file/control-character"}
    hostile = b"\xef\xbb\xbf" + FRONT + "a\x08b\x0c\u0092 Ã© \ufffd\r\nc\n<<<<<<< a\n\u202e".encode()
    for name, rule in RULES.items():
        fixes = [f.fix.safety for f in findings(rule, hostile) if f.fix]
        assert (Safety.SAFE in fixes) == (name in safe), name


@pytest.mark.parametrize(
    "piece",
    [
        "<<<<<<< a\n",
        "=======\n",
        "`x` \ufffd ",
        "`x` Ã© ",
        "\x08",
        "\u202e",
        "\r\n\n",
        "锟斤拷",
        "涓",
        "\ufffd<code>x</code>",
        "<a onclick=x target=_blank href=//a>x</a>",
        "<img src=//a/x width=1 height=1>",
        "<script></script>Ã©",
    ],
)
def test_time_is_linear(piece: str) -> None:
    data = FRONT + (piece * (60_000 // len(piece))).encode()
    source = Source.decode("_posts/2021-12-29-x.html", data)
    post = Post(source, Context(generator="jekyll"))
    for name, rule in RULES.items():
        start = time.process_time()
        options = [rule.options()] if rule.options else []
        for _ in rule.check(source if rule.scope == "file" else post, *options):
            pass
        assert time.process_time() - start < 1.5, name

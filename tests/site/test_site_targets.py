"""Faults in the text of a link's target: at most one for each link."""

from __future__ import annotations

import pytest

from postlint.context import Context
from postlint.post import Post
from postlint.site.targets import empty_autolinks, faults, is_local
from postlint.text import Source


def _post(body: str) -> Post:
    return Post(
        Source.decode("_posts/2021-12-29-x.md", f"---\ntitle: x\n---\n{body}\n".encode()), Context("jekyll")
    )


def _kinds(target: str) -> list[str]:
    return [kind for kind, all_ in _post(f"[x]({target})").once(faults).items() for _ in all_]


@pytest.mark.parametrize(
    "target",
    [
        "https://example.com/a?b=c#d",
        "https://https.cio.gov",
        "https://httpd.apache.org/",
        "https://http.dev/",
        "https://web.archive.org/web/2012/http://x.org/",
        "/x",
        "x.md",
        "#x",
        "?x",
        "mailto:a@b.cz",
        "tel:+1",
        "data:,x",
        "https://zh.example.org/统计学（学科）",
        "{{ site.url }}/x",
        "notes.org",
        "a.b.c.md",
        "magnet:?x",
        "hxxp://x.org/",
        "v1.2.3",
        "x@y",
        "https://192.0.2.1/",
        "https://[2001:db8::1]/",
        "about:blank",
        "urn:isbn:1",
        "https://例え.jp/",
    ],
)
def test_targets_without_a_fault(target: str) -> None:
    assert _kinds(target) == []


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("", "empty"),
        ("javascript:void(0)", "script"),
        ("http://http://x.org", "doubled-scheme"),
        ("https://https//x.org", "doubled-scheme"),
        ("http://https:x.org", "doubled-scheme"),
        ("ttps://x.org", "misspelt-scheme"),
        ("https:/x.org", "misspelt-scheme"),
        ("http：//x.org", "misspelt-scheme"),
        ("https://x.org/a）", "full-width"),
        ("https://x。org/", "full-width"),
        ("http://localhost:4000/", "local-host"),
        ("http://127.0.0.1/", "local-host"),
        ("http://[::1]/", "local-host"),
        ("http://10.1.2.3:80/x", "local-host"),
        ("http://x.org/", "insecure"),
        ("HTTP://X.org/", "insecure"),
        ("//x.org/a", "protocol-relative"),
        ("www.x.org", "missing-scheme"),
        ("x.org/a", "missing-scheme"),
        ("me@x.org", "missing-scheme"),
    ],
)
def test_targets_with_a_fault(target: str, kind: str) -> None:
    assert _kinds(target) == [kind]


def test_the_span_is_the_culprit() -> None:
    post = _post("[x](https://x.org/a）)")
    [fault] = post.once(faults)["full-width"]
    assert post.source.slice(fault.span) == "）"


@pytest.mark.parametrize(
    ("body", "count"), [("<>", 1), ("来源：<>", 1), ("a <> b", 0), ("`<>`", 0), ("    <>", 0)]
)
def test_empty_autolinks(body: str, count: int) -> None:
    assert len(list(empty_autolinks(_post(f"Text.\n\n{body}")))) == count


@pytest.mark.parametrize("host", ["", "x", "1.2.3", "[", "[::", "999.1.1.1", "a@b", "1", "[::1"])
def test_odd_hosts_do_not_raise(host: str) -> None:
    assert is_local(host) in (True, False)

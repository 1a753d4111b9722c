"""Addresses as Ruby's Addressable normalizes them, which Jekyll asks for every URL that it makes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postlint.site.addressable import InvalidURI, normalized, scheme
from postlint.site.generator import load_context


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/a/b.html", "/a/b.html"),
        ("/a/./b/.", "/a/b/"),
        ("/a/b/..", "/a/"),
        ("/a/../../b", "/b"),
        ("/..", "/"),
        ("HTTP://EXAMPLE.com:80/a", "http://example.com/a"),
        ("https://example.com:80/a", "https://example.com:80/a"),
        ("https://me@Example.com.", "https://me@example.com/"),
        ("http://日本.jp/", "http://xn--wgv71a.jp/"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("http://example.com:/a", "http://example.com/a"),
        ("/%41%7e/ü", "/A~/%C3%BC"),
        ("/%FFa", "/%FFa"),
        ("/a?b=c d&e=%2B#f g", "/a?b=c%20d&e=%2B#f%20g"),
        ("/ﬁ", "/fi"),
    ],
)
def test_normalized(text: str, expected: str) -> None:
    assert normalized(text) == expected


def test_a_host_may_be_too_long() -> None:
    assert normalized(f"http://{'ü' * 70}/") == f"http://xn--td{'a' * 70}/"


def test_schemes() -> None:
    assert scheme("https://example.com/") == "https"
    assert scheme("/a:b") is None
    with pytest.raises(InvalidURI, match="Invalid scheme format: '1a'"):
        scheme("1a:b")


def test_configurations_with_aliases() -> None:
    text = b"one: &x {a: 1, b: 2}\nsame: *x\nmore: {<<: *x, b: 3}\nlist: [*x, *x]\n"
    config = load_context(
        "jekyll", {"_config.yml": lambda: text}, now=datetime(2024, 1, 1, tzinfo=UTC)
    ).config
    assert config["same"] == {"a": 1, "b": 2}
    assert config["more"] == {"a": 1, "b": 3}
    assert config["list"] == [{"a": 1, "b": 2}] * 2

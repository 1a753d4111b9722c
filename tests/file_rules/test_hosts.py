"""The host of a URL as browsers take it."""

from __future__ import annotations

import pytest

from postlint.hosts import below, host_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.org/x", "example.org"),
        ("//example.org", "example.org"),
        ("http://user:pass@example.org:8080/?q", "example.org"),
        (" https://example.org. ", "example.org"),
        ("https:\\\\example.org\\x", "example.org"),
        ("/x//y", None),
        ("x.png", None),
        ("mailto:a@example.org", None),
        ("", None),
        ("https://", None),
    ],
)
def test_host_of(url: str, host: str | None) -> None:
    assert host_of(url) == host


def test_below() -> None:
    assert below("example.org", ["example.org"])
    assert below("a.example.org", ["example.org"])
    assert not below("badexample.org", ["example.org"])
    assert not below("example.org.evil.net", ["example.org"])

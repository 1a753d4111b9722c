"""URL syntax: the URL standard's validation errors, by code and place."""

from __future__ import annotations

import pytest

from postlint.conformance.url import problems


@pytest.mark.parametrize(
    "value",
    [
        "https://example.com/a?b=c#d",
        "//example.com/a",
        "../a/b.png",
        "",
        "#top",
        "?q=%E4%B8%AD",
        "/中文/页面",
        "https://münchen.example/",
        "http://[::1]:8080/",
        "http://127.0.0.1/",
        "mailto:a@b.example?subject=x%20y",
        "javascript:f('x')",
        "data:image/png;base64,iVBOR+/=",
        " https://example.com/ ",
        "https://example.com:/",
        "file:///etc/hosts",
    ],
)
def test_a_valid_url_has_no_problem(value: str) -> None:
    assert problems(value) == ()


@pytest.mark.parametrize(
    ("value", "code", "culprit", "fatal"),
    [
        ("https://exa mple.com/", "domain-invalid-code-point", "exa mple.com", True),
        ("http://192.168.0.257/", "IPv4-out-of-range-part", "192.168.0.257", True),
        ("http://0x7f.1/", "IPv4-non-decimal-part", "0x7f.1", True),
        ("http://[::g]/", "IPv6-invalid", "[::g]", True),
        ("http://[::1/", "IPv6-unclosed", "[::1", True),
        ("http://a:99999/", "port-out-of-range", "99999", True),
        ("http://a:8o/", "port-invalid", "8o", True),
        ("http:///a", "special-scheme-missing-following-solidus", "http:///", False),
        ("http:a", "special-scheme-missing-following-solidus", "http:", False),
        ("http://u:p@a/", "invalid-credentials", "u:p@", False),
        ("http://a/b\\c", "invalid-reverse-solidus", "\\", False),
        ("http://a/b c", "invalid-URL-unit", " ", False),
        ("http://a/100%", "invalid-URL-unit", "%", False),
        ("http://a/b\tc", "tab-or-newline", "\t", False),
        ("#a#b", "invalid-URL-unit", "#", False),
        ("data:text/plain", "data-without-comma", "text/plain", False),
        ("http://%EF%BC%85.com/", "domain-invalid-code-point", "%EF%BC%85.com", True),
    ],
)
def test_a_problem_has_its_code_and_place(value: str, code: str, culprit: str, fatal: bool) -> None:
    found = problems(value)
    assert code in [problem.code for problem in found]
    problem = next(p for p in found if p.code == code)
    assert value[problem.start : problem.end] == culprit
    assert problem.fatal is fatal


def test_places_hold_when_tabs_are_dropped() -> None:
    value = "http://a/\tb c"
    assert [value[p.start : p.end] for p in problems(value)] == ["\t", " "]

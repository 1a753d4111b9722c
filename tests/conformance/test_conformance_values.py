"""The types of attribute values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.conformance.datatypes import CHECKS
from postlint.conformance.foreign import path_fault
from postlint.conformance.foreign_values import is_of
from postlint.conformance.media import condition
from postlint.conformance.srcset import candidates

VALID = {
    "edit-date": ["2021-12-29", "2021-12-29T22:29+08:00", "2012-02-29", "2021-12-29 22:29:05.5Z"],
    "time-element": ["2021", "2021-W52", "12-29", "22:29", "P3DT4H", "4h 18m 3s", "+08:00"],
    "integer-positive": ["1", "007"],
    "float": ["-1.5", ".5", "1e3"],
    "srcset": ["a.png", "a.png 1x, b.png 2x", "a.png 320w, b.png 640w", "data:,a 1x"],
    "sizes": ["100vw", "(min-width: 30em) 50vw, 100vw", "calc(100vw - 1em)", "auto"],
    "media": [
        "",
        "screen and (min-width: 30em)",
        "print",
        "not all",
        "(400px <= width <= 700px)",
        "(aspect-ratio: 16/9) or (hover: none)",
        "(min-resolution: 2dppx)",
        "(resolution > 1x)",
        "(own-feature: anything)",
        "((color) AND (hover)) or (not (hover))",
        "(color)and (hover)",
        "/* all */ screen/**/ , print",
    ],
    "mime": ["text/html", 'text/html; charset="utf-8"', "text/html ;a=b"],
    "prefixes": ["", "a: http://a.example/ b: http://b.example/"],
    "mime-list": [".png,image/*"],
    "language": ["", "zh-Hant-TW", "en-GB", "x-own", "sl-rozaj-biske", "i-mingo"],
    "target": ["_blank", "frame"],
    "hash-name": ["#a"],
    "custom-element": ["stock-price"],
    "command": ["--own", "show-modal"],
    "icon-sizes": ["16x16 32x32", "any"],
    "url-list-http": ["https://a.example http://b.example"],
}
INVALID = {
    "edit-date": ["2021-02-29", "2021-13-01", "29-12-2021", "2021-12-29T22:29", "0000-01-01"],
    "time-element": ["yesterday", "25:00", "2021-W60", "-00:00"],
    "prefixes": ["a http://a.example/", "1: http://a.example/", "a:  http://a.example/"],
    "integer-positive": ["0", "-1", "1.5", "10px", "١"],
    "float": ["1.", "+1", "x"],
    "srcset": ["", "a.png 1x,", "a.png 320px", "a.png 1x, b.png 1x", "a.png 1w, b.png 2x", "a b.png 1x"],
    "sizes": ["", "100", "100vw, 50vw", "-1px", "(min-width:) 1px, 2px"],
    "media": [
        "telly",
        "screen and",
        "(min-width:)",
        "tv",
        "(aspect-ratio: 16)",
        "(min-orientation: portrait)",
        "(min-width)",
        "(device-width: 1px)",
        "(grid: 2)",
        "(hover > none)",
        "(width < 3)",
        "screen and (color) or (hover)",
        "((color) or (hover) and (color))",
        "(not (color) and (hover))",
        "((color) and not (hover))",
        "(color) and(hover)",
    ],
    "mime": ["", "text", "text/", "text/html;"],
    "mime-list": ["png", ".png,"],
    "language": ["ruby", "en_US", "zh-CN-CN", "de-rozaj"],
    "target": ["", "_href_"],
    "hash-name": ["a", "#"],
    "custom-element": ["price", "Stock-Price", "font-face"],
    "command": ["open"],
    "icon-sizes": ["16", "0x0"],
    "url-list-http": ["ftp://a.example"],
}


@pytest.mark.parametrize(("kind", "value"), [(k, v) for k, values in VALID.items() for v in values])
def test_a_value_of_its_type(kind: str, value: str) -> None:
    assert CHECKS[kind](value) is None


@pytest.mark.parametrize(("kind", "value"), [(k, v) for k, values in INVALID.items() for v in values])
def test_a_value_not_of_its_type(kind: str, value: str) -> None:
    fault = CHECKS[kind](value)
    assert fault is not None
    assert not fault.doubtful


def test_doubt_is_no_error() -> None:
    values = {
        "edit-date": ["0214-09-29", "3000-01-01"],
        "time-element": ["02-30", "3000"],
        "language": ["ja-Jpan", "i-klingon", "zh-cmn-Hans", "sgn-BE-FR"],
        "url": ["data:,a#b"],
    }
    for kind, value in [(kind, value) for kind, some in values.items() for value in some]:
        fault = CHECKS[kind](value)
        assert fault is not None and fault.doubtful


@given(st.text(max_size=40))
def test_no_value_raises_and_places_lie_in_it(value: str) -> None:
    for check in CHECKS.values():
        fault = check(value)
        if fault is not None:
            assert 0 <= fault.start <= len(value)
            assert fault.end <= len(value)


def test_candidates_know_where_their_urls_are() -> None:
    value = " a.png 1x , b.png 2x"
    found, fault = candidates(value)
    assert fault is None
    assert [value[c.start : c.end] for c in found] == ["a.png", "b.png"]


def test_nested_media_conditions_fold_in_linear_time() -> None:
    assert condition("(" * 30 + "color" + ")" * 30) is None
    assert condition("(" * 5000 + "color" + ")" * 5000) is not None


@pytest.mark.parametrize(
    ("data", "fault"),
    [("M 0 0 L 1 1 z", None), ("m.5.5a1 1 0 01 2 2", None), ("M 0 0 L", 7), ("L 0 0", 0), ("M 0 0#", 5)],
)
def test_path_data(data: str, fault: int | None) -> None:
    assert path_fault(data) == fault


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("length", ("0", "-1.5em", "50%", "negativethinmathspace"), ("+1em", "1 em", "x")),
        ("padding", ("+0.5width", "1 em", "height"), ("+x", "1foo")),
        ("colour", ("#fff", "#a1B2c3", "Red"), ("#ffff", "grey", "transparent")),
        ("tag", ("", "en-US"), ("en-", "16X16")),
        ("uri", ("a b", "#a", "", "a+b:c", "a/b:"), ("a%", "a#b#c", "a_b:c", "a:")),
        ("row and number", ("axis", "bottom -2"), ("2", "bottom x")),
        ("=evenodd|nonzero", ("evenodd",), ("EVENODD", "")),
    ],
)
def test_values_in_svg_and_mathml(kind: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    assert [value for value in (*right, *wrong) if is_of(kind, value)] == list(right)

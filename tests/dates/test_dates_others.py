"""Dates of Hugo, Hexo, Eleventy, Zola and Astro; the rows were recorded from hugo 0.111, Luxon 3 and V8."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from postlint.context import Context, Generator
from postlint.front_matter.dates import DateReading, post_date
from postlint.front_matter.dates.hugo import read_hugo_text
from postlint.front_matter.dates.wording import normal_form
from postlint.post import Post
from postlint.text import Source

SHANGHAI = ZoneInfo("Asia/Shanghai")
FLAVOURS = {"hugo": "go", "hexo": "js", "eleventy": "js", "astro": "js", "zola": "go"}

HUGO = {
    "2021-12-29T10:14:10+08:00": "2021-12-29T10:14:10+08:00",
    "2021-12-29T10:14:10": "2021-12-29T10:14:10+08:00",
    "2021-12-29 10:14:10Z": "2021-12-29T10:14:10+00:00",
    "2021-12-29 10:14:10 +0800": "2021-12-29T10:14:10+08:00",
    "2021-12-29 10:14:10 -07:00": "2021-12-29T10:14:10-07:00",
    "2021-12-29 10:14:10 +0800 CST": "2021-12-29T10:14:10+08:00",
    "2021-12-29 10:14:10.5+08:00": "2021-12-29T10:14:10+08:00",
    "Wed, 29 Dec 2021 10:14:10 +0800": "2021-12-29T10:14:10+08:00",
    "Wed, 29 Dec 2021 10:14:10 CST": "2021-12-29T10:14:10+08:00",
    "Wednesday, 29-Dec-21 10:14:10 CST": "2021-12-29T10:14:10+08:00",
    "Wed Dec  9 10:14:10 2021": "2021-12-09T10:14:10+08:00",
    "29 Dec 21 10:14 +0800": "2021-12-29T10:14:00+08:00",
    "29 Dec 2021": "2021-12-29T00:00:00+08:00",
    "2021-12-29": "2021-12-29T00:00:00+08:00",
    "2021-12-29T1:14:10Z": "2021-12-29T01:14:10+00:00",
    "2021-12-29t10:14:10": None,
    "2021-12-29 10:14:10 Z": None,
    "2021-12-29 10:14:10 UTC": None,
    "2021-12-29 10:14": None,
    "2021-1-5": None,
    "2021/12/29": None,
    "2021-02-30": None,
    "2021-12-29 24:00:00": None,
    "2021-12-29 10:14:10 +8": None,
    "10:14PM": None,
    "tomorrow": None,
    " 2021-12-29": None,
}


@pytest.mark.parametrize(("text", "expected"), HUGO.items())
def test_hugo(text: str, expected: str | None) -> None:
    reading = read_hugo_text(text, SHANGHAI)
    assert (reading.instant and reading.instant.isoformat()) == expected
    assert (reading.error is None) == (expected is not None)
    assert not reading.stops


def read(generator: Generator, value: str, path: str = "posts/x.md") -> DateReading:
    context = Context(generator, timezone=SHANGHAI, yaml=FLAVOURS[generator])  # type: ignore[arg-type]
    return post_date(Post(Source(path, b"", f"---\ntitle: x\ndate: {value}\n---\n"), context))


def test_hugo_reads_numbers_as_seconds() -> None:
    instant = read("hugo", "20211229").instant
    assert instant is not None
    assert instant.astimezone(UTC) == datetime(1970, 8, 22, 22, 13, 49, tzinfo=UTC)
    assert read("hugo", "true").error


@pytest.mark.parametrize(
    ("generator", "value", "expected"),
    [
        ("eleventy", "2021-12-29", "2021-12-29T00:00:00+00:00"),
        ("eleventy", "2021-12-29 10:14:10", "2021-12-29T10:14:10+00:00"),
        ("eleventy", "'2021-12-29T10:14:10+0800'", "2021-12-29T10:14:10+08:00"),
        ("eleventy", "'2021-12'", "2021-12-01T00:00:00+00:00"),
        ("eleventy", "'20211229T101410Z'", "2021-12-29T10:14:10+00:00"),
        ("eleventy", "'2021-12-29 10:14:10'", None),
        ("eleventy", "'2021-02-30'", None),
        ("eleventy", "12/29/2021", None),
        ("hexo", "2021-12-29 10:14:10", "2021-12-29T10:14:10+08:00"),
        ("hexo", "2021-12-29", "2021-12-29T00:00:00+08:00"),
        ("hexo", "2021/12/29 10:14:10", "2021-12-29T10:14:10+08:00"),
        ("hexo", "Dec 29, 2021", "2021-12-29T00:00:00+08:00"),
        ("hexo", "29 Dec 2021 10:14", "2021-12-29T10:14:00+08:00"),
        ("hexo", "9/29/2021", "2021-09-29T00:00:00+08:00"),
        ("hexo", "2021-12-29 10:14:10 +0800", "2021-12-29T10:14:10+08:00"),
        ("hexo", "2021-12-29 10:14:10 CST", "2021-12-29T10:14:10-06:00"),
        ("hexo", "2021-12-29 10:14:10 CEST", None),
        ("hexo", "2021年12月29日", None),
        ("astro", "2021-12-29", "2021-12-29T00:00:00+00:00"),
        ("astro", "Dec 29 2021", "2021-12-29T00:00:00+08:00"),
        ("zola", "2021-12-29", "2021-12-29T00:00:00+00:00"),
        ("zola", "2021-12-29T10:14:10+08:00", "2021-12-29T10:14:10+08:00"),
        ("zola", "2021-12-29T10:14:10", "2021-12-29T10:14:10+00:00"),
        ("zola", "2021-12-29 10:14", None),
        ("zola", "29 Dec 2021", None),
    ],
)
def test_others(generator: Generator, value: str, expected: str | None) -> None:
    reading = read(generator, value)
    assert (reading.instant and reading.instant.isoformat()) == expected
    assert reading.stops == (expected is None and generator != "hexo")


@pytest.mark.parametrize(
    ("generator", "path", "expected"),
    [
        ("eleventy", "posts/2021-12-29-x.md", "2021-12-29"),
        ("zola", "content/2021-12-29-x.md", "2021-12-29"),
        ("zola", "content/x-2021-12-29.md", None),
        ("hugo", "content/posts/2021-12-29-x.md", None),
    ],
)
def test_names_of_files(generator: Generator, path: str, expected: str | None) -> None:
    text = "---\ntitle: x\n---\n"
    instant = post_date(Post(Source(path, b"", text), Context(generator))).instant
    assert (instant and instant.date().isoformat()) == expected


@pytest.mark.parametrize(
    ("value", "reading"),
    [
        ("0", DateReading(datetime(1970, 1, 1, tzinfo=UTC), None, "given", timed=True)),
        ("1640744050500", DateReading(
            datetime(2021, 12, 29, 2, 14, 10, 500000, UTC), zone="given", timed=True
        )),
        ("true", DateReading(None, error="not a date")),
        ("1.5", DateReading(None, error="not a date")),
        ("9999999999999999999", DateReading(None, error="Invalid Date")),
        ("soon", DateReading(None, error="Invalid Date")),
        ("2021-13-01T00:00", DateReading(None, error="Invalid Date")),
        ("'2021-12-29T10:14:10+25:00'", DateReading(None, error="Invalid Date")),
        ("'2021-12-29T10:14:10'", DateReading(
            datetime(2021, 12, 29, 10, 14, 10, tzinfo=SHANGHAI), date(2021, 12, 29), "local", timed=True
        )),
        ("Dec 29 2021 10:14 GMT", DateReading(
            datetime(2021, 12, 29, 10, 14, tzinfo=UTC), date(2021, 12, 29), "given", "GMT", timed=True
        )),
        ("2021-12-29", DateReading(datetime(2021, 12, 29, tzinfo=UTC), date(2021, 12, 29), "utc")),
        ("'2021-12-31T24:00:00Z'", DateReading(
            datetime(2022, 1, 1, tzinfo=UTC), date(2021, 12, 31), "given", timed=True, rolled=True
        )),
    ],
)  # fmt: skip
def test_all_that_astro_makes_of_a_date(value: str, reading: DateReading) -> None:
    assert read("astro", value) == reading


def test_rolled_days_of_javascript() -> None:
    reading = read("eleventy", "2021-02-30")
    assert reading.rolled
    assert reading.instant == datetime(2021, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年12月9日", "2021-12-09"),
        ("2020/02/03", "2020-02-03"),
        ("2020-2-3 10:14 +0800", "2020-02-03T10:14:00+08:00"),
        ("2021-12-29", None),
        ("2021-02-30", None),
        ("08/02/2020", None),
        ("2020/02/03 25:00", None),
    ],
)
def test_normal_form(text: str, expected: str | None) -> None:
    assert normal_form(text) == expected


@pytest.mark.parametrize(
    ("value", "zone", "timed"),
    [
        ("2021-12-29T10:14:10+08:00", "given", True),
        ("2021-12-29T10:14:10Z", "given", True),
        ("2021-12-29t10:14:10z", "given", True),
        ("2021-12-29T10:14:10", "utc", True),
        ("2021-12-29", "utc", False),
    ],
)
def test_who_decides_on_the_zone_in_zola(value: str, zone: str, timed: bool) -> None:
    reading = read("zola", value)
    assert (reading.zone, reading.timed, reading.written) == (zone, timed, date(2021, 12, 29))


@pytest.mark.parametrize(
    ("text", "minutes"), [("+08", 480), ("-0330", -210), ("+08:30", 510), ("Z", 0), ("EST", -300)]
)
def test_offsets_of_javascript(text: str, minutes: int) -> None:
    instant = read("hexo", f"Dec 29 2021 10:14 {text}").instant
    assert instant is not None
    assert instant.utcoffset() == timedelta(minutes=minutes)

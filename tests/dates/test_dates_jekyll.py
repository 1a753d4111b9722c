"""Jekyll's dates: against what Ruby and Jekyll gave."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.context import Context
from postlint.front_matter.dates import DateReading, post_date, read_date, read_jekyll_name
from postlint.front_matter.dates.jekyll import read_jekyll_text, ruby_text
from postlint.front_matter.dates.ruby_date import Unreadable, find_fields
from postlint.front_matter.dates.ruby_time import parse
from postlint.front_matter.tree import Timestamp, Value
from postlint.post import Post
from postlint.text import Source

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def read(value: str, zone: str = "Asia/Shanghai", flavour: str = "safe_yaml") -> DateReading:
    text = f"---\ndate: {value}\n---\n"
    context = Context("jekyll", timezone=ZoneInfo(zone), now=NOW, yaml=flavour)  # type: ignore[arg-type]
    return post_date(Post(Source("_posts/2021-12-29-x.md", b"", text), context))


# What Jekyll 4.3.1 with SafeYAML made of these, with TZ=Asia/Shanghai.
READ = {
    "2021-12-29 10:14:10 +0800": "2021-12-29T10:14:10+08:00",
    "2021-12-29T10:14:10Z": "2021-12-29T18:14:10+08:00",
    "2021-12-29 10:14:10 UTC": "2021-12-29T18:14:10+08:00",
    "2021-12-29 10:14:10 CST": "2021-12-30T00:14:10+08:00",
    "2021-12-29 10:14:10": "2021-12-29T18:14:10+08:00",
    "2021-12-29 10:14": "2021-12-29T10:14:00+08:00",
    "2021-12-29": "2021-12-29T00:00:00+08:00",
    "2021-1-5": "2021-01-05T00:00:00+08:00",
    "2021/12/29 10:14:10": "2021-12-29T10:14:10+08:00",
    "2021-12-29 +0800": "2021-12-29T00:00:00+08:00",
    "2021-02-30": "2021-03-02T00:00:00+08:00",
    "2021-12-29 25:00:00 +0800": "2021-12-30T01:00:00+08:00",
    "2021-12-29 10:14:10 +8": "2021-12-29T10:14:10+08:00",
    "2021-12-29 10:14:10.5 +0800": "2021-12-29T10:14:10+08:00",
    "20211229": "2021-12-29T00:00:00+08:00",
    "0o14": "2026-11-14T00:00:00+08:00",
    "600519": "2060-05-19T00:00:00+08:00",
    "08/02/2020": "2020-02-08T00:00:00+08:00",
    "2021-12-29 10:14:10 -0330": "2021-12-29T21:44:10+08:00",
    "Fri Sep  3 11:21:31 CEST 2021": "2021-09-03T11:21:31+08:00",
    "2017-02-10 00:10::00 -03:00": "2017-02-10T00:10:00+08:00",
}
STOPPING = (
    "",
    "''",
    "~",
    "+0800",
    "no",
    "y",
    "1:30",
    "2021-13-45",
    "0755",
    "1_000",
    ".inf",
    "tomorrow",
    "2020",
    "2020年2月8日",
    "2020-02-08 25:61",
    "x" * 200,
)


@pytest.mark.parametrize(("value", "expected"), READ.items())
def test_reads_as_jekyll(value: str, expected: str) -> None:
    reading = read(value)
    assert reading.instant is not None
    assert reading.instant.isoformat() == expected
    assert not reading.error


@pytest.mark.parametrize("value", STOPPING)
def test_stops_the_build(value: str) -> None:
    reading = read(value)
    assert reading.instant is None
    assert reading.stops
    assert reading.error


def test_an_impossible_offset_stops_the_build() -> None:
    assert read("2021-12-29 10:14:10 +9900", flavour="psych").stops


@pytest.mark.parametrize(
    ("value", "zone", "timed"),
    [
        ("2021-12-29 10:14:10 +0800", "given", True),
        ("2021-12-29 10:14:10", "utc", True),
        ("2021-12-29 10:14", "local", True),
        ("2021-12-29", "local", False),
        ("2021-12-29 +0800", "local", False),
        ("Fri Sep  3 11:21:31 CEST 2021", "lost", True),
        ("2017-02-10 00:10::00 -03:00", "lost", True),
        ("2021-12-29 10:14:10 CST", "given", True),
    ],
)
def test_who_gives_the_zone(value: str, zone: str, timed: bool) -> None:
    reading = read(value)
    assert (reading.zone, reading.timed) == (zone, timed)


@pytest.mark.parametrize(
    ("value", "rolled"),
    [
        ("2021-01-01 00:00:00 +0800", False),
        ("2021-01-31 23:59:59 +0800", False),
        ("2021-12-31 23:59:59 +0800", False),
        ("2021-12-31 23:59:60 +0800", True),
        ("2021-12-31 24:00:00 +0800", True),
        ("2020-02-29 10:14:10 +0800", False),
        ("2000-02-29 10:14:10 +0800", False),
        ("1900-02-29 10:14:10 +0800", True),
        ("2021-02-29 10:14:10 +0800", True),
        *((f"2021-{month:02}-30 10:14:10 +0800", False) for month in (4, 6, 9, 11)),
        *((f"2021-{month:02}-31 10:14:10 +0800", True) for month in (4, 6, 9, 11)),
        *((f"2021-{month:02}-31 10:14:10 +0800", False) for month in (3, 5, 7, 8, 10)),
    ],
)
@pytest.mark.parametrize("flavour", ["safe_yaml", "psych"])
def test_days_and_hours_that_do_not_exist(value: str, rolled: bool, flavour: str) -> None:
    reading = read(value, flavour=flavour)
    assert (reading.instant is not None, reading.rolled) == (True, rolled)


def test_the_day_that_was_written() -> None:
    moved = read("2021-12-29 23:14:10")
    assert moved.written == date(2021, 12, 29)
    assert moved.moved
    assert not read("2021-12-29 10:14:10").moved
    rolled = read("2021-02-30 10:14:10 +0800")
    assert (rolled.written, rolled.rolled, rolled.moved) == (None, True, False)
    assert read("2021-02-30 10:14:10 +0800", flavour="psych").rolled


def test_a_time_alone_takes_the_day_of_the_build() -> None:
    reading = read('"10:30"')
    assert reading.guessed
    assert reading.instant == datetime(2026, 11, 24, 10, 30, tzinfo=SHANGHAI)


def test_clock_changes() -> None:
    """Of two times Ruby takes the later, and one that is skipped moves on."""
    paris = ZoneInfo("Europe/Paris")
    for text, expected in (
        ("2021-10-31 02:30", "2021-10-31T02:30:00+01:00"),
        ("2021-03-28 02:30", "2021-03-28T03:30:00+02:00"),
    ):
        instant = read_jekyll_text(text, paris, NOW).instant
        assert instant is not None
        assert instant.isoformat() == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("_posts/2021-12-29-x.md", "2021-12-29"),
        ("_posts/a/b/2021-1-5-x.md", "2021-01-05"),
        ("_posts/20-1-7-two-digits.md", "2020-01-07"),
        ("_posts/2022-02-30-x.md", "2022-03-02"),
        ("_posts/2022-13-45-x.md", None),
        ("_posts/2022-05-26.md", None),
        ("_posts/-20220526.md", None),
        ("_drafts/x.md", None),
    ],
)
def test_file_names(path: str, expected: str | None) -> None:
    instant = read_jekyll_name(path, SHANGHAI, NOW).instant
    assert (instant and instant.date().isoformat()) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (45045.0, "45045.0"),
        (1e16, "1.0e+16"),
        (1e-5, "1.0e-05"),
        (float("inf"), "Infinity"),
    ],
)
def test_ruby_prints_values(value: float | None, text: str) -> None:
    assert ruby_text(value) == text


def test_a_broken_post_is_dated_by_the_build() -> None:
    context = Context("jekyll", now=NOW)
    post = Post(Source("_posts/2021-12-29-x.md", b"", "---\ntitle: a: b\ndate: 2021-12-29\n---\n"), context)
    assert post_date(post).instant == NOW
    assert post_date(post).origin == "build"


@given(st.text(alphabet=st.sampled_from("0123456789-:./ +TZ'年,[]apmhJanFebCST"), max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = read_jekyll_text(text, SHANGHAI, NOW)
    assert (reading.instant is None) == (reading.error is not None)


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    for zone in (SHANGHAI, UTC):
        read_jekyll_text(text, zone, NOW)


NAMES = "Jan feb MAR April may June jul Aug September oct Nov December Sept"
MONTHS = NAMES.split()
SUFFIXES = "Z UTC GMT CST CEST EST PDT JST +0800 +08:00 +08 +8 -0330 utc+8 GMT-5 +9900 A z (CST) 北京时间"
ZONES = SUFFIXES.split()


def fuzzed(rng: random.Random) -> str:
    """A text that is nearly a date."""
    year, month, day = rng.randint(0, 2100), rng.randint(0, 13), rng.randint(0, 32)
    name = rng.choice(MONTHS)
    shapes = (
        f"{year}-{month:02}-{day:02}",
        f"{year}/{month}/{day}",
        f"{day}.{month}.{year}",
        f"{name} {day}, {year}",
        f"{day} {name} {year}",
        f"{day}-{name}-{year}",
        f"{name} {year}",
        f"{year}年{month}月{day}日",
        f"{year:04}{month:02}{day:02}",
        f"{year:04}-{rng.randint(1, 400):03}",
        str(rng.randint(0, 10 ** rng.randint(1, 15))),
    )
    parts = [rng.choice(shapes)]
    if rng.random() < 0.7:
        clock = ":".join(f"{rng.randint(0, 25 if n == 0 else 61):02}" for n in range(rng.randint(1, 3)))
        parts.append(clock + rng.choice(["", "", "", ".5", "am", " PM"]))
    if rng.random() < 0.6:
        parts.append(rng.choice(ZONES))
    text = rng.choice([" ", " ", "T", "  "]).join(parts)
    if rng.random() < 0.2:
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice(["", *"0:-. T/'年"]) + text[at + 1 :]
    return text


@cache
def ruby() -> str | None:
    """A Ruby with the date library that `find_fields` was recorded from, or None."""
    path = shutil.which("ruby")
    if path is None:
        return None
    asked = [path, "-rdate", "-e", "puts Date::VERSION"]
    version = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return path if version.startswith("3.") else None


PROGRAM = """
require 'time'; require 'json'
STDIN.each_line do |line|
  begin
    puts Time.parse(JSON.parse(line)[0], Time.at(%d)).to_i
  rescue StandardError
    puts "-"
  end
end
"""


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Shanghai", 1), ("America/New_York", 2), ("UTC", 3)])
def test_agrees_with_ruby(zone: str, seed: int) -> None:
    if ruby() is None:
        pytest.skip("no Ruby with date 3 here")
    rng = random.Random(seed)
    texts = [fuzzed(rng) for _ in range(1500)]
    done = subprocess.run(
        [str(ruby()), "-e", PROGRAM % NOW.timestamp()],
        input="\n".join(json.dumps([text]) for text in texts),
        env={**os.environ, "TZ": zone, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    for text, line in zip(texts, done.stdout.split(), strict=True):
        assert ours(text, ZoneInfo(zone), line) == line, text


def ours(text: str, zone: ZoneInfo, expected: str) -> str:
    try:
        return str(int(parse(text, zone, NOW).instant.timestamp() // 1))
    except Unreadable:
        return "-"
    except OverflowError:  # a year that Python does not have
        return expected


def jekyll_context(zone: str, config: dict[str, object], flavour: str = "psych") -> Context:
    return Context("jekyll", config=config, timezone=ZoneInfo(zone), yaml=flavour, now=NOW)  # type: ignore[arg-type]


def test_recorded_posts(shared: Path) -> None:
    """`jekyll-posts.jsonl`: the date that Jekyll gave each post that it wrote under its own day."""
    seen = 0
    for line in (shared / "vectors/jekyll-posts.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        post = Post(
            Source(record["post_path"], b"", record["text"]),
            jekyll_context("Asia/Shanghai", {"timezone": "Asia/Shanghai"}),
        )
        for output in record["outputs"]:
            if "date" in output:
                seen += 1
                instant = post_date(post).instant
                assert instant is not None, record["case"]
                assert instant.strftime("%Y-%m-%dT%H:%M:%S%z") == output["date"], record["case"]
        stops = record["exit"] != 0 and "Invalid date" in record["message"]
        assert post_date(post).stops == stops, record["case"]
    assert seen > 15


def test_recorded_sites(shared: Path) -> None:
    """`jekyll-urls`: the dates of every post in all configurations."""
    folder = shared / "vectors/jekyll-urls"
    site = json.loads((folder / "site.json").read_text("utf-8"))
    overrides = json.loads((folder / "configs.json").read_text("utf-8"))["overrides"]
    seen = 0
    for name, own in overrides.items():
        file = folder / f"{name}.json"
        if not file.is_file():
            continue
        zone = own.get("timezone", "UTC")
        urls = json.loads(file.read_text("utf-8")).get("urls") or {}
        for source, expected in urls.items():
            if "_posts/" in source and "date" in expected:
                post = Post(Source(source, b"", site[source]), jekyll_context(zone, {"timezone": zone}))
                reading = post_date(post)
                if reading.origin in ("front-matter", "file-name") and not reading.guessed:
                    assert reading.instant is not None, source
                    assert reading.instant.strftime("%Y-%m-%d %H:%M:%S %z") == expected["date"], (
                        name,
                        source,
                    )
                    seen += 1
    assert seen > 500


def test_reading_costs_little() -> None:
    """A plain date is read in a few microseconds; a hundred times that would be a fault."""
    from time import process_time

    post = Post(
        Source("_posts/2021-12-29-x.md", b"", "---\ndate: 2021-12-29 10:14\n---\n"), Context("jekyll")
    )
    scalar = post.front_matter.scalar("date") if post.front_matter else None
    assert scalar is not None
    start = process_time()
    for _ in range(200):
        read_date(scalar, post.context)
    assert (process_time() - start) / 200 < 0.002


@pytest.mark.parametrize(
    ("text", "zone"),
    [("[8]", "+8"), ("[+8]", "+8"), ("[10]", "+10"), ("[-9]", "-9"), ("[-5:EST]", "EST"), ("", None)],
)
def test_zones_in_brackets(text: str, zone: str | None) -> None:
    assert find_fields("20211229101410" + text).zone == zone


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (1.5, "1.5"),
        (1e20, "1.0e+20"),
        (float("-inf"), "-Infinity"),
        (Timestamp(datetime(2021, 12, 29, 10, 14, 10, tzinfo=UTC), True), "2021-12-29 10:14:10 +0000"),
        (date(2021, 12, 29), "2021-12-29"),
    ],
)
def test_values_as_ruby_prints_them(value: Value, text: str) -> None:
    assert ruby_text(value) == text

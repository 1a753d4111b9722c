"""A run that is kept as one: used when nothing has changed, and only then."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from postlint import cache
from postlint.project import Request
from postlint.run import Outcome, run, whole
from postlint.selection import Choice

NOW = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = 40


def post(number: int, body: str = "Text.", date: str = "2022-01-02 10:00:00 +0800") -> str:
    return f'---\nlayout: post\ntitle: "Post {number}"\ndate: {date}\n---\n{body} {number}\n'


def settle(root: Path) -> None:
    """As if all files had been written an hour ago: their times of change cannot be set, so `FRESH` is 0."""
    hour = time.time() - 3600
    for path in root.rglob("*"):
        os.utime(path, (hour, hour))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "FRESH", -10_000_000_000)
    monkeypatch.setattr("postlint.cache.store.FRESH", 0)
    monkeypatch.setattr(whole, "LEAST", 10)
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: x\ntimezone: Asia/Shanghai\n", "utf-8")
    (root / "about.md").write_text("---\ntitle: About\n---\n", "utf-8")
    for number in range(COUNT):
        (root / f"_posts/2022-01-02-post-{number}.md").write_text(post(number), "utf-8")
    (root / "_posts/2022-01-02-post-1.md").write_text(post(1, '<p id="a">x</p><p id="a">y</p>'), "utf-8")
    (root / "_posts/2022-01-02-post-2.md").write_text(post(2, "[x](/about.html) [y](/lost.html)"), "utf-8")
    settle(root)
    return root


def lint(root: Path, now: datetime = NOW, **request: object) -> Outcome:
    return run(replace(Request((str(root),), cache=True, jobs=1), **request), now)[1]  # type: ignore[arg-type]


@pytest.fixture
def recalled(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each run since, whether it was recalled as a whole."""
    seen: list[bool] = []
    recall = whole.Whole.recall

    def noted(self: whole.Whole) -> object:
        known = recall(self)
        seen.append(known is not None)
        return known

    monkeypatch.setattr(whole.Whole, "recall", noted)
    return seen


def test_the_second_run_is_the_first_one(site: Path, recalled: list[bool]) -> None:
    first, second = lint(site), lint(site)
    assert recalled == [False, True]
    assert {d.rule for d in first.diagnostics} >= {"html/duplicate-id", "link/broken-target"}
    assert (second.diagnostics, second.files, second.dates) == (first.diagnostics, first.files, first.dates)
    assert second.files == COUNT


CHANGES: dict[str, Callable[[Path], object]] = {
    "a post": lambda root: (root / "_posts/2022-01-02-post-3.md").write_text(post(3, '<p id="b"><p id="b">')),
    "the same size": lambda root: (root / "_posts/2022-01-02-post-3.md").write_text(post(3, "Tex<.")),
    "a new post": lambda root: (root / "_posts/2022-01-03-new.md").write_text(post(99)),
    "a post gone": lambda root: (root / "_posts/2022-01-02-post-3.md").unlink(),
    "a page that is linked to": lambda root: (root / "about.md").write_text("---\npermalink: /else/\n---\n"),
    "a page gone": lambda root: (root / "about.md").unlink(),
    "the site's configuration": lambda root: (root / "_config.yml").write_text("title: y\n"),
    "settings": lambda root: (root / "postlint.toml").write_text('ignore = ["html"]\n'),
    "settings below": lambda root: (root / "_posts/postlint.toml").write_text('ignore = ["html"]\n'),
    "what git ignores": lambda root: (root / ".gitignore").write_text("_posts/2022-01-02-post-1.md\n"),
    "a file renamed": lambda root: (root / "about.md").rename(root / "about.txt"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_of_any_file_is_seen(
    site: Path, recalled: list[bool], change: Callable[[Path], object]
) -> None:
    lint(site)
    change(site)
    after = lint(site)
    assert recalled == [False, False]
    assert after.diagnostics == lint(site, cache=False).diagnostics


def test_another_request_is_another_run(site: Path, recalled: list[bool]) -> None:
    lint(site)
    chosen = lint(site, choice=Choice(select=("html",)))
    assert {d.rule for d in chosen.diagnostics} == {"html/duplicate-id"}
    assert not lint(site, exclude=("_posts/*-1.md",)).diagnostics[0].rule.startswith("html/")
    assert recalled == [False, False, False]


def test_a_result_of_the_clock_ends_with_it(site: Path, recalled: list[bool]) -> None:
    (site / "_posts/2026-01-03-late.md").write_text(post(77, date="2026-01-03 10:00:00 +0800"))
    settle(site)
    assert "date/future" in {d.rule for d in lint(site).diagnostics}
    assert "date/future" in {d.rule for d in lint(site, NOW + timedelta(hours=1)).diagnostics}
    assert "date/future" not in {d.rule for d in lint(site, NOW + timedelta(days=9)).diagnostics}
    assert recalled == [False, True, False]


def test_a_file_that_is_too_young_to_tell_keeps_nothing(
    site: Path, recalled: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "FRESH", 2_000_000_000)
    lint(site)
    lint(site)
    assert recalled == [False, False]
    assert cache.read(site, whole.NAME) == b""


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"[1]", b'["x"]', b"[" * 100_000, None])
def test_a_file_that_holds_no_run_is_none(site: Path, recalled: list[bool], data: bytes | None) -> None:
    first = lint(site)
    file = site / cache.FOLDER / whole.NAME
    file.write_bytes(file.read_bytes()[:-9] if data is None else data)
    assert lint(site).diagnostics == first.diagnostics
    assert recalled == [False, False]


def test_what_failed_is_not_kept(site: Path, recalled: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> object:
        raise RuntimeError("broken")

    with monkeypatch.context() as context:
        context.setattr("postlint.engine.facts", failing)
        assert lint(site).failed
    assert not lint(site).failed
    assert recalled == [False, False]


def test_a_baseline_is_compared_anew(site: Path, recalled: list[bool]) -> None:
    from postlint import baseline

    first = lint(site)
    (site / "postlint-baseline.json").write_text(baseline.dumps(baseline.create(first.diagnostics)), "utf-8")
    settle(site)
    assert {d.state for d in lint(site).diagnostics} == {"baseline"}
    assert {d.state for d in lint(site).diagnostics} == {"baseline"}
    assert recalled == [False, False, True]

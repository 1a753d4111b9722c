"""A run with a cache says what a run without one says, whatever has changed since the last."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from postlint import engine
from postlint.cache import FOLDER, usage
from postlint.diagnostic import Diagnostic, Safety
from postlint.project import Project, Request
from postlint.run import Outcome, posts, run
from postlint.run.remembered import LEAST, Store
from postlint.selection import Choice

NOW = datetime(2024, 1, 1, 12, tzinfo=UTC)
Count = Callable[[], int]


def text(number: int) -> str:
    return (
        f"---\nlayout: post\ntitle: Number {number}\ndate: 2021-12-29 10:14:{number:02} +0800\n---\n"
        f"The {number}th of them, see [the next](/2021/12/29/post-{number + 1}.html) and //example.com.\n"
        '<p id="a">x</p><p id="a">y</p> [z](//example.com/z)\n'
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    for number in range(LEAST):
        (tmp_path / "_posts" / f"2021-12-29-post-{number}.md").write_text(text(number), "utf-8")
    return tmp_path


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> Count:
    """How many posts were linted since this was last asked."""
    counted = [0]
    real = posts.lint

    def lint(*arguments: object) -> object:
        counted[0] += 1
        return real(*arguments)  # type: ignore[arg-type]

    def count() -> int:
        number, counted[0] = counted[0], 0
        return number

    monkeypatch.setattr(posts, "lint", lint)
    return count


def check(site: Path, **asked: object) -> list[Diagnostic]:
    """What a cached run says, which must be what a run without a cache says."""
    cached = _outcome(site, cache=True, **asked)
    plain = _outcome(site, cache=False, **asked)
    assert cached == plain
    return cached.diagnostics


def _outcome(site: Path, **asked: object) -> Outcome:
    request = Request(paths=(str(site),), now=NOW, jobs=1)
    return run(request._replace(**asked), NOW)[1]  # type: ignore[arg-type]


def relinted(site: Path, linted: Count, **asked: object) -> int:
    """How many posts a cached run lints, after one without a cache has said the same."""
    linted()
    check(site, **asked)
    return linted() - LEAST


def test_nothing_changed(site: Path, linted: Count) -> None:
    assert relinted(site, linted) == LEAST
    assert relinted(site, linted) == 0
    assert usage(site).entries == LEAST


def test_only_what_changed_is_linted(site: Path, linted: Count) -> None:
    before = check(site)
    post = site / "_posts" / "2021-12-29-post-3.md"
    post.write_text(text(3).replace('id="a">y', 'id="b">y'), "utf-8")
    assert relinted(site, linted) == 1
    assert len(check(site)) == len(before) - 1


def test_a_change_that_the_times_do_not_tell(site: Path, linted: Count) -> None:
    """The same size, the same time of modification, within the tick of the clock."""
    post = site / "_posts" / "2021-12-29-post-3.md"
    check(site)
    status = post.stat()
    post.write_text(text(3).replace('id="a">y', 'id="b">y'), "utf-8")
    os.utime(post, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert relinted(site, linted) == 1


def test_a_new_post_a_lost_one_and_a_moved_one(site: Path, linted: Count) -> None:
    check(site)
    folder = site / "_posts"
    (folder / "2021-12-29-post-1.md").unlink()
    (folder / "2021-12-29-new.md").write_text(text(0), "utf-8")
    (folder / "2021-12-29-post-2.md").rename(folder / "2021-12-30-post-2.md")
    linted()
    check(site)
    assert linted() - LEAST == 2


SETTINGS = [
    'html = "conforming"\n',
    '[rules]\n"html/duplicate-id" = "info"\n',
    '[rules]\n"html/duplicate-id" = "off"\n',
    'ignore = ["link"]\n',
    'schema = "own.json"\n',
    '[schemas]\n"_posts/*-3.md" = "own.json"\n',
    'generator = "hugo"\n',
]


@pytest.mark.parametrize("settings", SETTINGS)
def test_settings_count(site: Path, linted: Count, settings: str) -> None:
    (site / "own.json").write_text('{"required": ["author"]}', "utf-8")
    check(site)
    (site / "postlint.toml").write_text(settings, "utf-8")
    linted()
    cached = _outcome(site, cache=True)
    assert linted() == cached.files
    assert cached == _outcome(site)


def test_overrides_count_for_their_posts_only(site: Path, linted: Count) -> None:
    (site / "postlint.toml").write_text('[[overrides]]\nfiles = ["nothing"]\nignore = ["html"]\n', "utf-8")
    check(site)
    (site / "postlint.toml").write_text('[[overrides]]\nfiles = ["*-3.md"]\nignore = ["html"]\n', "utf-8")
    assert relinted(site, linted) == sum(p.name.endswith("-3.md") for p in (site / "_posts").iterdir())


def test_schemas_and_their_vocabularies_count(site: Path, linted: Count) -> None:
    (site / "own.json").write_text('{"properties": {"title": {"maxLength": 99}}}', "utf-8")
    (site / "postlint.toml").write_text('schema = "own.json"\n', "utf-8")
    before = check(site)
    (site / "own.json").write_text('{"properties": {"title": {"maxLength": 3}}}', "utf-8")
    assert relinted(site, linted) == LEAST
    assert len(check(site)) == len(before) + LEAST


def test_the_configuration_of_the_site_counts(site: Path, linted: Count) -> None:
    check(site)
    (site / "_config.yml").write_text("timezone: Asia/Tokyo\n", "utf-8")
    assert relinted(site, linted) == LEAST


def test_choices_of_the_command_line_count(site: Path, linted: Count) -> None:
    check(site)
    assert relinted(site, linted, choice=Choice(ignore=("html",))) == LEAST
    # Each has a file of its own: the other is not lost.
    assert relinted(site, linted) == 0


def test_two_sites_in_one_project(tmp_path: Path, linted: Count) -> None:
    (tmp_path / ".git").mkdir()
    for name, zone in (("one", "Asia/Tokyo"), ("two", "UTC")):
        (tmp_path / name / "_posts").mkdir(parents=True)
        (tmp_path / name / "_config.yml").write_text(f"timezone: {zone}\n", "utf-8")
        for number in range(LEAST // 2):
            plain = text(number).replace(" +0800", "")
            (tmp_path / name / "_posts" / f"2021-12-29-{number}.md").write_text(plain, "utf-8")
    check(tmp_path)
    assert relinted(tmp_path, linted) == 0
    (tmp_path / "two" / "_config.yml").write_text("timezone: America/New_York\n", "utf-8")
    assert relinted(tmp_path, linted) == LEAST // 2


@pytest.mark.parametrize("generator", ["_config.yml", "hugo.toml"])
def test_the_clock_counts_where_a_date_is_near(tmp_path: Path, linted: Count, generator: str) -> None:
    (tmp_path / generator).write_text("", "utf-8")
    folder = tmp_path / ("_posts" if generator == "_config.yml" else "content")
    folder.mkdir()
    for number in range(LEAST):
        dated = text(number).replace("2021-12-29 10:14:", f"2024-01-{1 + number % 20:02} 20:00:")
        (folder / f"2024-01-01-{number}.md").write_text(dated, "utf-8")
    at = random.Random(1)
    said = set()
    for _ in range(12):
        now = NOW + timedelta(minutes=at.randrange(29_000))
        said.add(len(check(tmp_path, now=now)))
    assert len(said) > 4
    check(tmp_path, now=NOW + timedelta(minutes=10))
    linted()
    _outcome(tmp_path, now=NOW + timedelta(minutes=11), cache=True)
    assert linted() == 0


def test_times_of_the_day_alone_are_never_kept_for_another_day(site: Path, linted: Count) -> None:
    """Ruby takes the missing day from the clock."""
    for number in range(LEAST):
        (site / "_posts" / f"2021-12-29-post-{number}.md").write_text(
            f'---\nlayout: post\ntitle: T {number}\ndate: "10:14"\n---\nText {number}.\n', "utf-8"
        )
    for days in range(3):
        check(site, now=NOW + timedelta(days=days))


def test_few_posts_are_not_worth_a_cache(site: Path) -> None:
    (site / "_posts" / "2021-12-29-post-1.md").unlink()
    check(site)
    assert not (site / FOLDER).exists()


def test_a_large_cache_is_not_read_for_few_posts(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(site)
    monkeypatch.setattr("postlint.run.remembered.WORTH", 100)
    assert Store.open(Project.open(Request((str(site),), cache=True, now=NOW), NOW), LEAST) is None


def test_a_folder_that_is_no_project_is_left_alone(site: Path) -> None:
    (site / "_config.yml").unlink()
    check(site)
    assert not (site / FOLDER).exists()


def test_fixes_and_stdin_need_no_cache(site: Path) -> None:
    _outcome(site, cache=True, fix=Safety.SAFE, write=False)
    _outcome(site, cache=True, stdin=("_posts/2021-12-29-x.md", b"text"))
    assert not (site / FOLDER).exists()


def test_an_internal_error_is_not_kept(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = engine.lint

    def broken(*_: object) -> object:
        raise MemoryError

    monkeypatch.setattr(engine, "lint", broken)
    outcome = _outcome(site, cache=True)
    assert outcome.failed
    assert {d.rule for d in outcome.diagnostics} == {"postlint/internal-error"}
    monkeypatch.setattr(engine, "lint", real)
    assert not _outcome(site, cache=True).failed
    check(site)


@pytest.mark.parametrize("damage", [b"", b"junk", None])
def test_a_damaged_cache_is_none(site: Path, damage: bytes | None) -> None:
    check(site)
    (pack,) = (site / FOLDER).glob("*.pack")
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 1
    pack.write_bytes(bytes(data) if damage is None else damage)
    check(site)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_not_used(site: Path, linted: Count) -> None:
    check(site)
    os.chown(site / FOLDER, 12345, -1)
    before = {path.name: path.read_bytes() for path in (site / FOLDER).iterdir()}
    assert relinted(site, linted) == LEAST
    assert {path.name: path.read_bytes() for path in (site / FOLDER).iterdir()} == before


def test_a_project_that_cannot_be_written_to(site: Path) -> None:
    (site / FOLDER).write_text("a file in the place of the folder", "utf-8")
    check(site)


def postlint(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "postlint", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_command_line(site: Path) -> None:
    plain = postlint("check", "--no-cache", cwd=site)
    assert not (site / FOLDER).exists()
    assert postlint("check", cwd=site).stdout == plain.stdout
    shown = postlint("cache", "show", cwd=site / "_posts")
    assert shown.stdout.startswith(f"{site / FOLDER}{os.sep}: {LEAST} results in 1 file, ")
    again = postlint("check", cwd=site)
    assert (again.stdout, again.stderr, again.returncode) == (plain.stdout, plain.stderr, plain.returncode)
    cleaned = postlint("cache", "clean", cwd=site)
    assert cleaned.stdout.startswith(f"removed: {LEAST} results in 1 file, ")
    assert not (site / FOLDER).exists()
    assert postlint("cache", "clean", cwd=site).stdout == "removed: 0 results in 0 files, 0.0 kB\n"
    assert postlint("cache", "show", "nowhere", cwd=site).returncode == 2


def test_the_cache_of_a_project_is_not_listed_as_a_part_of_the_site(site: Path) -> None:
    check(site)
    assert not [path for path in Project.open(Request((str(site),)), NOW).posts() if FOLDER in path.parts]

"""A run in parts: each post in one part, whatever other posts there are; together they are the whole run."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.project import Request
from postlint.run import merge, run
from postlint.run.parts import PartError
from postlint.shard import Shard

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BODIES = ('<p id="a">x</p><p id="a">y</p>', "[lost](/lost.html)", "Text.", "[there](/2022/01/02/post-1.html)")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("timezone: Asia/Shanghai\n", "utf-8")
    for number in range(30):
        head = f'---\nlayout: post\ntitle: "Post {number}"\ndate: 2022-01-02 10:00:00 +0800\n---\n'
        (root / f"_posts/2022-01-02-post-{number}.md").write_text(head + BODIES[number % 4] + "\n", "utf-8")
    return root


def save(site: Path, folder: Path, count: int, **given: object) -> list[Path]:
    files = []
    for index in range(1, count + 1):
        file = folder / f"part-{index}.txt"
        request = Request((str(site),), shard=Shard(index, count), save=file, jobs=1)
        run(request._replace(**given), NOW)  # type: ignore[arg-type]
        files.append(file)
    return files


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_the_parts_together_are_the_whole_run(site: Path, tmp_path: Path, count: int) -> None:
    _, whole = run(Request((str(site),), jobs=1), NOW)
    _, merged = merge(Request((str(site),)), save(site, tmp_path, count)[::-1], NOW)
    assert merged.diagnostics == whole.diagnostics
    assert {d.rule for d in whole.diagnostics} >= {"html/duplicate-id", "link/broken-target"}
    assert (merged.files, merged.suppressed, merged.dates) == (whole.files, whole.suppressed, whole.dates)


def test_a_part_says_nothing_of_the_site(site: Path) -> None:
    _, outcome = run(Request((str(site),), shard=Shard(1, 2), jobs=1), NOW)
    assert {d.rule for d in outcome.diagnostics} == {"html/duplicate-id"}
    assert 0 < outcome.files < 30


@given(st.text(min_size=1), st.integers(1, 50))
def test_a_post_is_in_one_part(path: str, count: int) -> None:
    assert sum(Shard(index, count).holds(path) for index in range(1, count + 1)) == 1


def test_parts_are_alike_in_size() -> None:
    sizes = [sum(Shard(i, 4).holds(f"_posts/{n}.md") for n in range(4_000)) for i in range(1, 5)]
    assert sum(sizes) == 4_000
    assert max(sizes) < 1.15 * 1_000


@pytest.mark.parametrize("text", ["", "1", "0/4", "5/4", "1/0", "-1/4", "a/b", "1/4/2", "1 / 4", "²/3"])
def test_what_is_no_part_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="no part"):
        Shard.parse(text)


def refused(site: Path, files: list[Path], match: str) -> None:
    with pytest.raises(PartError, match=match):
        merge(Request((str(site),)), files, NOW)


def test_parts_that_do_not_belong_together_are_refused(site: Path, tmp_path: Path) -> None:
    files = save(site, tmp_path, 3)
    refused(site, files[:2], "missing: 3/3")
    refused(site, [*files, files[0]], "the same part, 1/3")
    refused(site, [], "name the files")
    refused(site, [tmp_path / "nowhere"], "cannot read .*No such file")
    (tmp_path / "other").mkdir()
    refused(site, [files[0], save(site, tmp_path / "other", 2)[1]], "one of 2 parts")
    refused(site, [site / "_config.yml"], "not a file that `postlint --save` wrote")
    files[1].write_text(files[1].read_text().replace('"0.1.0"', '"0.0.9"'), "utf-8")
    refused(site, files, r"of postlint 0\.0\.9")


def test_parts_of_other_settings_are_refused(site: Path, tmp_path: Path) -> None:
    from postlint.selection import Choice

    refused(site, save(site, tmp_path, 2, choice=Choice(select=("html",))), "other settings")


def test_a_damaged_part_is_told(site: Path, tmp_path: Path) -> None:
    files = save(site, tmp_path, 1)
    files[0].write_bytes(files[0].read_bytes()[:-40])
    refused(site, files, "damaged")


def test_a_file_that_cannot_be_written_is_told(site: Path, tmp_path: Path) -> None:
    with pytest.raises(PartError, match="cannot write"):
        run(Request((str(site),), save=tmp_path / "no/folder"), NOW)


def postlint(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "postlint", *arguments, "--now", "2026-01-01", "--color", "never"]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)


def test_as_a_user_does_it(site: Path, tmp_path: Path) -> None:
    parts = [str(tmp_path / f"{index}.part") for index in (1, 2)]
    for index, part in enumerate(parts, 1):
        assert postlint(site, "--shard", f"{index}/2", "--save", part).returncode in (0, 1)
    merged = postlint(site, "merge", *parts, "--output-format", "concise")
    whole = postlint(site, "--output-format", "concise")
    assert (merged.stdout, merged.returncode) == (whole.stdout, whole.returncode)
    assert "link/broken-target" in merged.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--shard", "5/4"], "`5/4` is no part: the first of 4 is `1/4`"),
        (["--shard", "1/2", "--fix"], "`--fix` needs all posts"),
        (["--shard", "1/2", "--online"], "`--online` needs all posts"),
        (["merge"], "name the files that `--save` wrote"),
        (["merge", "nowhere"], "cannot read `nowhere`: No such file or directory"),
    ],
)
def test_what_makes_no_sense_is_told(site: Path, arguments: list[str], said: str) -> None:
    done = postlint(site, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr

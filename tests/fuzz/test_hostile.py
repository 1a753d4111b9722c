"""Hostile posts: a run over them ends as it should. docs/reliability.md has the figures of 10,000."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from postlint.fix import Fixed
from tests.fixing import law_sweep as laws
from tests.fuzz import __main__ as command

SEED = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    assert command.main(["hostile", "--posts", "200", "--seed", str(SEED), str(made)]) == 0
    return made


def test_the_same_seed_makes_the_same_posts(folder: Path, tmp_path: Path) -> None:
    command.main(["hostile", "--posts", "200", "--seed", str(SEED), str(tmp_path)])
    one, two = (
        {os.fsencode(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (folder, tmp_path)
    )
    assert one == two
    assert len(one) == 205


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_over_them_ends_as_it_should(folder: Path, jobs: str) -> None:
    words = ("-m", "postlint", ".", "--no-cache", "--output-format", "concise", "--jobs", jobs)
    done = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"internal-error" not in done.stdout
    assert b"out-of-time" not in done.stdout
    # Nothing of a post, and nothing of a name, reaches the terminal as an order.
    assert re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", done.stdout) is None
    assert not any(char in done.stdout.decode("utf-8", "replace") for char in "\u202e\u2066\u200f")


def test_laws_of_fixes_are_tried_in_several_processes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        (tmp_path / f"{number}.html").write_text(f"<p>a</b> {number}\n", "utf-8")
    assert command.main(["laws", "--jobs", "2", "--show", "1", str(tmp_path)]) == 0
    said, told = capsys.readouterr()
    assert "6 of 6 posts" in told
    assert re.search(r"6  html/stray-end-tag\n6 posts, 6 changed, 0 break a law", said)
    assert "  - '<p>a</b> " in said
    monkeypatch.setattr(laws, "fixpoint", lambda source, *_: Fixed(source.text + "!", {}, ()))
    assert command.main(["laws", "--jobs", "2", str(tmp_path)]) == 1
    assert "'5.html': a second run changes it again\n" in capsys.readouterr().out

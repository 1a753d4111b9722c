"""Hostile posts: a run over them ends as it should. docs/reliability.md has the figures of 10,000."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

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

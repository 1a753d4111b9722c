"""What the tests run of postlint: `python -m tests.dev coverage`."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.dev.coverage import WANTED, table
from tests.dev.ecosystem import ROOT


def of(lines: int, branches: int, missing: list[int], jumps: list[list[int]]) -> dict[str, object]:
    """A file as coverage.py's JSON report has it."""
    summary = {
        "num_statements": lines,
        "num_branches": branches,
        "covered_lines": lines - len(missing),
        "covered_branches": branches - len(jumps),
    }
    return {"summary": summary, "missing_lines": missing, "missing_branches": jumps}


def test_folders_and_what_was_not_run() -> None:
    said, enough = table(
        {
            "postlint/b.py": of(10, 0, [3, 4, 5, 9], []),
            "postlint/a.py": of(80, 10, [], [[7, 9], [12, -1]]),
            "postlint/site/c.py": of(4, 2, [6], [[5, 6], [5, 8]]),
            "postlint/site/__init__.py": of(0, 0, [], []),
        }
    )
    assert said.splitlines() == [
        "| folder | lines | % | branches | % |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| postlint | 90 | 95.6 | 10 | 80.0 |",
        "| postlint/site | 4 | 75.0 | 2 | 0.0 |",
        "| all | 94 | 94.7 | 12 | 66.7 |",
        "",
        "postlint/a.py: 7->9, 12->exit",
        "postlint/b.py: 3-5, 9",
        "postlint/site/c.py: 6, 5->8",
    ]
    assert not enough


@pytest.mark.parametrize(("lines", "jumps", "enough"), [(5, 5, True), (6, 0, False), (0, 6, False)])
def test_lines_and_branches_have_the_same_bar(lines: int, jumps: int, enough: bool) -> None:
    assert WANTED == 95
    one = of(100, 100, list(range(1, 1 + lines)), [[50, 60]] * jumps)
    assert table({"postlint/a.py": one})[1] is enough


def test_nothing_is_excused() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["coverage"]
    assert settings["report"] == {"exclude_also": ["if TYPE_CHECKING:"]}
    assert "omit" not in settings["run"]
    excused = [path for path in (ROOT / "postlint").rglob("*.py") if "pragma: no" in path.read_text("utf-8")]
    assert not excused


def test_forked_and_started_processes_count(tmp_path: Path) -> None:
    pytest.importorskip("coverage")
    program = tmp_path / "program.py"
    program.write_text(
        "import subprocess, sys\n"
        "from postlint.workers import spread\n"
        "assert dict(spread(3, bytes, 2)) == {0: b'', 1: b'\\0', 2: b'\\0\\0'}\n"
        "subprocess.run([sys.executable, '-m', 'postlint', 'rule', '--help'], check=True)\n",
        "utf-8",
    )
    test = tmp_path / "test_program.py"
    test.write_text(
        "import subprocess, sys\n"
        f"def test_it():\n    subprocess.run([sys.executable, {str(program)!r}], check=True)\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.dev", "coverage", "-n", "0", "-p", "no:cacheprovider", str(test)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    rows = dict(line.split(": ", 1) for line in done.stdout.splitlines() if line.startswith("postlint/"))
    source = (ROOT / "postlint" / "workers.py").read_text("utf-8").splitlines()
    served = next(number for number, line in enumerate(source, 1) if "os._exit(code)" in line)
    assert not any(
        int(start) <= served <= int(end or start)
        for start, _, end in (
            word.strip().partition("-") for word in rows["postlint/workers.py"].split(",") if ">" not in word
        )
    ), "the worker's own lines"
    assert "postlint/__main__.py" not in rows, "the command, all of it"

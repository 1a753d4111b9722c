"""How much of postlint the tests run: lines and branches, by folder, forked and started processes too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tests.dev.ecosystem import ROOT, Failed

WANTED = 95.0
"""Per cent of the lines, and of the branches, that must be run."""


class Counts(NamedTuple):
    """How many lines and branches there are, and how many of them were run."""

    lines: int
    lines_run: int
    branches: int
    branches_run: int

    @classmethod
    def of(cls, one: Mapping[str, object]) -> Counts:
        """A file of coverage.py's JSON report."""
        summary = one["summary"]
        assert isinstance(summary, dict)
        names = ("num_statements", "covered_lines", "num_branches", "covered_branches")
        return cls(*(summary[name] for name in names))

    def percent(self) -> tuple[float, float]:
        """The part of the lines and that of the branches; all, where there are none."""
        return _part(self.lines_run, self.lines), _part(self.branches_run, self.branches)


def _part(run: int, there: int) -> float:
    return 100 * run / there if there else 100.0


def measured(words: Iterable[str]) -> tuple[str, bool]:
    """Run the tests, all or those that pytest's words name: a table, and whether enough was run.

    Raises `Failed` where nothing was measured; a test that fails is shown, and no reason to stop.
    """
    with TemporaryDirectory(prefix="postlint-") as scratch:
        # Where this is measured itself, what it starts is not, a second time.
        own = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
        env = {**own, "COVERAGE_FILE": str(Path(scratch) / ".coverage"), "PYTHONPATH": str(ROOT)}
        report = Path(scratch) / "report.json"
        _coverage(env, "run", "-m", "pytest", *words)
        _coverage(env, "combine", "--quiet")
        # Other postlints that tests ran, of other revisions say, may be gone by now.
        _coverage(env, "json", "--ignore-errors", "--quiet", "-o", str(report))
        files: dict[str, Any] = json.loads(report.read_text("utf-8"))["files"] if report.is_file() else {}
    ours = {name: one for name, one in files.items() if PurePosixPath(name).parts[0] == "postlint"}
    if not ours:
        raise Failed("nothing was measured: is there another postlint that is run in the place of this one?")
    return table(ours)


def _coverage(env: Mapping[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-m", "coverage", *words], cwd=ROOT, env=env, check=False)


def table(files: Mapping[str, Mapping[str, object]]) -> tuple[str, bool]:
    """Each folder, the whole, and each module of which something was not run; whether the whole is enough."""
    counted = {name: Counts.of(one) for name, one in files.items()}
    folders: dict[str, list[Counts]] = defaultdict(list)
    for name in sorted(counted):
        folders[PurePosixPath(name).parent.as_posix()].append(counted[name])
    lines = ["| folder | lines | % | branches | % |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [_row(folder, _sum(counts)) for folder, counts in folders.items()]
    whole = _sum(counted.values())
    lines += [_row("all", whole), ""]
    for name, one in sorted(files.items()):
        if missing := list(_missing(one)):
            lines.append(f"{name}: {', '.join(missing)}")
    return "\n".join(lines), min(whole.percent()) >= WANTED


def _sum(counts: Iterable[Counts]) -> Counts:
    return Counts(*map(sum, zip(*counts, strict=True)))


def _row(name: str, counts: Counts) -> str:
    lines, branches = counts.percent()
    return f"| {name} | {counts.lines} | {lines:.1f} | {counts.branches} | {branches:.1f} |"


def _missing(one: Mapping[str, object]) -> Iterator[str]:
    """The lines that were not run, and the jumps between lines that were."""
    lines, branches = one["missing_lines"], one["missing_branches"]
    assert isinstance(lines, list)
    assert isinstance(branches, list)
    for start, end in _ranges(lines):
        yield f"{start}-{end}" if end > start else str(start)
    for origin, target in branches:
        if origin not in lines and target not in lines:
            yield f"{origin}->{'exit' if target < 0 else target}"


def _ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for number in numbers:
        if number != end + 1 and start >= 0:
            yield start, end
        if number != end + 1 or start < 0:
            start = number
        end = number
    if start >= 0:
        yield start, end

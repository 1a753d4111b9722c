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
from typing import NamedTuple

from tests.dev.ecosystem import ROOT, Failed

WANTED = 95.0
"""Per cent of lines and branches together that must be run."""


class Counts(NamedTuple):
    """How many lines and branches there are, and how many of them were run."""

    there: int
    run: int

    def __str__(self) -> str:
        return f"{self.percent:.1f}"

    @property
    def percent(self) -> float:
        """The part that was run; all, where nothing is."""
        return 100 * self.run / self.there if self.there else 100.0


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
        _coverage(env, "json", "--quiet", "-o", str(report))
        if not report.is_file():
            raise Failed("nothing was measured")
        files = json.loads(report.read_text("utf-8"))["files"]
    return table({name: one for name, one in files.items() if PurePosixPath(name).parts[0] == "postlint"})


def _coverage(env: Mapping[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-m", "coverage", *words], cwd=ROOT, env=env, check=False)


def table(files: Mapping[str, Mapping[str, object]]) -> tuple[str, bool]:
    """Each folder, each module of which something was not run, and the whole; whether the whole is enough."""
    counted = {name: _counts(one) for name, one in files.items()}
    folders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(counted):
        folders[PurePosixPath(name).parent.as_posix()].append(name)
    lines = ["| folder | there | not run | % |", "| --- | ---: | ---: | ---: |"]
    for folder, names in folders.items():
        lines.append(_row(folder, _sum(counted[name] for name in names)))
    whole = _sum(counted.values())
    lines += [_row("all", whole), ""]
    for name, one in sorted(files.items()):
        if missing := list(_missing(one)):
            lines.append(f"{name} {counted[name]}: {', '.join(missing)}")
    return "\n".join(lines), whole.percent >= WANTED


def _counts(one: Mapping[str, object]) -> Counts:
    summary = one["summary"]
    assert isinstance(summary, dict)
    return Counts(
        summary["num_statements"] + summary["num_branches"],
        summary["covered_lines"] + summary["covered_branches"],
    )


def _sum(counts: Iterable[Counts]) -> Counts:
    some = list(counts)
    return Counts(sum(one.there for one in some), sum(one.run for one in some))


def _row(name: str, counts: Counts) -> str:
    return f"| {name} | {counts.there} | {counts.there - counts.run} | {counts} |"


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

"""A run of fuzzing: each target in processes of its own, for a time, and what it came to."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.seeds import seeds, seeds_of_sites

_OF_POSTS = ("front-matter", "body", "check", "fix", "suppressions")
_TIMEOUT = 60
"""Seconds of wall time in one execution that count as a hang, on a machine that does other work as well."""
_MEMORY = 4096
"""MiB that a process may take."""


class Figures(NamedTuple):
    """What fuzzing a target came to; `corpus` in inputs, `crashes` the files that were written."""

    target: str
    executions: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    corpus: int = 0
    edges: int = 0
    crashes: tuple[Path, ...] = ()


def campaign(
    targets: Sequence[str], corpus: Path, seconds: int, jobs: int, told: Callable[[Figures], None]
) -> list[Figures]:
    """Fuzz several targets, `jobs` of them at a time; `told` hears of each when it is through."""

    def one(target: str) -> Figures:
        made = fuzzed(target, corpus, seconds)
        told(made)
        return made

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, targets))


def fuzzed(target: str, corpus: Path, seconds: int) -> Figures:
    """Fuzz one target, with a new process for the rest of the time where one ended before."""
    folder, crashes = corpus / target, corpus / f"{target}-crashes"
    for one in (folder, crashes):
        one.mkdir(parents=True, exist_ok=True)
    more = seeds_of_sites() if target in _OF_POSTS else ()
    for number, seed in enumerate([*seeds(target), *more]):
        (folder / f"seed-{number:04}").write_bytes(seed)
    known = set(crashes.iterdir())
    start = time.monotonic()
    figures = Figures(target)
    while (left := seconds - int(time.monotonic() - start)) > 0:
        before = set(crashes.iterdir())
        code, log, cpu = _process(target, folder, crashes, left)
        executions, edges, size = _read(log)
        figures = figures._replace(
            executions=figures.executions + executions,
            cpu=figures.cpu + cpu,
            edges=max(figures.edges, edges),
            corpus=max(figures.corpus, size),
        )
        if code and set(crashes.iterdir()) == before:
            # It ended without an input that tells why: again would be no better.
            (crashes / "log").write_bytes(log.read_bytes()[-20_000:])
            break
    found = sorted(set(crashes.iterdir()) - known)
    return figures._replace(wall=time.monotonic() - start, crashes=tuple(found))


def _process(target: str, folder: Path, crashes: Path, seconds: int) -> tuple[int, Path, float]:
    """Its exit code, its log, and the CPU seconds that it took."""
    log = folder.with_name(f"{target}.log")
    options = (
        f"-max_total_time={seconds}",
        f"-artifact_prefix={crashes}/",
        f"-timeout={_TIMEOUT}",
        f"-rss_limit_mb={_MEMORY}",
        "-print_final_stats=1",
    )
    command = [sys.executable, "-m", "tests.fuzz.run", target, str(crashes), str(folder), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, log, used.ru_utime + used.ru_stime


def _read(log: Path) -> tuple[int, int, int]:
    """Executions, edges and inputs of the corpus that libFuzzer tells of."""
    said = log.read_text("utf-8", "replace")
    runs = re.findall(r"stat::number_of_executed_units:\s+(\d+)", said) or re.findall(
        r"^#(\d+)", said, re.MULTILINE
    )
    edges = re.findall(r" cov: (\d+) ", said)
    size = re.findall(r" corp: (\d+)", said)
    return tuple(int(found[-1]) if found else 0 for found in (runs, edges, size))  # type: ignore[return-value]


def table(all_figures: Iterable[Figures]) -> str:
    """The figures of all targets as a table of Markdown, with their sums."""
    rows = list(all_figures)
    total = Figures(
        "all",
        sum(one.executions for one in rows),
        sum(one.wall for one in rows),
        sum(one.cpu for one in rows),
        sum(one.corpus for one in rows),
        sum(one.edges for one in rows),
        tuple(file for one in rows for file in one.crashes),
    )
    head = ("target", "executions", "wall minutes", "CPU minutes", "inputs kept", "edges", "crashes")
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    return "\n".join([*lines, *map(_line, [*rows, total])])


def _line(one: Figures) -> str:
    times = f"{one.wall / 60:.1f} | {one.cpu / 60:.1f}"
    counts = f"{one.corpus:,} | {one.edges:,} | {len(one.crashes)}"
    return f"| {one.target} | {one.executions:,} | {times} | {counts} |"


def reproductions(figures: Figures) -> Iterator[str]:
    """For each crash the command that shows it again."""
    for file in figures.crashes:
        yield f"python -m tests.fuzz again {figures.target} {file}"

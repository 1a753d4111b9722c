"""``python -m benchmarks``: postlint and its peers on the same posts, in one run.

Rounds are interleaved, so that a slow minute of the machine falls on all; the medians are shown, with
each tool's wall time as a ratio to postlint's. A peer that is not installed is left out, with a word.
"""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from benchmarks import corpus, kinds, plot
from benchmarks.peers import Tool, own, peers, prepare


class Cost(NamedTuple):
    """What one run cost: seconds of wall clock and of CPU, and the largest process's peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def measure(tool: Tool, folder: Path) -> Cost:
    """Run a tool once in a folder; its output is thrown away, its exit code may be 0 or 1."""
    tool.ready(folder)
    before = time.perf_counter()
    with subprocess.Popen(
        tool.command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - before
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def medians(costs: list[Cost]) -> Cost:
    """The median of each part of several costs."""
    return Cost(*(median(cost[part] for cost in costs) for part in range(3)))


def compared(folder: Path, chosen: list[Tool], rounds: int) -> dict[str, Cost]:
    """What each tool costs on the posts in a folder: medians of interleaved rounds."""
    costs: dict[str, list[Cost]] = {tool.name: [] for tool in chosen}
    for _ in range(rounds):
        for tool in chosen:
            costs[tool.name].append(measure(tool, folder))
    return {name: medians(found) for name, found in costs.items()}


def show(chosen: list[Tool], costs: dict[str, Cost], posts: int) -> None:
    """The table: seconds, CPU time a post, memory, and wall time as a ratio to postlint's."""
    base = costs["postlint"].wall
    click.echo(
        f"{'tool':<20} {'part of the work':<18} {'wall s':>8} {'CPU s':>8} {'CPU us/post':>12} "
        f"{'peak MB':>8} {'ratio':>8}"
    )
    for tool in chosen:
        wall, cpu, memory = costs[tool.name]
        click.echo(
            f"{tool.name:<20} {tool.part:<18} {wall:>8.2f} {cpu:>8.2f} {cpu / posts * 1e6:>12.0f} "
            f"{memory:>8.0f} {wall / base:>7.2f}×"
        )


def write(folder: Path, kind: str, posts: int, clean: float) -> int:
    """Write the posts of a kind; the bytes written."""
    if kind == "news":
        return corpus.write(folder, corpus.Recipe(posts, clean=clean))
    return kinds.write(folder, kind, posts)


@click.command()
@click.option("--posts", multiple=True, type=int, default=(2000,), show_default=True, help="Repeatable.")
@click.option("--kind", type=click.Choice(["news", *kinds.KINDS]), default="news", show_default=True)
@click.option("--clean", default=0.9, show_default=True, help="The share of clean posts among news.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--only", multiple=True, help="Run this tool (and postlint) only. Repeatable.")
@click.option("--without", multiple=True, help="Leave this tool out. Repeatable.")
@click.option("--plot", "picture", type=click.Path(path_type=Path), help="Draw time against posts: SVG.")
@click.option(
    "--node-modules", type=click.Path(path_type=Path), default=Path("node_modules"), show_default=True
)
def main(
    posts: tuple[int, ...],
    kind: str,
    clean: float,
    rounds: int,
    only: tuple[str, ...],
    without: tuple[str, ...],
    picture: Path | None,
    node_modules: Path,
) -> None:
    """Measure postlint against its peers on generated posts of about 12 kB."""
    modules = node_modules.absolute()
    chosen = [
        tool
        for tool in (*own(), *peers(modules))
        if tool.name not in without and (not only or tool.name in (*only, "postlint"))
    ]
    lines: dict[str, list[tuple[int, float]]] = {tool.name: [] for tool in chosen}
    for count in posts:
        with TemporaryDirectory() as name:
            folder = Path(name) / "site"
            folder.mkdir()
            size = write(folder, kind, count, clean)
            prepare(folder, modules)
            said = f", {clean:.0%} clean" if kind == "news" else ""
            click.echo(
                f"{count} posts ({kind}{said}), {size / 1e6:.1f} MB, median of {rounds} rounds, "
                f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
            )
            costs = compared(folder, chosen, rounds)
        show(chosen, costs, count)
        for tool_name, cost in costs.items():
            lines[tool_name].append((count, cost.wall))
    if picture is not None:
        picture.write_text(plot.svg(lines), "utf-8")


if __name__ == "__main__":
    main()

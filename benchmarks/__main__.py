"""``python -m benchmarks``: postlint and its peers on the same posts, in one run.

Rounds are interleaved, so that a slow minute of the machine falls on all; the medians are shown, with
each tool's wall time as a ratio to postlint's. A peer that is not installed is left out, with a word.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from benchmarks import corpus


class Cost(NamedTuple):
    """What one run cost: seconds of wall clock and of CPU, and the peak memory in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Tool:
    """A command line that lints the posts below a folder; `part` says which part of the work it does."""

    name: str
    part: str
    command: tuple[str, ...]


def tools(node_modules: Path) -> list[Tool]:
    """postlint, and the peers that are installed: those of npm in `node_modules`."""
    binaries = node_modules / ".bin"
    jar = node_modules / "vnu-jar/build/dist/vnu.jar"
    found = [
        Tool(
            "postlint",
            "all default rules",
            (sys.executable, "-m", "postlint", "check", "--no-cache", "_posts"),
        )
    ]
    if (binaries / "markdownlint-cli2").exists():
        found.append(
            Tool("markdownlint-cli2", "Markdown style", (str(binaries / "markdownlint-cli2"), "_posts/*.md"))
        )
    if jar.exists() and shutil.which("java"):
        checker = ("java", "-Xss2m", "-jar", str(jar), "--skip-non-html")
        found.append(Tool("vnu", "HTML conformance", (*checker, "html")))
        quick = (*checker, "--no-langdetect", "html")
        found.append(Tool("vnu --no-langdetect", "HTML conformance", quick))
    if (binaries / "rumdl").exists():
        found.append(
            Tool("rumdl", "Markdown style", (str(binaries / "rumdl"), "check", "--no-cache", "_posts"))
        )
    if (binaries / "htmlhint").exists():
        found.append(Tool("htmlhint", "HTML style", (str(binaries / "htmlhint"), "html/*.html")))
    if shutil.which("tidy"):
        found.append(Tool("tidy", "HTML parse", ("sh", "-c", "tidy -q -e -utf8 html/*.html")))
    return found


def measure(tool: Tool, folder: Path) -> Cost:
    """Run a tool once in a folder; its output is thrown away, its exit code may be 0 or 1."""
    before = time.perf_counter()
    with subprocess.Popen(
        tool.command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - before
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def write_html(folder: Path) -> None:
    """The bodies of the posts as whole pages, for the peers that read no Markdown."""
    (folder / "html").mkdir(exist_ok=True)
    head = '<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="utf-8"><title>t</title></head>\n<body>\n'
    for post in (folder / "_posts").iterdir():
        body = post.read_text("utf-8").split("\n---\n", 1)[1]
        article = next(line for line in body.split("\n") if line.startswith("<p>"))
        (folder / "html" / f"{post.stem}.html").write_text(f"{head}{article}\n</body></html>\n", "utf-8")


@click.command()
@click.option("--posts", default=2000, show_default=True)
@click.option("--clean", default=0.0, show_default=True, help="The share of posts without a fault.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--only", multiple=True, help="Run this tool (and postlint) only.")
@click.option(
    "--node-modules", type=click.Path(path_type=Path), default=Path("node_modules"), show_default=True
)
def main(posts: int, clean: float, rounds: int, only: tuple[str, ...], node_modules: Path) -> None:
    """Measure postlint against its peers on generated posts of about 12 kB."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        size = corpus.write(folder, corpus.Recipe(posts, clean=clean))
        write_html(folder)
        click.echo(
            f"{posts} posts, {size / 1e6:.1f} MB, {clean:.0%} clean, {rounds} rounds, {os.cpu_count()} cores"
        )
        chosen = [t for t in tools(node_modules.absolute()) if not only or t.name in (*only, "postlint")]
        costs: dict[str, list[Cost]] = {tool.name: [] for tool in chosen}
        for _ in range(rounds):
            for tool in chosen:
                costs[tool.name].append(measure(tool, folder))
    own = median(c.wall for c in costs["postlint"])
    click.echo(
        f"{'tool':<20} {'part of the work':<18} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'ratio':>7}"
    )
    for tool in chosen:
        wall, cpu, memory = (median(c[i] for c in costs[tool.name]) for i in range(3))
        click.echo(
            f"{tool.name:<20} {tool.part:<18} {wall:>8.2f} {cpu:>8.2f} {memory:>8.0f} {wall / own:>6.1f}×"
        )


if __name__ == "__main__":
    main()

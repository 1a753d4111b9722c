"""``python -m benchmarks.online``: external links, beside lychee, on a server of our own.

2,000 addresses on 20 hosts (names and ports) of this machine, answered after 20 ms in every way that
servers answer (`benchmarks.online_server`). Both programs read the same posts with the same concurrency and
time-out and retry as they do by default; lychee without its limits by host. Every state that postlint
reports is compared with what the server does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from benchmarks.__main__ import Cost, measure
from benchmarks.peers import Tool

PER_POST = 50


class Kind(NamedTuple):
    """One way to answer: of how many of 2,000 addresses, and what is to be said of such a link."""

    share: int
    state: str


KINDS: Mapping[str, Kind] = {
    "hangs": Kind(10, "link/unverified"),
    "throttled": Kind(40, "ok"),
    "failing": Kind(20, "link/unverified"),
    "resets": Kind(10, "ok"),
    "missing": Kind(100, "link/broken-external"),
    "gone": Kind(20, "link/broken-external"),
    "forbidden": Kind(10, "link/unverified"),
    "circle": Kind(10, "link/broken-external"),
    "moved": Kind(60, "link/redirected"),
    "found": Kind(20, "link/broken-external"),
    "slow-body": Kind(20, "ok"),
    "refuses-head": Kind(60, "ok"),
}
ROUNDS: Mapping[str, frozenset[str]] = {
    "all kinds of answers": frozenset(),
    "answers that come at once": frozenset({"hangs", "throttled", "failing", "resets"}),
}
"""Comparisons, and the kinds that are left out of each."""


@contextmanager
def server(ports: int) -> Iterator[list[str]]:
    """A server in a process of its own, and its places (``host:port``)."""
    command = (sys.executable, "-m", "benchmarks.online_server", str(ports))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        yield json.loads(process.stdout.readline())
        process.stdin.close()


def addresses(places: list[str], count: int, without: frozenset[str], whose: str) -> dict[str, str]:
    """Addresses, spread over the places, and the state that each is to have.

    Each run has addresses of its own: some are answered otherwise at the second time.
    """
    kinds = [kind for kind, (share, _) in KINDS.items() for _ in range(share * count // 2000)]
    kinds = [kind for kind in kinds if kind not in without]
    kinds += ["ok"] * (count - len(kinds))
    found = {}
    for number in range(count):
        # A stride without a common factor mixes the kinds.
        kind = kinds[number * 811 % count]
        found[f"http://{places[number % len(places)]}/{kind}/{whose}{number}"] = (
            KINDS[kind].state if kind in KINDS else "ok"
        )
    return found


def write_site(folder: Path, urls: list[str]) -> None:
    """A Jekyll site whose posts link to the addresses."""
    posts = folder / "_posts"
    posts.mkdir(parents=True)
    (folder / "_config.yml").write_text("title: links\n", "utf-8")
    head = "---\nlayout: post\ntitle: Links\ndate: 2021-12-29 10:14:10 +0800\n---\n"
    for start in range(0, len(urls), PER_POST):
        links = "\n\n".join(f"[a link]({url})" for url in urls[start : start + PER_POST])
        (posts / f"2021-12-29-links-{start}.md").write_text(f"{head}{links}\n", "utf-8")


def postlint(timeout: int, concurrency: int, hosts: set[str]) -> Tool:
    """postlint's command; its report goes to `report.json`."""
    allowed = (word for host in sorted(hosts) for word in ("--allow-private", host))
    rules = "link/broken-external,link/redirected,link/unverified"
    settings = ("--config", f"online.timeout={timeout}", "--config", f"online.concurrency={concurrency}")
    call = (sys.executable, "-m", "postlint", "check", "--online", "--show", "info", "--select", rules)
    return Tool("postlint", "", (*call, *settings, *allowed, "--output-format", "json=report.json", "_posts"))


def lychee(program: str, timeout: int, concurrency: int) -> Tool:
    """lychee's command, without its limits by host."""
    limits = ("--host-concurrency", str(concurrency), "--host-request-interval", "0ms")
    rate = ("--max-concurrency", str(concurrency), "--timeout", str(timeout))
    return Tool("lychee", "", (program, "--no-progress", *rate, *limits, "_posts"))


def mistakes(folder: Path, expected: Mapping[str, str]) -> list[str]:
    """Addresses whose state postlint reports otherwise than it is."""
    report = json.loads((folder / "report.json").read_text("utf-8"))
    found = {d["message"].split("`")[1]: d["rule"] for d in report["diagnostics"]}
    return [
        f"{url}: {found.get(url, 'ok')}, not {state}"
        for url, state in expected.items()
        if found.get(url, "ok") != state
    ]


def show(name: str, cost: Cost, ratio: float | None = None) -> None:
    """One line of the table."""
    beside = "" if ratio is None else f"{ratio:>8.2f}"
    click.echo(f"{name:<28} {cost.wall:>8.2f} {cost.cpu:>8.2f} {cost.memory:>8.0f} {beside}")


class Round(NamedTuple):
    """One comparison: the addresses of postlint's posts with their states, and those of the other's."""

    title: str
    expected: Mapping[str, str]
    others: Mapping[str, str]


def compare(run: Round, folder: Path, own: Tool, other: Tool | None) -> None:
    """Run both, check what postlint says, and run it again from its cache."""
    write_site(folder / "own", list(run.expected))
    write_site(folder / "other", list(run.others))
    click.echo(f"{run.title:<28} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'ratio':>8}")
    first = measure(own, folder / "own")
    wrong = mistakes(folder / "own", run.expected)
    again = measure(own, folder / "own")
    wrong += mistakes(folder / "own", run.expected)
    beside = measure(other, folder / "other") if other else None
    show("postlint", first, first.wall / beside.wall if beside else None)
    show("postlint, from its cache", again)
    if beside:
        show("lychee", beside)
    counts = ", ".join(f"{count} {state}" for state, count in Counter(run.expected.values()).most_common())
    click.echo(f"states: {counts}; wrong: {len(wrong)}\n")
    if wrong:
        raise click.ClickException("\n".join(wrong[:20]))


@click.command()
@click.option("--urls", default=2000, show_default=True)
@click.option("--concurrency", default=100, show_default=True)
@click.option("--timeout", default=5, show_default=True, help="Seconds, for both programs.")
@click.option("--lychee", "program", help="lychee's program; found on PATH by itself.")
def main(urls: int, concurrency: int, timeout: int, program: str | None) -> None:
    """Measure postlint's and lychee's wall time, CPU and memory for external links."""
    program = program or shutil.which("lychee")
    with server(5) as places, TemporaryDirectory() as name:
        own = postlint(timeout, concurrency, {place.partition(":")[0] for place in places})
        other = lychee(program, timeout, concurrency) if program else None
        load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
        click.echo(
            f"{urls} addresses on {len(places)} hosts, {concurrency} at once, load {load}"
            + ("" if other else "; lychee is not installed")
        )
        for title, without in ROUNDS.items():
            runs = [addresses(places, urls, without, f"{len(without)}{whose}") for whose in "po"]
            compare(Round(title, runs[0], runs[1]), Path(name) / title.replace(" ", "-"), own, other)


if __name__ == "__main__":
    main()

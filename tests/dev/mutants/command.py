"""Draws a sample of mutants, runs it, and reports the share that tests kill."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.dev.mutants import AREAS
from tests.dev.mutants.making import Module, Mutant
from tests.dev.mutants.serving import Outcome, Server

ROOT = Path(__file__).parents[3]
# Folders of tests that run in this process (`inside`): what a process of its own runs is never mutated.
TESTS = "body cases conformance dates file_rules fixing front_matter needs oracles schema seed site widgets"


def files(area: str) -> list[str]:
    """The modules of an area, from the root."""
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(AREAS[area].modules))


def _folders(area: str) -> tuple[str, ...]:
    return tuple(f"tests/{name}/" for name in AREAS[area].tests)


def drawn(area: str, size: int, seed: int) -> tuple[list[Mutant], int]:
    """A sample spread evenly over an area's modules, each mutant as likely; and how many there are."""
    modules = [Module(name, (ROOT / name).read_text("utf-8")) for name in files(area)]
    every = [(module, number) for module in modules for number in range(len(module))]
    step = max(1.0, len(every) / size)
    start = random.Random(f"{area} {seed}").random() * step
    picked = (int(start + index * step) for index in range(size))
    return [every[at][0][every[at][1]] for at in picked if at < len(every)], len(every)


def interval(killed: int, of: int) -> tuple[float, float]:
    """The Wilson interval of 95 % of a share."""
    z = 1.96
    share, spread = killed / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * (share * (1 - share) / of + spread / of / 4) ** 0.5
    return middle - half, middle + half


def report(area: str, outcomes: Sequence[Outcome], every: int) -> str:
    """A line of figures, then the mutants that no test noticed."""
    counted = [one for one in outcomes if one.what != "invalid"]
    alive = [one for one in counted if one.what in ("survived", "unreached")]
    killed = len(counted) - len(alive)
    timeouts = sum(one.what == "timeout" for one in counted)
    low, high = interval(killed, len(counted))
    share = f"{killed / len(counted):.1%} ({low:.1%} to {high:.1%})"
    rest = f"{timeouts} of them by time, {len(outcomes) - len(counted)} invalid; drawn from {every}"
    lines = [
        f"{area}: {killed} of {len(counted)} killed, {share}, {rest}",
        *(f"  {one.what} {one.mutant}" for one in alive),
    ]
    return "\n".join(lines)


def run(areas: Sequence[str], size: int, seed: int, budget: float, kept: Path) -> int:
    """Run samples of some areas and print a report for each; 2 where the tests cannot be collected."""
    kept.mkdir(parents=True, exist_ok=True)
    everything = [name for area in AREAS for name in files(area)]
    samples = {area: drawn(area, size, seed) for area in areas}
    mutants = [mutant for sample, _ in samples.values() for mutant in sample]
    own = {name: _folders(area) for area in areas for name in files(area)}
    server = Server(ROOT, kept / "reach.json", everything, mutants, own, budget)
    tests = [str(ROOT / "tests" / name) for name in TESTS.split()]
    code = pytest.main(["-q", "-q", "-n", "0", "-s", "-p", "no:cacheprovider", *tests], plugins=[server])
    if len(server.outcomes) < len(mutants):
        print(f"tests.dev: pytest ended with {code}", file=sys.stderr)
        return 2
    outcomes = iter(server.outcomes)
    for area, (sample, every) in samples.items():
        print(report(area, [next(outcomes) for _ in sample], every), flush=True)
    return 0

"""The laws of fixes, tried on every post of some folders, in several processes; nothing is written.

``python -m tests.fuzz laws [--unsafe-fixes] [--jobs N] [--every N] [--show N] FOLDER...``: each law that a
post breaks is named as it is found; then the fixes are counted by rule. It ends with 1 where one is broken.
"""

from __future__ import annotations

import argparse
import marshal
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from postlint import workers
from postlint.diagnostic import Safety
from postlint.project import Project
from tests.fixing.law_sweep import Sweep, Swept, opened, shown

_TOLD = 500
"""After so many posts it is told how far it has come."""


def swept(project: Project, posts: Sequence[Path], sweep: Sweep, processes: int) -> Iterator[Swept]:
    """What came of each post, as it comes; one that kills its process breaks a law."""

    def work(index: int) -> bytes:
        done: tuple[Any, ...] = sweep.post(project, posts[index])
        return marshal.dumps(tuple(done))

    for index, data in workers.spread(len(posts), work, processes):
        if data is None:
            yield Swept(project.name(posts[index]), ("the process that fixes it dies",))
        else:
            yield Swept(*marshal.loads(data))


def main(words: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz laws")
    parser.add_argument("--unsafe-fixes", action="store_true", help="make the unsafe fixes, too")
    parser.add_argument("--jobs", type=int, default=workers.available(), help="processes; one for each core")
    parser.add_argument("--every", type=int, default=1, help="only every nth post")
    parser.add_argument("--show", type=int, default=0, help="show so many of the changes")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    given = parser.parse_args(words)
    sweep = Sweep(Safety.UNSAFE if given.unsafe_fixes else Safety.SAFE)
    results: list[Swept] = []
    began = perf_counter()
    for folder in given.folders:
        project = opened(folder)
        posts = list(project.posts())[:: given.every]
        for done, one in enumerate(swept(project, posts, sweep, given.jobs), 1):
            results.append(one)
            for fault in one.faults:
                print(f"{folder}: {one.path!r}: {fault}", flush=True)
            if done % _TOLD == 0 or done == len(posts):
                print(
                    f"{folder}: {done:,} of {len(posts):,} posts, {perf_counter() - began:.0f} s",
                    file=sys.stderr,
                )
    changes = [(one.path, *one.change) for one in results if one.change]
    for path, before, after in random.Random(1).sample(changes, min(given.show, len(changes))):
        print(shown(path, before, after))
    _tell(results, perf_counter() - began)
    return int(any(one.faults for one in results))


def _tell(results: Sequence[Swept], seconds: float) -> None:
    count: Counter[str] = Counter()
    for one in results:
        count.update(one.fixes)
    for rule, number in count.most_common():
        print(f"{number:>7,}  {rule}")
    changed = sum(one.change is not None for one in results)
    broken = sum(bool(one.faults) for one in results)
    slow = max(results, key=lambda one: one.seconds, default=Swept(""))
    print(
        f"{len(results):,} posts, {changed:,} changed, {broken:,} break a law; {seconds:.0f} s, "
        f"{slow.seconds:.1f} s of it for {slow.path!r}"
    )

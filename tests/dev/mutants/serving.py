"""A process that has collected all tests once, and forks one for each mutant: a plugin of pytest.

In the fork the code of the mutated function is put in the place of the old one, in every function object that
has it; then the tests run that reach its line, the likeliest to fail first, until one does.
"""

from __future__ import annotations

import gc
import os
import resource
import select
import shutil
import signal
import struct
import sys
import time
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from types import CodeType, FunctionType
from typing import NamedTuple, NoReturn

import pytest
from _pytest.runner import runtestprotocol

from postlint import workers
from tests.dev.mutants import inside, reach
from tests.dev.mutants.making import Function, Mutant, code_of

_MEMORY = 6 << 30


class Outcome(NamedTuple):
    """What became of a mutant: killed (by which test), timeout, survived, unreached, or invalid."""

    mutant: Mutant
    what: str
    test: str = ""
    tests: int = 0


class Server:
    """Runs mutants as soon as pytest has collected; `outcomes` holds what became of them."""

    def __init__(
        self,
        root: Path,
        kept: Path,
        files: Sequence[str],
        mutants: Sequence[Mutant],
        own: Mapping[str, tuple[str, ...]],
        budget: float,
    ) -> None:
        self.outcomes: list[Outcome] = []
        self._root, self._kept, self._files, self._mutants = root, kept, files, mutants
        self._own, self._budget = own, budget
        self._kills: dict[int, int] = {}

    def pytest_collection(self) -> None:
        """Examples that are the same for each mutant, and that are not made smaller when one fails."""
        from hypothesis import Phase, settings  # pytest wants to be the first to import its plugins

        settings.register_profile(
            "mutants",
            settings(),
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
        )
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of running the tests once."""
        items = {item.nodeid: item for item in session.items}
        for name in self._files:
            import_module(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        gc.collect()
        gc.freeze()
        if not self._kept.is_file():
            self._recorded(list(items.values()))
        reached = reach.Reach.read(self._kept)
        functions = _functions(self._root, self._files)
        for number, mutant in enumerate(self._mutants):
            begun = time.monotonic()
            outcome = self._ran(mutant, reached, items, functions)
            self.outcomes.append(outcome)
            print(
                f"{number + 1}/{len(self._mutants)} {outcome.what} after {outcome.tests} tests, "
                f"{time.monotonic() - begun:.1f} s: {mutant} {outcome.test[:100]}",
                file=sys.stderr,
                flush=True,
            )
        return True

    def _recorded(self, items: Sequence[pytest.Item]) -> None:
        def tests(_: Callable[[int], None]) -> bool:
            # What a worker runs would not be seen.
            workers.available = lambda: 1
            names = [item.nodeid for item in items]

            def run(number: int) -> bool:
                print(f"\r{number + 1}/{len(items)} tests recorded", end="", file=sys.stderr)
                return _passes(items[number], None) is True

            reach.record(names, run, self._root, self._files, self._kept).write(self._kept)
            return True

        if _forked(tests, lambda _: 3600.0, quiet=False).code:
            raise pytest.UsageError("the tests could not be recorded")

    def _ran(
        self,
        mutant: Mutant,
        reached: reach.Reach,
        items: dict[str, pytest.Item],
        functions: dict[Function, list[FunctionType]],
    ) -> Outcome:
        code = code_of(mutant.function, mutant.source, self._root / mutant.function.path)
        live = functions.get(mutant.function, [])
        if code is None or not live or code.co_freevars != live[0].__code__.co_freevars:
            return Outcome(mutant, "invalid")
        chosen = self._chosen(mutant, reached, items)
        if not chosen:
            return Outcome(mutant, "unreached")

        def tests(told: Callable[[int], None]) -> bool:
            for function in live:
                function.__code__ = code
            following = [items[reached.tests[number]] for number in chosen]
            for index, item in enumerate(following):
                told(index)
                if _passes(item, following[index + 1] if index + 1 < len(following) else None) is False:
                    return False
            return True

        ended = _forked(tests, lambda index: 2 + 10 * reached.seconds[chosen[index]])
        if ended.code == 0:
            return Outcome(mutant, "survived", tests=len(chosen))
        killer = chosen[max(ended.last, 0)]
        self._kills[killer] = self._kills.get(killer, 0) + 1
        what = "timeout" if ended.code in (None, -signal.SIGPROF) else "killed"
        return Outcome(mutant, what, reached.tests[killer], ended.last + 1)

    def _chosen(self, mutant: Mutant, reached: reach.Reach, items: Container[str]) -> list[int]:
        """The quickest first, up to the budget.

        Those that have killed before, and those of the folders that are about the module, come as if they
        were quicker.
        """
        own = self._own.get(mutant.function.path, ())

        def cost(number: int) -> float:
            favour = 20 if reached.tests[number].startswith(own) else 1
            return reached.seconds[number] / favour / (1 + self._kills.get(number, 0))

        known = reached.of(mutant.function.path, mutant.line, mutant.function.line)
        chosen: list[int] = []
        spent = 0.0
        for number in sorted((one for one in known if reached.tests[one] in items), key=cost):
            spent += reached.seconds[number]
            if chosen and spent > self._budget:
                break
            chosen.append(number)
        return chosen


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool | None:
    """Whether a test passes; `None` where it skips."""
    reports = runtestprotocol(item, log=False, nextitem=following)
    if any(report.failed for report in reports):
        return False
    return None if any(report.skipped for report in reports) else True


def _functions(root: Path, files: Iterable[str]) -> dict[Function, list[FunctionType]]:
    """The live function objects of some files, by where their code is."""
    names = {str(root / name): name for name in files}
    found: dict[Function, list[FunctionType]] = {}
    gc.unfreeze()
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename in names:
            code: CodeType = one.__code__
            place = Function(names[code.co_filename], code.co_qualname, code.co_firstlineno)
            found.setdefault(place, []).append(one)
    gc.freeze()
    return found


class Ended(NamedTuple):
    """A forked process: its exit code (`None` where its time was up), and the last number it told."""

    code: int | None
    last: int


def _forked(
    work: Callable[[Callable[[int], None]], bool], limit: Callable[[int], float], quiet: bool = True
) -> Ended:
    """Do work in a fork; it may compute for so many seconds from each number that it tells to the next."""
    scratch = mkdtemp(prefix="postlint-mutant-")
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _worked(work, lambda number: _told(writing, number, limit(number)), scratch, quiet)
    os.close(writing)
    last, until = -1, time.monotonic() + 3600
    code: int | None = None
    try:
        while select.select([reading], [], [], max(0.0, until - time.monotonic()))[0]:
            told = os.read(reading, 4)
            if not told:
                code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
                return Ended(code, last)
            last = struct.unpack("i", told)[0]
            # Here for what waits without computing.
            until = time.monotonic() + 60 + 20 * limit(last)
        return Ended(None, last)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        if code is None:
            os.waitpid(child, 0)
        shutil.rmtree(scratch, ignore_errors=True)


def _worked(
    work: Callable[[Callable[[int], None]], bool], told: Callable[[int], None], scratch: str, quiet: bool
) -> NoReturn:
    code = 1
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        os.environ["PYTEST_DEBUG_TEMPROOT"] = scratch
        inside.replace()
        if quiet:
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
        code = 0 if work(told) else 1
    finally:
        os._exit(code)


def _told(writing: int, number: int, limit: float) -> None:
    # Time of this process, not of the clock: a busy machine kills no mutant. The signal ends the process.
    signal.setitimer(signal.ITIMER_PROF, limit)
    os.write(writing, struct.pack("i", number))

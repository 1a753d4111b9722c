"""Which tests run which lines, and how long each takes: recorded once, with coverage's contexts."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterable, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any, NamedTuple

import coverage


class Reach(NamedTuple):
    """Seconds of each test, by its number, and for each file's lines the tests that run them, as bits."""

    tests: tuple[str, ...]
    seconds: tuple[float, ...]
    lines: dict[str, dict[int, int]]

    def of(self, path: str, line: int, first: int) -> set[int]:
        """The numbers of the tests that run a line, or one before it down to the first of its function."""
        lines = self.lines.get(path, {})
        # A statement of several lines is only seen on those where something happens.
        while line > first and line not in lines:
            line -= 1
        bits = lines.get(line, 0)
        return {number for number in range(len(self.tests)) if bits >> number & 1}

    def write(self, path: Path) -> None:
        """Keep it as JSON."""
        lines = {name: {line: f"{bits:x}" for line, bits in of.items()} for name, of in self.lines.items()}
        path.write_text(json.dumps([self.tests, self.seconds, lines]), "utf-8")

    @classmethod
    def read(cls, path: Path) -> Reach:
        """What was kept."""
        tests, seconds, lines = json.loads(path.read_text("utf-8"))
        bits = {name: {int(line): int(text, 16) for line, text in of.items()} for name, of in lines.items()}
        return cls(tuple(tests), tuple(seconds), bits)


def record(
    tests: Sequence[str], run: Callable[[int], bool], root: Path, files: Iterable[str], kept: Path
) -> Reach:
    """Run each test by its number under coverage; those that fail or skip reach nothing."""
    # What is frozen is not among the collector's objects.
    gc.unfreeze()
    caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    data = kept.with_suffix(".coverage")
    data.unlink(missing_ok=True)
    wanted = [str(root / name) for name in files]
    seen: Any = coverage.Coverage(data_file=str(data), include=wanted, config_file=False)
    seconds = []
    passed = set()
    seen.start()
    for number in range(len(tests)):
        # What one test computed and kept would hide that the next needs it too.
        for cache in caches:
            cache.cache_clear()
        seen.switch_context(str(number))
        begun = time.process_time()
        if run(number):
            passed.add(str(number))
        seconds.append(round(time.process_time() - begun, 4))
    seen.stop()
    seen.save()
    contexts = seen.get_data()
    lines = {
        name: {
            line: sum(1 << int(number) for number in passed.intersection(numbers))
            for line, numbers in contexts.contexts_by_lineno(str(root / name)).items()
        }
        for name in files
    }
    data.unlink(missing_ok=True)
    return Reach(tuple(tests), tuple(seconds), lines)

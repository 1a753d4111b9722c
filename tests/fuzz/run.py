"""One target under atheris, in its own process: ``python -m tests.fuzz.run TARGET CRASHES [OPTIONS]``."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from hashlib import sha1
from pathlib import Path


def main(words: list[str]) -> None:
    """Fuzz without end, or as long as libFuzzer's options say; the exit code is libFuzzer's.

    An exception ends nothing: the first input of each place that raises is written to the folder CRASHES.
    What hangs, or takes too much memory, libFuzzer writes, and ends.
    """
    import atheris

    target, crashes, *options = words
    with atheris.instrument_imports(include=["postlint"]):
        from postlint.registry import builtin
        from tests.fuzz.mutate import mutated
        from tests.fuzz.targets import TARGETS

        # Modules that are imported when they are first needed would be instrumented in the midst of a run.
        for rule in builtin().values():
            rule.check  # noqa: B018

    def mutator(data: bytes, most: int, seed: int) -> bytes:
        return mutated(target, data, most, seed, atheris.Mutate)

    atheris.Setup([sys.argv[0], *options], noted(TARGETS[target], Path(crashes)), custom_mutator=mutator)
    atheris.Fuzz()


def noted(target: Callable[[bytes], None], crashes: Path) -> Callable[[bytes], None]:
    """A target that writes the first input of each place that raises, says so, and goes on."""
    seen: set[str] = set()

    def run(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {last.filename}:{last.lineno}"
            if place not in seen:
                seen.add(place)
                file = crashes / f"crash-{sha1(data, usedforsecurity=False).hexdigest()[:16]}"
                file.write_bytes(data)
                print(f"crash: {file}: {place}: {str(error)[:300]}", flush=True)

    return run


if __name__ == "__main__":
    main(sys.argv[1:])

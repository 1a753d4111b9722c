"""One target under atheris, in a process of its own: ``python -m tests.fuzz.run TARGET [OPTIONS]``."""

from __future__ import annotations

import sys


def main(words: list[str]) -> None:
    """Fuzz without end, or as long as libFuzzer's options say; the exit code is libFuzzer's."""
    import atheris

    with atheris.instrument_imports(include=["postlint"]):
        from postlint.registry import builtin
        from tests.fuzz.targets import TARGETS

        # Modules that are imported when they are first needed would be instrumented in the midst of a run.
        for rule in builtin().values():
            rule.check  # noqa: B018
    atheris.Setup([sys.argv[0], *words[1:]], TARGETS[words[0]])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])

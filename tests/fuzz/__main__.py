"""``python -m tests.fuzz [--seconds N] [TARGET...]``: fuzz each target for so long, and say what came of it.

Needs the extra ``fuzz``. What crashes a target is left in a folder, and the command that shows it again is
told: mend it, and keep the input in ``fixtures/regressions/TARGET/``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz import hostile, laws
from tests.fuzz.campaign import Figures, campaign, reproductions, table
from tests.fuzz.targets import TARGETS


def main(words: list[str]) -> int:
    """0 where nothing crashed, 1 where something did, 2 where it cannot be done."""
    if words[:1] == ["again"]:
        return again(words[1:])
    if words[:1] == ["hostile"]:
        return hostile.main(words[1:])
    if words[:1] == ["laws"]:
        return laws.main(words[1:])
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz",
        epilog="`again TARGET FILE` runs one input once; `hostile FOLDER` writes posts that nobody would; "
        "`laws FOLDER...` tries the laws of fixes on all posts there.",
    )
    parser.add_argument("--seconds", type=int, default=60, help="how long for each target; 60 by default")
    parser.add_argument("--jobs", type=int, default=1, help="how many targets at once; 1 by default")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what was found")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    given = parser.parse_args(words)
    unknown = [name for name in given.targets if name not in TARGETS]
    if unknown:
        parser.error(f"there is no target `{unknown[0]}`; there are {', '.join(TARGETS)}")
    if find_spec("atheris") is None:
        print("tests.fuzz: install the extra `fuzz` first: pip install -e '.[test,fuzz]'", file=sys.stderr)
        return 2
    corpus = given.corpus or Path(tempfile.mkdtemp(prefix="postlint-fuzz-"))
    made = campaign(given.targets or list(TARGETS), corpus, given.seconds, given.jobs, _tell)
    print(f"\n{table(made)}", flush=True)
    return int(any(one.crashes for one in made))


def again(words: list[str]) -> int:
    """Run one input of a target once, without a fuzzer: a traceback where it still breaks."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz again")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("file", type=Path)
    given = parser.parse_args(words)
    TARGETS[given.target](given.file.read_bytes())
    print("nothing breaks")
    return 0


def _tell(figures: Figures) -> None:
    said = f"{figures.executions:,} executions, {figures.edges:,} edges, corpus of {figures.corpus:,}"
    print(f"{figures.target}: {said}, {len(figures.crashes)} crashes", flush=True)
    for command in reproductions(figures):
        print(f"  {command}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

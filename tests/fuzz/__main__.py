"""``python -m tests.fuzz [--seconds N] [TARGET...]``: fuzz each target for so long, and say what came of it.

Needs the extra ``fuzz``. What crashes a target is left in the folder that is told: mend it, and keep the
input in ``fixtures/regressions/TARGET/``.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS


def main(words: list[str]) -> int:
    """0 where nothing crashed, 1 where something did, 2 where it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=int, default=60, help="how long for each target; 60 by default")
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
    return max(fuzzed(name, corpus, given.seconds) for name in given.targets or TARGETS)


def fuzzed(target: str, corpus: Path, seconds: int) -> int:
    """Fuzz one target, print a line of figures and, for a crash, its end and where the input is."""
    folder, crashes = corpus / target, corpus / f"{target}-crashes"
    for one in (folder, crashes):
        one.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (folder / f"seed-{number:04}").write_bytes(seed)
    options = (
        f"-max_total_time={seconds}",
        f"-artifact_prefix={crashes}/",
        "-timeout=20",
        "-print_final_stats=1",
    )
    command = [sys.executable, "-m", "tests.fuzz.run", target, str(folder), *options]
    done = subprocess.run(command, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    print(f"{target}: {_figures(said)}{', CRASHED' if done.returncode else ''}", flush=True)
    if done.returncode:
        kept = ", ".join(path.name for path in sorted(crashes.iterdir())) or "no input"
        print(f"  in {crashes}: {kept}\n{_trace(said)}", flush=True)
    return int(done.returncode != 0)


def _figures(said: str) -> str:
    runs = re.findall(r"stat::number_of_executed_units:\s+(\d+)", said) or re.findall(
        r"^#(\d+)", said, re.MULTILINE
    )
    seen = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", said)
    cov, features, size = seen[-1] if seen else ("?", "?", "?")
    return f"{runs[-1] if runs else 0} executions, {cov} edges, {features} features, corpus of {size}"


def _trace(said: str) -> str:
    at = said.find("=== Uncaught Python exception")
    return said[at : at + 3000] if at >= 0 else said[-3000:]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

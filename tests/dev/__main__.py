"""``python -m tests.dev``: `oldest` prints constraints, `ecosystem OLD NEW` compares two versions of
postlint, `versions` several Pythons and libraries, `coverage` says what the tests run, `mutants` what they
notice."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.dev import coverage, ecosystem, oldest, versions
from tests.dev.mutants import AREAS


def main(words: list[str]) -> int:
    """Run one command; 2 where it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m tests.dev")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("oldest", help="the oldest libraries allowed, as constraints for pip")
    compared = commands.add_parser("ecosystem", help="what two versions find in the same sites, as Markdown")
    compared.add_argument("old", help="a revision of git, or a Python interpreter that has postlint")
    compared.add_argument("new", help="likewise")
    compared.add_argument(
        "folders", nargs="*", type=Path, help="sites, besides the corpora beside the checkout"
    )
    same = commands.add_parser("versions", help="whether all Pythons and libraries give the same findings")
    same.add_argument(
        "--python",
        action="append",
        metavar="PROGRAM",
        help="a Python to compare; the first is held against all others; this one by default. Repeatable",
    )
    commands.add_parser(
        "coverage", help="which lines and branches of postlint the tests run; pytest is given all other words"
    )
    planted = commands.add_parser("mutants", help="the share of planted faults that tests notice")
    planted.add_argument("--area", action="append", choices=AREAS, help="all by default; may be repeated")
    planted.add_argument("--sample", type=int, default=180, metavar="N", help="mutants for each area; 180")
    planted.add_argument("--seed", type=int, default=1, help="another number draws another sample; 1")
    planted.add_argument("--budget", type=float, default=20, help="seconds of tests for each mutant; 20")
    planted.add_argument("--kept", type=Path, help="a folder that keeps which tests run which lines")
    given, others = parser.parse_known_args(words)
    if others and given.command != "coverage":
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    if given.command == "oldest":
        print("\n".join(oldest.oldest()))
        return 0
    if given.command == "versions":
        return _said(lambda: versions.compare(given.python or [sys.executable]))
    if given.command == "mutants":
        return _planted(given)
    if given.command == "coverage":
        return _said(lambda: coverage.measured(others))
    return _said(lambda: _compared(given.old, given.new, given.folders))


def _planted(given: argparse.Namespace) -> int:
    if find_spec("mutmut") is None:
        advice = "install the extra `mutants` first: pip install -e '.[test,mutants]'"
        print(f"tests.dev: {advice}", file=sys.stderr)
        return 2
    from tests.dev.mutants import command

    with TemporaryDirectory(prefix="postlint-mutants-") as scratch:
        kept = given.kept or Path(scratch)
        return command.run(given.area or list(AREAS), given.sample, given.seed, given.budget, kept)


def _said(command: Callable[[], tuple[str, bool]]) -> int:
    try:
        said, well = command()
    except ecosystem.Failed as error:
        print(f"tests.dev: {error}", file=sys.stderr)
        return 2
    print(said)
    return 0 if well else 1


def _compared(old: str, new: str, given: list[Path]) -> tuple[str, bool]:
    corpora = sorted(one for one in ecosystem.CORPORA.glob("*") if one.is_dir() and one.suffix != ".tree")
    folders = [*corpora, *(one.resolve() for one in given)]
    for folder in given:
        if not folder.is_dir():
            raise ecosystem.Failed(f"there is no folder `{folder}`")
    if not folders:
        raise ecosystem.Failed("no folder to compare: there are no corpora beside the checkout")
    with ecosystem.version(old) as first, ecosystem.version(new) as second:
        return ecosystem.compare(first, second, folders), True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

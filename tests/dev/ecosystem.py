"""What two versions of postlint find in the same sites, and the difference as Markdown.

A version is a revision of git, checked out for as long as the comparison takes, or a Python interpreter that
has postlint installed (``old/bin/python``). Both lint with the same clock and without the cache.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
NOW = "2026-01-01"
SHOWN = 20


class Failed(Exception):
    """A version that is none, or that cannot lint; the message says why."""


class Version(NamedTuple):
    """One postlint: the interpreter that runs it, and the folder that is looked into for it first."""

    python: str
    source: Path | None = None

    def environment(self) -> dict[str, str]:
        """The variables to run it with: no other postlint is found, and none in the site that is linted."""
        own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        path = {} if self.source is None else {"PYTHONPATH": str(self.source)}
        return {**own, **path, "PYTHONSAFEPATH": "1"}


class Found(NamedTuple):
    """One finding, as far as two versions may agree on it."""

    path: str
    line: int
    column: int
    severity: str
    rule: str
    message: str

    @classmethod
    def of(cls, one: dict[str, object]) -> Found:
        """A finding of the JSON report."""
        place = one["start"]
        assert isinstance(place, dict)
        return cls(
            str(one["path"]),
            int(place["line"]),
            int(place["column"]),
            str(one["severity"]),
            str(one["rule"]),
            str(one["message"]),
        )

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity}[{self.rule}] {self.message}"


@contextmanager
def version(name: str, repository: Path = ROOT) -> Iterator[Version]:
    """The postlint that a name stands for: an interpreter's path, or a revision. Raises `Failed`."""
    if os.sep in name and os.access(name, os.X_OK) and Path(name).is_file():
        yield Version(os.path.abspath(name))
        return
    with TemporaryDirectory(prefix="postlint-") as scratch:
        tree = Path(scratch) / "tree"
        _git(repository, "worktree", "add", "--quiet", "--detach", str(tree), name, why=name)
        try:
            yield Version(sys.executable, tree)
        finally:
            _git(repository, "worktree", "remove", "--force", str(tree), why=name)


def _git(repository: Path, *words: str, why: str) -> None:
    command = ["git", "-C", str(repository), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["git failed"]
        raise Failed(f"`{why}` is neither an interpreter nor a revision: {said[-1]}")


def findings(by: Version, folder: Path) -> Counter[Found]:
    """All that a version finds in a folder, info included; raises `Failed`."""
    return Counter(map(Found.of, report(by, folder, "--now", NOW)))


def report(by: Version, folder: Path, *options: str) -> list[dict[str, object]]:
    """The findings of a folder as the JSON report has them; raises `Failed`."""
    words = ("-m", "postlint", "check", "--no-cache", *options, "--output-format", "json", str(folder))
    done = subprocess.run(
        [by.python, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=by.environment(),
    )
    try:
        found: list[dict[str, object]] = json.loads(done.stdout)["diagnostics"]
        for one in found:
            Found.of(one)
    except (ValueError, KeyError, TypeError) as error:
        said = (done.stderr.strip().splitlines() or [repr(error)])[-1]
        raise Failed(f"{by.source or by.python} cannot lint {folder.name}: {said}") from error
    return found


def compare(old: Version, new: Version, folders: Sequence[Path]) -> str:
    """The difference that two versions make in some folders, as Markdown."""
    parts = [
        part for folder in folders for part in _folder(folder, findings(old, folder), findings(new, folder))
    ]
    said = f"{len(folders)} folder{'s' * (len(folders) != 1)} compared"
    return "\n".join([f"## Ecosystem: {said}", "", *(parts or ["No finding differs."]), ""])


def _folder(folder: Path, old: Counter[Found], new: Counter[Found]) -> Iterable[str]:
    gone, come = old - new, new - old
    if not gone and not come:
        return
    yield f"### {folder.name}: {come.total()} new, {gone.total()} gone, {(old & new).total()} the same"
    yield ""
    yield "| rule | new | gone |"
    yield "| --- | ---: | ---: |"
    added, lost = (Counter(one.rule for one in some.elements()) for some in (come, gone))
    for rule in sorted(added | lost):
        yield f"| `{rule}` | {added[rule]} | {lost[rule]} |"
    changed = sorted(
        [("-", one) for one in gone.elements()] + [("+", one) for one in come.elements()], key=_place
    )
    fence = "`" * (1 + max(map(_ticks, changed)))
    yield from ("", f"{fence}diff", *(f"{sign} {one}" for sign, one in changed[:SHOWN]))
    if len(changed) > SHOWN:
        yield f"  ... and {len(changed) - SHOWN} more"
    yield from (fence, "")


def _place(changed: tuple[str, Found]) -> tuple[Found, bool]:
    return changed[1], changed[0] == "+"


def _ticks(changed: tuple[str, Found]) -> int:
    """How long the longest run of backticks is, two at least."""
    longest = 2
    while "`" * (longest + 1) in changed[1].message:
        longest += 1
    return longest

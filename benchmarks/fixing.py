"""``--fix`` over a whole site of generated posts, and again: what changed, and what did not.

By hand: ``python -m benchmarks.fixing [POSTS]`` (17,000 by default).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import imported
from benchmarks.imported import Pair, Recipe
from postlint.post import Post
from postlint.project import Project, Request
from postlint.workers import available, spread


class Result(NamedTuple):
    """What is wrong after the fixes (nothing, it is hoped), and what was found on the way."""

    written: imported.Written
    seconds: tuple[float, float]
    changed: int
    faults: list[str]


def run(folder: Path, recipe: Recipe) -> Result:
    """Write the posts, fix them twice with the command, and compare each with its twin and its rendering."""
    written = imported.write(folder, recipe)
    first = _fix(folder)
    after = {path.name: path.read_bytes() for path in (folder / "_posts").iterdir()}
    second = _fix(folder)
    again = {path.name: path.read_bytes() for path in (folder / "_posts").iterdir()}
    faults = [f"{name}: a second run changes it" for name in after if again.get(name) != after[name]]
    changed = 0
    for number, data in spread(recipe.posts, lambda n: _judged(folder, recipe, n), available()):
        said = (data or b"the process died").decode("utf-8").split("\0")
        changed += said[0] == "changed"
        faults += [f"post {number}: {line}" for line in said[1:]]
    return Result(written, (first, second), changed, faults)


def _fix(folder: Path) -> float:
    """Run ``postlint --fix``; how long it took."""
    started = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "postlint",
        "--fix",
        "--quiet",
        "--statistics",
        "--no-cache",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return time.perf_counter() - started


def _judged(folder: Path, recipe: Recipe, number: int) -> bytes:
    made = imported.pair(recipe, number)
    text = (folder / "_posts" / made.name).read_bytes().decode("utf-8")
    faults = "".join(f"\0{fault}" for fault in _faults(folder, made, text))
    return (("changed" if text != made.imported else "kept") + faults).encode()


def _faults(folder: Path, made: Pair, text: str) -> Iterator[str]:
    if Pair.body(text) != Pair.body(made.twin):
        yield "its body is not its twin's"
    before, after = (_words(folder, made.name, version) for version in (made.imported, text))
    if before != after:
        yield "the text of its page is another"


_PROJECTS: dict[Path, Project] = {}


def _words(folder: Path, name: str, text: str) -> str:
    """The text content of the page that the post's body makes, parsed as browsers parse it."""
    from datetime import UTC, datetime

    if folder not in _PROJECTS:
        _PROJECTS[folder] = Project.open(Request((str(folder),)), datetime(2024, 1, 1, tzinfo=UTC))
    project = _PROJECTS[folder]
    path = folder / "_posts" / name
    source = project.source(path, text.encode("utf-8"))
    # The body alone: a front matter that is mended is no longer shown as text.
    body = source.text.replace("\r\n", "\n").split("\n---\n", 1)[1]
    post = Post(
        project.source(path, b"---\nlayout: post\n---\n" + body.encode()), project.setup(path).context
    )
    # The parser breaks lines by the look of the page: white space is no part of the comparison.
    return "".join(str(post.body.document.text).split())


def _report(result: Result) -> Iterator[str]:
    w = result.written
    shares = f"{w.least:.1%} to {w.greatest:.1%} of a text"
    yield f"{w.posts} posts, {w.size / 1e6:.1f} MB, {w.mentions} widgets: {shares}"
    first, second = result.seconds
    yield f"first run {first:.1f} s, second {second:.1f} s; load {os.getloadavg()[0]:.1f}"
    yield f"{result.changed} posts changed by the first run"
    kinds = Counter(fault.partition(": ")[2] for fault in result.faults)
    yield from (f"{count} × {kind}" for kind, count in kinds.items())
    yield from result.faults[:20]
    if not result.faults:
        yield "no post changed by the second run; every body is its twin's; every page keeps its text"


if __name__ == "__main__":
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 17_000
    with tempfile.TemporaryDirectory() as place:
        outcome = run(Path(place), Recipe(posts))
    print("\n".join(_report(outcome)))
    sys.exit(bool(outcome.faults))

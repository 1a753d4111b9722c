"""Whether postlint finds the same under several Pythons and libraries.

The wheel is built once and installed in a virtual environment for each Python with the newest libraries that
it allows, and for the first Python with the oldest ones too. Each lints the corpora beside the checkout and
the sites of `fixtures/`, and runs all cases of the case files; what they say is compared in full, edits and
help included.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.dev.ecosystem import CORPORA, ROOT, Failed, Found, Version, report
from tests.dev.oldest import oldest

NOW = "2026-11-23"
SHOWN = 5
_EXTRAS = "near,patterns"
_FIXTURES = ROOT / "fixtures"
# Runs in the environment under test, which has postlint, but none of the tests.
_CASES = """
import sys
from dataclasses import astuple
from pathlib import Path
from postlint.testing import cases, check
for group, folder in (("", "rules"), ("pattern/", "patterns")):
    root = Path(sys.argv[1], folder)
    for file in sorted(root.rglob("*.md")):
        rule = group + file.relative_to(root).with_suffix("").as_posix()
        for case in cases(file.read_text("utf-8"), rule):
            for kind, text in zip(("diagnostics", "fixed", "unsafe-fixed"), astuple(check(case))):
                for number, line in enumerate((text or "").splitlines() or [""], 1):
                    print(f"{rule}: {case.title}: {kind}:{number}: {line!a}")
"""

Results = Mapping[str, Counter[str]]
"""What one environment found: for each place (a site, the case files) its lines."""


class Place(NamedTuple):
    """A site, and the list of the files that it would have besides."""

    name: str
    folder: Path
    assumed: Path | None = None


class Environment(NamedTuple):
    """What postlint was installed with, and the interpreter that has it."""

    python: str
    libraries: str
    program: str


def compare(pythons: Sequence[str], corpora: Path = CORPORA) -> tuple[str, bool]:
    """A table of what each Python and each set of libraries found, and whether all found the same.

    Raises `Failed` where one cannot be installed, or cannot lint.
    """
    with TemporaryDirectory(prefix="postlint-") as name:
        scratch = Path(name)
        wheel = _wheel(scratch / "dist")
        sites = [*places(corpora), Place("regressions", _regressions(scratch / "regressions"))]
        found: list[tuple[Environment, Results]] = []
        for number, (python, libraries) in enumerate(_wanted(pythons)):
            at = _installed(scratch / str(number), python, libraries, wheel)
            found.append((at, _results(at, sites)))
    return table(found)


def _wanted(pythons: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield pythons[0], "newest"
    yield pythons[0], "oldest"
    yield from ((python, "newest") for python in pythons[1:])


def places(corpora: Path) -> Iterator[Place]:
    """The corpora that there are, and the sites among the fixtures."""
    for folder in sorted(one for one in corpora.glob("*") if one.is_dir()):
        tree = folder.with_name(f"{folder.name}.tree")
        yield Place(folder.name, folder, tree if tree.is_file() else None)
    yield Place("posts", _FIXTURES / "posts")
    for folder in sorted((_FIXTURES / "sites").iterdir()):
        yield Place(folder.name, folder)


def _regressions(site: Path) -> Path:
    """What once crashed, as the posts of a site."""
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: Regressions\n", "utf-8")
    for file in sorted(one for one in (_FIXTURES / "regressions").rglob("*") if one.is_file()):
        shutil.copyfile(file, site / "_posts" / f"2021-12-29-{file.parent.name}-{file.name}.md")
    return site


def _wheel(folder: Path) -> Path:
    _run(
        "build",
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        "--outdir",
        str(folder),
        str(ROOT),
    )
    return next(folder.glob("*.whl"))


def _installed(folder: Path, python: str, libraries: str, wheel: Path) -> Environment:
    """A virtual environment with postlint and the libraries wanted."""
    who = f"{python} with the {libraries} libraries"
    _run(who, python, "-m", "venv", "--without-pip", str(folder))
    program = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    bounds = []
    if libraries == "oldest":
        constraints = folder / "oldest.txt"
        constraints.write_text("\n".join(oldest()), "utf-8")
        bounds = ["-c", str(constraints)]
    pip = (sys.executable, "-m", "pip", "--python", program)
    _run(who, *pip, "install", "--quiet", *bounds, f"{wheel}[{_EXTRAS}]")
    version = _run(who, program, "-c", "import platform; print(platform.python_version())")
    return Environment(version.strip(), libraries, program)


def _results(at: Environment, sites: Sequence[Place]) -> Results:
    by = Version(at.program)
    found = {one.name: Counter(map(_line, report(by, one.folder, *_options(one)))) for one in sites}
    if not found["posts"]:
        raise Failed(f"nothing found in fixtures/posts under Python {at.python}")
    said = _run(f"the cases under Python {at.python}", at.program, "-c", _CASES, str(_FIXTURES))
    return {**found, "cases": Counter(said.splitlines())}


def _options(place: Place) -> Iterator[str]:
    yield from ("--isolated", "--now", NOW)
    if place.assumed:
        yield from ("--assume-files", str(place.assumed))


def _line(one: dict[str, object]) -> str:
    """A finding: its place and message, and all else that the report says of it."""
    return f"{Found.of(one)} {json.dumps(one, sort_keys=True, ensure_ascii=False)}"


def _run(who: str, *words: str) -> str:
    try:
        done = subprocess.run(
            words, capture_output=True, text=True, check=False, env=Version(sys.executable).environment()
        )
    except OSError as error:
        raise Failed(f"{who}: {error}") from error
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "no word why").splitlines()
        raise Failed(f"{who}: {said[-1]}")
    return done.stdout


def table(found: Sequence[tuple[Environment, Results]]) -> tuple[str, bool]:
    """The table, the first differences from the first row under it, and whether there are none."""
    _, wanted = found[0]
    rows = [
        "| Python | libraries | findings | lines of cases | differences |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    shown: list[str] = []
    for at, results in found:
        lines = list(differences(wanted, results))
        cases = results["cases"].total()
        all_findings = sum(lines_of.total() for lines_of in results.values()) - cases
        rows.append(f"| {at.python} | {at.libraries} | {all_findings} | {cases} | {len(lines)} |")
        if lines:
            shown += ["", f"Python {at.python} with the {at.libraries} libraries:", *lines[:SHOWN]]
            shown += [f"... and {len(lines) - SHOWN} more"] * (len(lines) > SHOWN)
    return "\n".join(rows + shown), not shown


def differences(wanted: Results, results: Results) -> Iterator[str]:
    """What is found by only one of two, each with its place; ``-`` is found by the first."""
    for place in sorted({*wanted, *results}):
        first, second = wanted.get(place, Counter()), results.get(place, Counter())
        changed = [(line, "-") for line in (first - second).elements()]
        changed += [(line, "+") for line in (second - first).elements()]
        yield from (f"{sign} {place}: {line}" for line, sign in sorted(changed))

"""The run: from a request to everything that was found, over all posts and sites of a project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postlint import engine
from postlint.diagnostic import Diagnostic, Severity
from postlint.engine import Linted
from postlint.project import Project, Request
from postlint.settings import BASELINE_NAME
from postlint.site.facts import Facts
from postlint.site.model import Site
from postlint.text import Source

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from postlint.baseline import Entry

PARALLEL_FROM = 256
"""From this many posts on a second process pays for its start."""
UNKNOWN_RULE = "postlint/unknown-rule"
_CHUNK = 32


class Failure(NamedTuple):
    """A file that could not be read or written: exit code 2, after all others are done."""

    path: str
    reason: str


@dataclass
class Outcome:
    """What a run found and did.

    `fixed` counts the fixes made, by rule; `changes` holds the texts before and after of the
    files that `--fix` changed or `--diff` would change. `stale` are entries of the baseline that
    no fault answers to any more.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    suppressed: int = 0
    failures: list[Failure] = field(default_factory=list)
    fixed: dict[str, int] = field(default_factory=dict)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    stale: tuple[Entry, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether postlint could not do all that it was asked."""
        return bool(self.failures) or any(d.rule == engine.INTERNAL_ERROR for d in self.diagnostics)

    def worst(self) -> Severity | None:
        """The highest severity found that the baseline does not hold, or None."""
        return max(
            (d.severity for d in self.diagnostics if d.state == "new"), key=lambda s: s.rank, default=None
        )


class Job(NamedTuple):
    """One post to lint; `data` is given where the text is not the file's."""

    path: Path
    data: bytes | None = None


def run(request: Request, now: datetime) -> tuple[Project, Outcome]:
    """Do what a request asks.

    Raises `files.NoSuchPath`, `ConfigError`, `UnknownSelector` and `BaselineError`.
    """
    project = Project.open(request, now)
    project.setup(project.root / "x")
    outcome = Outcome()
    work = jobs(project)
    done: list[Linted] = []
    for result in _map(project, work):
        outcome.failures += result.failures
        outcome.changes += result.changes
        for name, count in result.fixed.items():
            outcome.fixed[name] = outcome.fixed.get(name, 0) + count
        if result.linted is not None:
            done.append(result.linted)
            outcome.files += 1
            outcome.suppressed += result.linted.suppressed
    found = [d for linted in done for d in linted.diagnostics]
    found += _sites(project, done, outcome)
    found += settings_findings(project)
    outcome.diagnostics = sorted(found, key=lambda d: d.order)
    _compare(project, outcome, (linted.path for linted in done))
    return project, outcome


def _compare(project: Project, outcome: Outcome, linted: Iterable[str]) -> None:
    """Mark what the project's baseline holds; raises `BaselineError`."""
    file = project.root / BASELINE_NAME
    if file.exists():
        from postlint import baseline

        compared = baseline.apply(baseline.load(file), outcome.diagnostics, linted)
        outcome.diagnostics = compared.diagnostics
        outcome.stale = tuple(compared.stale)


def jobs(project: Project) -> list[Job]:
    """The posts that a request asks for: the one on stdin, or those that its paths name."""
    if project.request.stdin is not None:
        name, data = project.request.stdin
        return [Job(Path(os.path.abspath(name)), data)]
    return [Job(path) for path in project.posts()]


@dataclass
class Result:
    """What one job gave."""

    linted: Linted | None = None
    failures: list[Failure] = field(default_factory=list)
    fixed: dict[str, int] = field(default_factory=dict)
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def _map(project: Project, jobs: Sequence[Job]) -> Iterator[Result]:
    """The results of all jobs, in their order, from one process or several."""
    workers = project.request.jobs or (os.cpu_count() or 1 if len(jobs) >= PARALLEL_FROM else 1)
    if workers == 1 or not hasattr(os, "fork"):
        return (_do(project, job) for job in jobs)
    return _map_forked(project, jobs, workers)


def _map_forked(project: Project, jobs: Sequence[Job], workers: int) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Settings and rules are read before the fork, and so shared.
    for job in jobs:
        project.setup(job.path)
    global _forked  # noqa: PLW0603 - what a forked worker finds in its memory
    _forked = (project, jobs)
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        yield from _in_chunks(pool, len(jobs))


_forked: tuple[Project, Sequence[Job]]


def _in_chunks(pool: Executor, count: int) -> Iterator[Result]:
    for results in pool.map(_chunk, range(0, count, _CHUNK)):
        yield from results


def _chunk(start: int) -> list[Result]:
    project, jobs = _forked
    return [_do(project, job) for job in jobs[start : start + _CHUNK]]


def _do(project: Project, job: Job) -> Result:
    """Lint one post, and fix it when that was asked for."""
    try:
        source = project.source(job.path, job.data)
    except OSError as error:
        return Result(failures=[Failure(project.name(job.path), error.strerror or str(error))])
    context, selection = project.setup(job.path)

    def lint(source: Source) -> Linted:
        return engine.lint_post(source, context, selection)

    linted = lint(source)
    if project.request.fix is None or source.undecodable is not None:
        return Result(linted)
    return _fix(project, job, source, linted, lint)


def _fix(
    project: Project, job: Job, source: Source, linted: Linted, lint: Callable[[Source], Linted]
) -> Result:
    allowed = project.request.fix
    assert allowed is not None
    if not any(d.fix for d in linted.diagnostics):
        return Result(linted)
    from postlint import fix

    def diagnostics(text: str) -> Sequence[Diagnostic]:
        return lint(Source.decode(source.path, text.encode("utf-8"))).diagnostics

    fixed = fix.fixpoint(source, diagnostics, allowed)
    if fixed.text == source.text:
        return Result(linted)
    after = Source.decode(source.path, fixed.text.encode("utf-8"))
    result = Result(lint(after), fixed=dict(fixed.count), changes=[(source.path, source.text, fixed.text)])
    if project.request.write and job.data is None:
        try:
            fix.write(job.path, source.data, after.data, root=project.root)
        except fix.WriteError as error:
            return Result(linted, failures=[Failure(source.path, str(error))])
    return result


def _sites(project: Project, done: Iterable[Linted], outcome: Outcome) -> list[Diagnostic]:
    """What the site rules find, in the posts that were linted."""
    by_site: dict[Path | None, list[Linted]] = {}
    for linted in done:
        if linted.facts is not None:
            folder = (project.root / linted.path).parent
            by_site.setdefault(project.site_root(folder), []).append(linted)
    found = []
    for root, members in by_site.items():
        found += _site(project, root, members, outcome)
    return found


def _site(
    project: Project, root: Path | None, members: Sequence[Linted], outcome: Outcome
) -> list[Diagnostic]:
    site = site_at(project, root, [linted.facts for linted in members if linted.facts is not None])
    _, selection = project.setup((root or project.root) / "x")
    linted_paths = frozenset(linted.path for linted in members)
    kept: list[Diagnostic] = []
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in engine.lint_site(site, selection):
        if diagnostic.rule == engine.INTERNAL_ERROR:
            kept.append(diagnostic)
        elif diagnostic.path in linted_paths:
            by_path.setdefault(diagnostic.path, []).append(diagnostic)
    for path, diagnostics in by_path.items():
        _, own = project.setup(project.root / path)
        wanted = [d for d in diagnostics if d.rule in own.names]
        shown, suppressed = engine.finish(source_of(project, path), wanted, own)
        kept += shown
        outcome.suppressed += suppressed
    return kept


def site_at(project: Project, root: Path | None, facts: Sequence[Facts] = ()) -> Site:
    """A site of the project, given the facts of some of its posts; the others are read when asked for."""
    folder = root or project.root
    context = project.setup(folder / "x").context
    return Site(context, facts, lambda: _listing(project, folder), _reader(project))


def _listing(project: Project, folder: Path) -> list[str]:
    """The paths of all files of a site, relative to the project, and those that are assumed to be there."""
    there = [project.tree.relative(path) for path in project.tree.everything(folder)]
    base = "" if folder == project.root else project.tree.relative(folder) + "/"
    return [*there, *(base + name for name in project.request.assumed)]


def _reader(project: Project) -> Callable[[str], bytes | None]:
    def read(path: str) -> bytes | None:
        try:
            return (project.root / path).read_bytes()
        except OSError:
            return None

    return read


def source_of(project: Project, path: str) -> Source:
    """The text of a file of the run, read again; empty where it has gone meanwhile."""
    stdin = project.request.stdin
    try:
        file = project.root / path
        data = stdin[1] if stdin and Path(os.path.abspath(stdin[0])) == file else file.read_bytes()
    except OSError:
        data = b""
    return Source.decode(path, data)


def settings_findings(project: Project) -> list[Diagnostic]:
    """Findings about the settings themselves: names in `ignore` that name no rule."""
    found = []
    for settings in {id(s): s for s in project._settings.values()}.values():
        for message, span in settings.unknown_ignores:
            path = project.name(settings.folder / settings.source.path) if settings.source else "--config"
            found.append(Diagnostic(path, UNKNOWN_RULE, Severity.WARNING, span, message))
    return found

"""The run: from a request to everything that was found, over all posts and sites of a project."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from postlint import patience
from postlint.cache.results import Kept
from postlint.clock import Clock
from postlint.diagnostic import Diagnostic, Severity
from postlint.project import Project, Request
from postlint.run import sites
from postlint.run.outcome import Failure, Outcome
from postlint.run.posts import Job, jobs
from postlint.run.sites import Found, Texts, site_at, source_of
from postlint.run.spread import done
from postlint.run.watch import Nobody, Watch
from postlint.run.whole import Whole
from postlint.settings import BASELINE_NAME

if TYPE_CHECKING:
    from postlint.baseline import Entry

__all__ = ["Failure", "Job", "Outcome", "jobs", "merge", "run", "settings_findings", "site_at", "source_of"]

UNKNOWN_RULE = "postlint/unknown-rule"
UNUSED = "postlint/unused-suppression"


_NOBODY = Nobody()


def run(request: Request, now: datetime, watch: Watch = _NOBODY) -> tuple[Project, Outcome]:
    """Do what a request asks.

    Raises `files.NoSuchPath`, `ConfigError`, `UnknownSelector`, `BaselineError`, `NotInstalled` and
    `BadCredentials`.
    """
    if request.online:
        from postlint.run import external

        external.require()
    threshold = gc.get_threshold()
    # A post makes thousands of objects and drops them all: looking through them often finds nothing.
    gc.set_threshold(300_000, 20, 20)
    try:
        return _run(request._replace(now=Clock.at(request.now or now)), watch)
    finally:
        watch.end()
        patience.forget()
        gc.set_threshold(*threshold)


def _run(request: Request, watch: Watch) -> tuple[Project, Outcome]:
    assert request.now is not None
    project = Project.open(request, request.now)
    _require(project)
    whole = Whole.of(project)
    outcome, linted = (whole and whole.recall(watch)) or _found(project, whole, watch)
    _compare(project, outcome, linted)
    return project, outcome


def _require(project: Project) -> None:
    """Say before any work that a rule cannot run; raises `NotInstalled`."""
    _, selection = project.setup(project.root / "x")
    if any(one.rule.name == "site/near-duplicate" for one in selection.rules):
        from postlint.site import near

        near.require()


def _found(project: Project, whole: Whole | None, watch: Watch) -> tuple[Outcome, list[str]]:
    """What there is to find in all posts, and the paths of those that were linted."""
    outcome = Outcome()
    work = jobs(project)
    for folder, why in project.tree.unread.items():
        outcome.failures.append(Failure(project.name(folder), why))
    results = done(project, work, watch, whole.states if whole is not None else {})
    if whole is not None:
        whole.note(work, results)
        whole.states.clear()
    for job, result in zip(work, results, strict=True):
        if result.failure is not None:
            outcome.failures.append(Failure(project.name(job.file), result.failure))
        if result.unsettled:
            outcome.unsettled[project.name(job.file)] = result.unsettled
    posts = [result.kept for result in results if result.kept is not None]
    judge = _judge(project, posts, outcome, watch)
    clock = project.now
    assert isinstance(clock, Clock)
    clock.start()
    if project.request.fix is None:
        results.clear()
        work.clear()
        judged = judge(posts, lambda path: source_of(project, path))
    else:
        from postlint.run import fixing

        posts, judged = fixing.finished(project, fixing.drafts(work, results), judge, outcome)
    _gather(project, outcome, posts, judged)
    if whole is not None:
        whole.remember(outcome, posts, judged, clock.window())
    if project.request.save is not None:
        from postlint.run import parts

        parts.save(project.request.save, project, posts, outcome.failures)
    return outcome, [kept.linted.path for kept in posts]


def _gather(project: Project, outcome: Outcome, posts: Sequence[Kept], judged: Found) -> None:
    """Put what was found in posts, in sites and in the settings into an outcome, in order."""
    outcome.files = len(posts)
    outcome.suppressed = sum(kept.linted.suppressed for kept in posts) + judged.suppressed
    facts = [kept.linted.facts for kept in posts if kept.linted.facts is not None]
    outcome.dates = {known.path: known.date for known in facts if known.date}
    found = [d for kept in posts for d in kept.linted.diagnostics]
    found += judged.diagnostics
    found += settings_findings(project)
    outcome.diagnostics = sorted(found, key=lambda d: d.order)


def merge(request: Request, files: Sequence[Path], now: datetime) -> tuple[Project, Outcome]:
    """What the parts of a run, saved in these files, give together: as if it had been one run.

    Raises `PartError`, and what `run` does.
    """
    from postlint.run import parts

    clock = Clock.at(request.now or now)
    project = Project.open(request._replace(now=clock), clock)
    posts, failures = parts.load(files, project)
    outcome = Outcome(failures=failures)
    linted = [kept.linted for kept in posts]
    _gather(project, outcome, posts, sites.found(project, linted, lambda path: source_of(project, path)))
    _compare(project, outcome, [one.path for one in linted])
    return project, outcome


def _judge(
    project: Project, posts: Sequence[Kept], outcome: Outcome, watch: Watch
) -> Callable[[Sequence[Kept], Texts], Found]:
    """What finds the faults that show when all posts are known; external links are asked for here, once."""

    def sites_only(posts: Sequence[Kept], texts: Texts) -> Found:
        if project.request.shard is not None:
            return Found([])
        return sites.found(project, (kept.linted for kept in posts), texts)

    if not project.request.online:
        return sites_only
    from postlint.run import external

    outcomes = external.asked(project, posts, watch)
    outcome.unasked = sum(known is None for known in outcomes.values())

    def sites_and_links(posts: Sequence[Kept], texts: Texts) -> Found:
        return sites_only(posts, texts).plus(external.found(project, posts, outcomes, texts))

    return sites_and_links


def _compare(project: Project, outcome: Outcome, linted: Iterable[str]) -> None:
    """Mark what the project's baseline holds; raises `BaselineError`."""
    if BASELINE_NAME in project.tree.folder(project.root).files:
        from postlint import baseline

        known = baseline.read(project.tree.files.read, project.root / BASELINE_NAME)
        compared = baseline.apply(known, outcome.diagnostics, _judged(project, frozenset(linted)))
        outcome.diagnostics = compared.diagnostics
        outcome.stale = compared.stale
        outcome.unseen = compared.unseen


def _judged(project: Project, linted: frozenset[str]) -> Callable[[Entry], bool]:
    """Whether a run that looked at these posts would have found the fault of an entry again."""
    request = project.request
    # What shows only beside all other posts is found only when all of them are looked at.
    part = project.index is not None or request.stdin is not None or request.shard is not None
    whole = not part and project.root in project.arguments.folders

    def judged(entry: Entry) -> bool:
        path = project.root / entry.path
        if entry.path not in linted:
            return path.name not in project.tree.folder(path.parent).files
        if entry.rule not in project.setup(path).selection.names:
            return False
        scope = project.rules[entry.rule].scope if entry.rule in project.rules else "post"
        # Of a suppression of a site rule only such a run tells that it is idle.
        if scope == "site" or entry.rule == UNUSED:
            return whole
        return scope != "run" or request.online

    return judged


def settings_findings(project: Project) -> list[Diagnostic]:
    """Findings about the settings themselves: names in `ignore` that name no rule."""
    found = []
    for settings in {id(s): s for s in project._settings.values()}.values():
        for message, span in settings.unknown_ignores:
            path = project.name(settings.folder / settings.source.path) if settings.source else "--config"
            found.append(Diagnostic(path, UNKNOWN_RULE, Severity.WARNING, span, message))
    return found

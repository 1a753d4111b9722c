"""All posts of a run: remembered from an earlier one, or done here, or in several processes."""

from __future__ import annotations

import json
import marshal
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from postlint import engine, workers
from postlint.cache import Seen, State, results
from postlint.cache.results import Kept
from postlint.engine import Linted
from postlint.project import Elsewhere, Project
from postlint.run.posts import Change, Done, Job, do
from postlint.run.remembered import Store
from postlint.run.watch import Watch

_NONE: Mapping[str, State] = {}
EACH = 64
"""Posts that pay for the start of a process."""


def done(
    project: Project, jobs: Sequence[Job], watch: Watch, states: Mapping[str, State] = _NONE
) -> list[Done]:
    """What all jobs gave, in their order; of some of their files the state may be known, by their paths."""
    store = Store.open(project, len(jobs))
    found: list[Done | None] = [None] * len(jobs)
    if store is not None:
        found = [store.get(job, states.get(job.file)) for job in jobs]
    missing: Sequence[int] = range(len(jobs))
    if any(found):
        missing = [index for index, known in enumerate(found) if known is None]
    watch.begin("posts", len(missing))
    todo = jobs if len(missing) == len(jobs) else [jobs[index] for index in missing]
    for at, result in _made(project, todo, store is not None):
        watch.advance()
        found[missing[at]] = result
        if store is not None:
            store.put(jobs[missing[at]], result)
    if store is not None:
        store.close()
    return [result for result in found if result is not None]


def _made(project: Project, jobs: Sequence[Job], keeps: bool) -> Iterator[tuple[int, Done]]:
    """What each job gave, with its index, as it comes; `keeps` asks for its bytes too."""
    elsewhere = project.request.elsewhere
    if elsewhere is not None:
        yield from _elsewhere(project, jobs, elsewhere)
        return
    processes = project.request.jobs or min(workers.available(), len(jobs) // EACH)
    if processes <= 1 or not workers.can_fork():
        yield from ((index, do(project, job)) for index, job in enumerate(jobs))
        return
    yield from _forked(project, jobs, processes, keeps)


def _forked(project: Project, jobs: Sequence[Job], processes: int, keeps: bool) -> Iterator[tuple[int, Done]]:
    # Settings and sites are read before the processes are forked, and so by all of them.
    for file in {os.path.dirname(job.file): job.file for job in jobs}.values():  # noqa: PTH120
        project.setup(file)

    def work(index: int) -> bytes:
        return _encoded(do(project, jobs[index]), keeps)

    for index, data in workers.spread(len(jobs), work, processes):
        yield index, _decoded(project.name(jobs[index].file), data)


def _elsewhere(project: Project, jobs: Sequence[Job], elsewhere: Elsewhere) -> Iterator[tuple[int, Done]]:
    """What the processes of an executor or a cluster give; what they do not, is done here."""
    from postlint.run import anywhere

    errands = anywhere.Errands(project, jobs)
    left: list[int] = []
    for index, data in elsewhere(errands):
        kept = None if data is None else results.loads(project.name(jobs[index].file), data)
        if kept is None:
            left.append(index)
        else:
            yield index, _mended(project, jobs[index], Done(kept, file=errands.files.get(index), value=data))
    yield from errands.failed.items()
    again = [jobs[index] for index in left]
    made = (
        _forked(project, again, 1, keeps=False)
        if workers.can_fork()
        else enumerate(do(project, job) for job in again)
    )
    yield from ((left[at], result) for at, result in made)


def _mended(project: Project, job: Job, done: Done) -> Done:
    """The fixes that were asked for are made here, where the files are."""
    allowed = project.request.fix
    if allowed is None or done.kept is None or not any(d.fix for d in done.kept.linted.diagnostics):
        return done
    return do(project, job)


def _encoded(result: Done, keeps: bool) -> bytes:
    """A result as bytes: `marshal` is safe here, since they come from a copy of this very process."""
    kept, change, file = result.kept, result.change, result.file
    rest = (
        result.failure,
        change and (change.before, change.after, dict(change.fixes)),
        result.unsettled,
        file and (tuple(file.state), file.digest),
        results.dumps(kept) if keeps and kept is not None else None,
    )
    try:
        # When a result holds is only asked of one that is kept.
        return marshal.dumps((kept and results.plain(kept if keeps else kept._replace(window=None)), *rest))
    except ValueError:
        # A plugin may say things in texts of a class of its own, an enumeration say.
        assert kept is not None
        return marshal.dumps((json.loads(results.dumps(kept)), *rest))


def _decoded(path: str, data: bytes | None) -> Done:
    if data is None:
        error = RuntimeError("the process that looked at this post was killed by it")
        return Done(Kept(Linted(path, [engine.internal_error(path, "lint", error)])))
    row: tuple[Any, ...] = marshal.loads(data)
    kept, failure, change, unsettled, file, value = row
    return Done(
        kept and results.restored(path, kept),
        failure,
        change and Change(*change),
        unsettled,
        file and Seen(State(*file[0]), file[1]),
        value,
    )

"""Every mention that the quote widgets of posts make: what is worth keeping when the markup goes."""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postlint import widgets, workers
from postlint.post import Post
from postlint.project import Project
from postlint.run.posts import Job
from postlint.site.generator import publish

_EACH = 128
"""Posts that pay for the start of a process."""


class Mention(NamedTuple):
    """One widget that shows something.

    `date` is the post's, as its generator reads it (ISO 8601), None where it has none. `provider` is the
    catalogue's name; `market`, `symbol` and `name` are None where the markup does not tell. `line` and
    `column` count from 1, in characters.
    """

    post: str
    date: str | None
    provider: str
    market: str | None
    symbol: str | None
    name: str | None
    kind: str
    line: int
    column: int


class Unread(NamedTuple):
    """A post that the system refuses to read, and why."""

    post: str
    reason: str


def mentions(project: Project, jobs: Sequence[Job]) -> Iterator[Mention | Unread]:
    """The mentions in posts, in the order of the posts and their texts."""
    processes = project.request.jobs or min(workers.available(), len(jobs) // _EACH)
    if processes <= 1 or not workers.can_fork():
        for job in jobs:
            yield from _of(project, job)
        return
    for file in {os.path.dirname(job.file): job.file for job in jobs}.values():  # noqa: PTH120
        project.setup(file)
    done: dict[int, bytes | None] = {}
    following = 0
    for index, data in workers.spread(len(jobs), lambda i: _encoded(_of(project, jobs[i])), processes):
        done[index] = data
        while following in done:
            yield from _decoded(project.name(jobs[following].file), done.pop(following))
            following += 1


def _of(project: Project, job: Job) -> list[Mention | Unread]:
    name = project.name(job.file)
    try:
        source = project.source(job.file, job.data)
    except OSError as error:
        return [Unread(name, (error.strerror or str(error)).lower())]
    post = Post(source, project.setup(job.file).context)
    found = [widget for widget in widgets.find(post) if widget.symbol or widget.name]
    if not found:
        return []
    when = publish(post).date if source.undecodable is None else None
    date = when.isoformat() if when else None
    rows: list[Mention | Unread] = []
    for w in found:
        place = source.position(w.span.start)
        rows.append(
            Mention(name, date, w.provider, w.market, w.symbol, w.name, w.kind, place.line, place.column)
        )
    return rows


def _encoded(rows: Sequence[Mention | Unread]) -> bytes:
    """Rows as bytes: `marshal` is safe here, since they come from a copy of this very process."""
    return marshal.dumps([tuple(row) for row in rows])


def _decoded(name: str, data: bytes | None) -> Iterator[Mention | Unread]:
    if data is None:
        yield Unread(name, "the process that looked at it was killed by it")
        return
    for row in marshal.loads(data):
        yield Unread(*row) if len(row) == len(Unread._fields) else Mention(*row)

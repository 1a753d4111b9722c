"""One post of a run: read, linted and, where that was asked for, fixed; nothing is written yet."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from postlint import engine
from postlint.cache import Seen, seen
from postlint.cache.results import Kept, Link
from postlint.clock import Clock
from postlint.diagnostic import Diagnostic, Safety
from postlint.engine import Linted
from postlint.patience import Stuck, within
from postlint.post import Post
from postlint.project import Project, Setup
from postlint.selection import Selection
from postlint.shard import WHOLE
from postlint.text import Source


class Job(NamedTuple):
    """One post to lint, by its absolute path; `data` is given where the text is not the file's."""

    file: str
    data: bytes | None = None

    @property
    def path(self) -> Path:
        """Its path; there are too many jobs to keep one for each."""
        return Path(self.file)

    def read(self) -> bytes:
        """The bytes of its file; raises OSError."""
        return self.path.read_bytes()


class Change(NamedTuple):
    """The text of a post before and after its fixes, and how many of each rule there were."""

    before: str
    after: str
    fixes: Mapping[str, int]


class Done(NamedTuple):
    """What one job gave; `kept` is None only where the post could not be read, as `failure`
    says, or is none.

    `kept` is what the text after the `change` gave. `unsettled` are rules whose fixes were left out.
    `file` is the file that was read, where the result may be kept; `value` is `kept` as bytes,
    where it came as such.
    """

    kept: Kept | None
    failure: str | None = None
    change: Change | None = None
    unsettled: tuple[str, ...] = ()
    file: Seen | None = None
    value: bytes | None = None


OWN_REPORT = b"<!doctype html>\n<!-- A report of postlint: no post -->\n"
"""How a file begins that postlint wrote itself, perhaps into the folder that it is to lint."""


def jobs(project: Project) -> list[Job]:
    """The posts that a request asks for: the one on stdin, or those that its paths name."""
    if project.request.stdin is not None:
        name, data = project.request.stdin
        return [Job(os.path.abspath(name), data)]
    shard = project.request.shard or WHOLE
    return [Job(file) for file in project.files() if shard.holds(project.name(file))]


def do(project: Project, job: Job) -> Done:
    """Lint one post, and fix its text when that was asked for."""
    file = None
    try:
        if project.request.cache and job.data is None and project.index is None:
            # The status is that of before the reading: a later change will show.
            status = os.stat(job.file)  # noqa: PTH116 - as in `Job.path`
            source = project.source(job.file)
            file = seen(status, source.data)
        else:
            source = project.source(job.file, job.data)
    except OSError as error:
        return Done(None, error.strerror or str(error))
    if source.data.startswith(OWN_REPORT):
        return Done(None, file=file)
    kept = lint(project, job.file, source)
    if project.request.fix is None or source.undecodable is not None:
        return Done(kept, file=file)
    return fixed(project, job.file, source, kept, project.request.fix)


def lint(project: Project, path: Path | str, source: Source) -> Kept:
    """What the rules find in one text of the post at a path; it is an internal error that nothing stops."""
    return lint_under(project.setup(path), source, project.request.online, project.request.lint)


def lint_under(
    setup: Setup,
    source: Source,
    with_links: bool,
    by: Callable[[Post, Selection], Linted] | None = None,
) -> Kept:
    """`lint`, under a setup that is known already; `with_links` keeps the links to other sites too."""
    context, selection = setup
    clock = context.now
    if isinstance(clock, Clock):
        clock.start()
    try:
        with within(context.time_limit):
            post = Post(source, context)
            linted = (by or engine.lint)(post, selection)
            links = _links(post) if with_links and source.undecodable is None else None
    except Stuck:
        return Kept(Linted(source.path, [engine.out_of_time(source.path, "lint")]))
    except Exception as error:
        return Kept(Linted(source.path, [engine.internal_error(source.path, "lint", error)]))
    return Kept(linted, clock.window() if isinstance(clock, Clock) else None, links)


def _links(post: Post) -> tuple[Link, ...]:
    from postlint import web

    return tuple(Link(*link) for link in web.links(post))


def fixed(project: Project, path: Path | str, source: Source, kept: Kept, allowed: Safety) -> Done:
    """Make the permitted fixes of what is known of a text, and of what is found after them."""
    if not any(d.fix for d in kept.linted.diagnostics):
        return Done(kept)
    from postlint import fix

    setup = project.setup(path)
    posts: dict[str, Post] = {}

    def noted(post: Post, selection: Selection) -> Linted:
        posts.clear()
        posts[post.source.text] = post
        return (project.request.lint or engine.lint)(post, selection)

    @lru_cache(fix.RECENT)
    def result(text: str) -> Kept:
        if text == source.text:
            return kept
        made = Source.decode(source.path, text.encode("utf-8"))
        return lint_under(setup, made, project.request.online, noted)

    def diagnostics(text: str) -> Sequence[Diagnostic]:
        return result(text).linted.diagnostics

    def read(text: str) -> Post:
        # What was just linted is rendered already.
        return posts.get(text) or Post(Source.decode(source.path, text.encode("utf-8")), setup.context)

    made = fix.fixpoint(source, diagnostics, allowed, kept.linted.diagnostics, read)
    change = Change(source.text, made.text, made.count) if made.text != source.text else None
    left = result(made.text)
    left = left._replace(linted=left.linted._replace(diagnostics=made.remaining))
    return Done(left, change=change, unsettled=made.unsettled)

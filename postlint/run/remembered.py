"""Results of earlier runs: each is used only under the setup that it was made under.

A result depends on postlint's own code and that of its libraries, on the setup (the site's
configuration, settings, rules with their levels and options, schemas), on the post's path and
bytes, and on the clock. The first two choose the file of the cache and mark each entry; the path is
its key; the cache sees to the bytes; and the clock notes when a result holds (`postlint.clock`).

The code is told by the times at which its files were installed, besides their sizes: nobody else knows
them to the nanosecond, so that a cache which comes with a foreign repository is not believed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from postlint import engine
from postlint.cache import Cache, State, results, size, state_of
from postlint.clock import microseconds
from postlint.context import Context
from postlint.digest import blake2b
from postlint.project import Project, Setup
from postlint.run.posts import Done, Job
from postlint.selection import Selection

LEAST = 32
"""Posts from which on looking into the cache may pay."""
WORTH = 256 * 1024
"""Bytes of the cache that one post more is worth reading: about a millisecond's work."""
_MARK = 16
_LIBRARIES = ("frontmatter", "html5lib", "jsonschema", "jsonschema_rs", "pyromark", "turbohtml", "yaml")


class Store:
    """The cache of a run."""

    def __init__(self, project: Project, cache: Cache) -> None:
        self._project = project
        self._cache = cache
        self._now = microseconds(project.now)
        self._marks: dict[int, bytes] = {}

    @classmethod
    def open(cls, project: Project, count: int) -> Store | None:
        """The cache of a run of so many posts; None where it was not asked for, or would not pay.

        A folder that is no project gets none: nothing is left behind there.
        """
        request = project.request
        given = request.stdin is not None or request.staged
        if not request.cache or request.fix is not None or given or count < LEAST:
            return None
        if not project.tree.folder(project.root).is_project:
            return None
        environment = program() + repr(settled(project.setup(project.root / "x")))
        if size(project.root, environment) > count * WORTH:
            return None
        return cls(project, Cache.open(project.root, environment))

    def get(self, job: Job, state: State | None = None) -> Done | None:
        """What a job gave in an earlier run, when it would give the same now; `state` is that of its file."""
        name = self._project.name(job.file)
        if state is None:
            try:
                state = state_of(os.stat(job.file))  # noqa: PTH116 - as in `Job.path`
            except OSError:
                return None
        return self._read(job, name, self._cache.get(name, state, job.read))

    def last(self, job: Job, digest: bytes) -> Done | None:
        """What a job gave when its file's content had that hash, as `get` gives it."""
        name = self._project.name(job.file)
        return self._read(job, name, self._cache.last(name, digest))

    def _read(self, job: Job, name: str, value: bytes | None) -> Done | None:
        if value is None or value[:_MARK] != self._mark(job):
            return None
        kept = results.loads(name, value[_MARK:], own=True)
        if kept is None or kept.window is None or not kept.window.holds(self._now):
            return None
        if self._project.request.online and kept.links is None:
            return None
        return Done(kept)

    def put(self, job: Job, done: Done) -> None:
        """Keep what a job gave, where it will give the same again."""
        kept = done.kept
        if kept is None or kept.window is None or done.file is None:
            return
        if all(d.rule not in engine.UNDONE for d in kept.linted.diagnostics):
            value = self._mark(job) + (done.value or results.dumps(kept))
            self._cache.put(self._project.name(job.file), done.file, value)

    def close(self) -> None:
        """Write what is new; nothing is said where that cannot be done."""
        self._cache.close()

    def _mark(self, job: Job) -> bytes:
        setup = self._project.setup(job.file)
        mark = self._marks.get(id(setup))
        if mark is None:
            mark = self._marks[id(setup)] = _digest(settled(setup))
        return mark


def settled(setup: Setup) -> tuple[object, ...]:
    """All that results depend on, as values that are written the same in every process."""
    return (*_context(setup.context), *_selection(setup.selection))


def _context(context: Context) -> Iterator[object]:
    for name, value in context._asdict().items():
        if name != "now":
            yield name, sorted(value) if isinstance(value, (set, frozenset)) else value


def _selection(selection: Selection) -> Iterator[object]:
    for one in selection.rules:
        yield one.rule.name, one.severity, one.given, one.rule.identity


def _digest(value: object) -> bytes:
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=_MARK).digest()


def program() -> str:
    """What tells this postlint from any other: its files and those of the libraries it reads posts with."""
    package = Path(__file__).parents[1]
    stamps = [repr(sys.version_info), str(package.stat().st_ctime_ns), *sorted(_stamps(str(package)))]
    for name in _LIBRARIES:
        spec = find_spec(name)
        stamps.append(_stamp(spec.origin) if spec and spec.origin else name)
    return blake2b("\n".join(stamps).encode("utf-8", "surrogatepass"), digest_size=_MARK).hexdigest()


def _stamps(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"


def _stamp(file: str) -> str:
    try:
        status = Path(file).stat()
    except OSError:
        return file
    return f"{file} {status.st_size} {status.st_mtime_ns}"

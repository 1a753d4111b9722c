"""A run over whole folders, kept as one: when nothing has changed, only the files' status is looked at.

What a run gives depends on postlint's code, the request, the setup, all files below the project's folder,
and the clock. The first three make the key. Of each file the status tells that it is unchanged, as in the
cache of single posts; one that changed moments before it was looked at may change again without a sign, and
counts as changed. The clock has noted when the results hold. Where a few posts have changed, `edited` says
what the run would give now.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from postlint import cache
from postlint.cache import State, state_of
from postlint.cache.results import Kept
from postlint.clock import Window, microseconds
from postlint.digest import blake2b
from postlint.project import Project
from postlint.run import edited
from postlint.run.last import HASHED, Last, common
from postlint.run.outcome import Outcome
from postlint.run.posts import Done, Job
from postlint.run.remembered import program, settled
from postlint.run.sites import Found
from postlint.run.watch import Watch

NAME = "run.json"
LEAST = 256
"""Files from which on the posts' own results are slower to look at than a run that is kept whole."""
_FORMAT = 4


class Whole(NamedTuple):
    """A run that is kept as one, and what it depends on.

    `states` are those of all files of the project, by their absolute paths; `words` the same by their paths
    in the project, as they are kept.
    """

    project: Project
    key: str
    states: dict[str, State]
    words: dict[str, str]

    @classmethod
    def of(cls, project: Project) -> Whole | None:
        """None for a run that is not kept: of single files, with fixes, online, on a small project."""
        request = project.request
        plain = request.fix is None and request.stdin is None and not request.online and not request.staged
        if not (request.cache and plain) or project.arguments.files:
            return None
        if request.elsewhere is not None or request.shard is not None or request.save is not None:
            return None
        if not project.tree.folder(project.root).is_project or _has_schemas_elsewhere(project):
            return None
        states = _states(project)
        if len(states) < LEAST:
            return None
        return cls(project, _key(project), states, _words(project, states))

    def recall(self, watch: Watch) -> tuple[Outcome, list[str]] | None:
        """What the last run would give now, and the paths of its posts; None where that takes a new one."""
        kept = cache.read(self.project.root, NAME)
        # Only the run of that key is worth the reading.
        if not kept.startswith(self._head):
            return None
        last = Last.loads(kept[len(self._head) :].decode("ascii", "replace"))
        if last is None or not last.window.holds(microseconds(self.project.now)):
            return None
        changed = last.changed(self.words)
        if changed:
            last = edited.after(self.project, last, changed, self.states, watch)
            if last is None:
                return None
            known = {path: word or last.words[path] for path, word in self.words.items()}
            self._write(last._replace(words=known))
        return last.outcome(), last.posts

    def note(self, jobs: Iterable[Job], results: Iterable[Done]) -> None:
        """Note what posts held whose files are too young to tell."""
        if "" not in self.words.values():
            return
        for job, result in zip(jobs, results, strict=True):
            name = self.project.name(job.file)
            if result.file is not None and self.words.get(name) == "":
                self.words[name] = HASHED + result.file.digest.hex()

    def remember(self, outcome: Outcome, posts: Sequence[Kept], judged: Found, site: Window | None) -> None:
        """Keep what a run gave; its diagnostics are not yet compared with a baseline."""
        if outcome.failed:
            return
        window = common([*(kept.window for kept in posts), site])
        if window is not None:
            self._write(Last.of(outcome, posts, judged.concerned, window, self.words))

    def _write(self, last: Last) -> None:
        data = self._head + last.dumps().encode("ascii")
        cache.update(self.project.root, NAME, lambda _: data)

    @property
    def _head(self) -> bytes:
        return f"{_FORMAT} {self.key}\n".encode("ascii")


def _has_schemas_elsewhere(project: Project) -> bool:
    """Whether settings from outside the project name schemas that only some posts have."""
    settings = project.settings(project.root)
    outside = not settings.folder.is_relative_to(project.root)
    return outside and any(override.schema for override in settings.overrides)


def _key(project: Project) -> str:
    request = project.request
    settings = project.settings(project.root)
    asked = (
        sorted(project.name(folder) for folder in project.arguments.folders),
        request.choice,
        request.exclude,
        request.assumed,
        settings.source and settings.source.text,
        str(settings.folder),
        program(),
        settled(project.setup(project.root / "x")),
    )
    return blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _states(project: Project) -> dict[str, State]:
    """The states of all files of the project, by their absolute paths."""
    found: dict[str, State] = {}
    for folder, names in project.tree.everything(project.root):
        _add_states(found, f"{project.root}/{folder}", sorted(names))
    return found


def _add_states(found: dict[str, State], folder: str, names: Iterable[str]) -> None:
    for name in names:
        path = folder + name
        try:
            found[path] = state_of(os.stat(path))  # noqa: PTH116 - a path would double the cost
        except OSError:
            # A link that leads nowhere: so it stays, or the run will tell.
            found[path] = _NOWHERE


_NOWHERE = State(0, 0, 0, 0)


def _words(project: Project, states: dict[str, State]) -> dict[str, str]:
    """The states as they are kept, by paths in the project; that of a file too young to tell is empty."""
    young = time.time_ns() - cache.FRESH
    start = len(f"{project.root}/")
    return {
        path[start:]: f"{size} {modified} {changed} {inode}" if modified <= young and changed <= young else ""
        for path, (size, modified, changed, inode) in states.items()
    }

"""A run over whole folders, kept as one: when nothing has changed, only the files' status is looked at.

What a run gives depends on postlint's code, the request, the setup, all files below the project's folder,
and the clock. The first three make the key. Of each file the status tells that it is unchanged, as in the
cache of single posts; a file that changed moments before it was looked at may change again without a sign,
and then nothing is kept. The clock has noted when the results hold.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from postlint import cache
from postlint.cache import State, results, state_of
from postlint.cache.results import Kept
from postlint.clock import Window, microseconds
from postlint.digest import blake2b
from postlint.project import Project
from postlint.run.outcome import Outcome
from postlint.run.remembered import program, settled

NAME = "run.json"
LEAST = 256
"""Files from which on the posts' own results are slower to look at than a run that is kept whole."""
_FORMAT = 3


class Whole(NamedTuple):
    """What a run over a project depends on; `key` is None where that cannot be told, or does not pay.

    `states` are those of the files that were looked at, by their paths.
    """

    project: Project
    key: str | None
    states: dict[str, State]

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
        states: dict[str, State] = {}
        state = _state(project, states)
        return cls(project, None if state is None else _key(project, state), states)

    def recall(self) -> tuple[Outcome, list[str]] | None:
        """What the last run gave, and the paths of its posts, when the same run would give it now."""
        kept = cache.read(self.project.root, NAME) if self.key is not None else b""
        # Only the run of that key is worth the reading.
        if not kept.startswith(self._head):
            return None
        try:
            window, files, suppressed, posts, dates, rows = json.loads(kept[len(self._head) :])
            if not Window(*window).holds(self._now):
                return None
            outcome = Outcome(files=files, suppressed=suppressed, dates=dict(dates))
            outcome.diagnostics = [results.diagnostic(path, *row) for path, row in rows]
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None
        return outcome, posts

    def remember(self, outcome: Outcome, posts: Sequence[Kept], site: Window | None) -> None:
        """Keep what a run gave; its diagnostics are not yet compared with a baseline."""
        if self.key is None or outcome.failed:
            return
        window = _common([*(kept.window for kept in posts), site])
        if window is None:
            return
        rows = [(d.path, results.row(d)) for d in outcome.diagnostics]
        names = [kept.linted.path for kept in posts]
        dates = list(outcome.dates.items())
        kept = (window, outcome.files, outcome.suppressed, names, dates, rows)
        data = self._head + json.dumps(kept, separators=(",", ":")).encode("ascii")
        cache.update(self.project.root, NAME, lambda _: data)

    @property
    def _head(self) -> bytes:
        return f"{_FORMAT} {self.key}\n".encode("ascii")

    @property
    def _now(self) -> int:
        return microseconds(self.project.now)


def _has_schemas_elsewhere(project: Project) -> bool:
    """Whether settings from outside the project name schemas that only some posts have."""
    settings = project.settings(project.root)
    outside = not settings.folder.is_relative_to(project.root)
    return outside and any(override.schema for override in settings.overrides)


def _key(project: Project, state: str) -> str:
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
        state,
    )
    return blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _state(project: Project, states: dict[str, State]) -> str | None:
    """The status of all files of the project as one word; None where that does not pay, or tell.

    Those that were looked at are added to `states`.
    """
    young = time.time_ns() - cache.FRESH
    digest = blake2b(digest_size=16)
    count, tells = 0, True
    for folder, names in project.tree.everything(project.root):
        count += len(names)
        found, told = _states(f"{project.root}/{folder}", sorted(names), young)
        tells = tells and told
        states.update(found)
        if tells:
            lines = [f"{path}\0{state[0]} {state[1]} {state[2]} {state[3]}" for path, state in found.items()]
            digest.update("\n".join([folder, *lines, ""]).encode("utf-8", "surrogatepass"))
    return digest.hexdigest() if tells and count >= LEAST else None


def _states(folder: str, names: Iterable[str], young: int) -> tuple[dict[str, State], bool]:
    """The states of a folder's files by their paths, and whether they tell that the files are unchanged."""
    found: dict[str, State] = {}
    tells = True
    for name in names:
        path = folder + name
        try:
            state = found[path] = state_of(os.stat(path))  # noqa: PTH116 - a path would double the cost
        except OSError:
            # A link that leads nowhere: so it stays, or the run will tell.
            found[path] = _NOWHERE
            continue
        if state.modified > young or state.changed > young:
            tells = False
    return found, tells


_NOWHERE = State(0, 0, 0, 0)


def _common(windows: Iterable[Window | None]) -> Window | None:
    """The times at which all results hold; None where one of them holds at one time only."""
    since: int | None = None
    until: int | None = None
    for window in windows:
        if window is None:
            return None
        if window.since is not None:
            since = window.since if since is None else max(since, window.since)
        if window.until is not None:
            until = window.until if until is None else min(until, window.until)
    return Window(since, until)

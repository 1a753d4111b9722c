"""Projects that stay open between the versions of a text, and are opened anew when their settings change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import NamedTuple, TypeAlias

from postlint import engine
from postlint.baseline import BaselineError, load
from postlint.diagnostic import Diagnostic, Severity
from postlint.engine import Linted
from postlint.errors import UserError
from postlint.files import GENERATOR_NAMES, SETTINGS_NAMES
from postlint.post import Post
from postlint.project import Project, Request, Setup
from postlint.run import settings_findings
from postlint.server.reading import Reading
from postlint.settings import BASELINE_NAME, ConfigError
from postlint.text import Source

WATCHED = (
    *SETTINGS_NAMES,
    *sorted(GENERATOR_NAMES),
    "Gemfile",
    "Gemfile.lock",
    ".gitignore",
    BASELINE_NAME,
)
"""The names of the files by which the result for a post may change, besides schemas and the site's posts."""

_SECONDS = 60
"""How long a project's clock may stand still."""
_BROKEN = "postlint/unreadable-settings"

_Stamp: TypeAlias = tuple[int, int] | None


class Notice(NamedTuple):
    """What is wrong in a file of settings: its text, and its faults."""

    source: Source
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Opened:
    """A project as it was opened for the posts of one folder; `stamps` tell that it is still the same."""

    project: Project
    since: float
    stamps: Mapping[Path, _Stamp]
    accepted: frozenset[str]

    @property
    def holds(self) -> bool:
        """Whether opening it again would give the same."""
        young = self.project.request.now is not None or monotonic() - self.since < _SECONDS
        return young and all(_stamp(path) == stamp for path, stamp in self.stamps.items())


class Projects:
    """The projects of an editor's files; `request` is what the command line of the server asked for.

    For one thread. `notices` are the faults of settings by the absolute path of their file.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.notices: dict[Path, Notice] = {}
        self._by_folder: dict[Path, _Opened] = {}

    def forget(self) -> None:
        """Open all projects anew when they are asked for."""
        self._by_folder.clear()

    def read(self, path: str, text: str) -> Reading:
        """Lint a text as the file at an absolute path, under the settings and the site there."""
        file = Path(path)
        opened, setup = self._at(file)
        project = opened.project
        source = Source.decode(project.name(file), text.encode("utf-8", "surrogatepass"))
        post = Post(source, setup.context)
        if not file.is_relative_to(project.root) or not project.covers(file):
            return Reading(post, root=project.root)
        linted = _lint(post, setup)
        return Reading(post, linted.diagnostics, setup.selection, project.root, linted.facts, opened.accepted)

    def _at(self, file: Path) -> tuple[_Opened, Setup]:
        folder = file.parent
        known = self._by_folder.get(folder)
        if known is not None and known.holds:
            return known, known.project.setup(file)
        paths = (str(next(f for f in file.parents if f.is_dir())),)
        try:
            return self._opened(self.request._replace(paths=paths), file)
        except (ConfigError, UserError) as error:
            self._complain(error, file)
        if known is not None:
            # Settings that are being written: those of before still hold.
            return known, known.project.setup(file)
        isolated = self.request._replace(paths=paths, isolated=True, config=None, inline={})
        return self._opened(isolated, file)

    def _opened(self, request: Request, file: Path) -> tuple[_Opened, Setup]:
        """The project of a file, opened; raises `ConfigError` and `UnknownSelector`."""
        project = Project.open(request, datetime.now(UTC))
        stamped = {path: _stamp(path) for path in _inputs(project, file)}
        setup = project.setup(file)
        stamped |= {path: _stamp(path) for path in _named_by(project)}
        opened = _Opened(project, monotonic(), stamped, _accepted(project.root))
        self._by_folder[file.parent] = opened
        if not request.isolated:
            self._note(project)
        return opened, setup

    def _note(self, project: Project) -> None:
        for settings in project._settings.values():
            if settings.source is not None:
                self.notices.pop(settings.folder / settings.source.path, None)
        found = settings_findings(project)
        for settings in project._settings.values():
            if settings.source is not None and found:
                file = settings.folder / settings.source.path
                own = tuple(one for one in found if one.path == project.name(file))
                if own:
                    self.notices[file] = Notice(settings.source, own)

    def _complain(self, error: ConfigError | UserError, file: Path) -> None:
        if isinstance(error, ConfigError):
            place = next(
                (f / error.source.path for f in file.parents if (f / error.source.path).exists()), None
            )
            if place is not None:
                fault = Diagnostic(str(place), _BROKEN, Severity.ERROR, error.span, error.message)
                self.notices[place] = Notice(error.source, (fault,))


def _lint(post: Post, setup: Setup) -> Linted:
    try:
        return engine.lint(post, setup.selection)
    except Exception as error:
        return Linted(post.path, [engine.internal_error(post.path, "lint", error)])


def _inputs(project: Project, file: Path) -> Iterator[Path]:
    """The files and folders that decide what holds for a post, whether or not they are there."""
    yield project.root
    yield project.root / "config" / "_default"
    for folder in file.parents:
        yield from (folder / name for name in WATCHED)
        if folder == project.root:
            return
        if folder == project.site_root(file.parent):
            yield folder
            yield folder / "config" / "_default"


def _named_by(project: Project) -> Iterator[Path]:
    """The schemas and configurations that the settings name."""
    for settings in project._settings.values():
        names = [settings.schema, *settings.schemas.values(), *(o.schema for o in settings.overrides)]
        yield from (settings.folder / name for name in names if name)
        configurations = settings.jekyll.get("config", "").split(",")
        yield from (settings.folder / name.strip() for name in configurations if name.strip())


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _accepted(root: Path) -> frozenset[str]:
    try:
        return frozenset(entry.fingerprint for entry in load(root / BASELINE_NAME).entries)
    except BaselineError:
        return frozenset()

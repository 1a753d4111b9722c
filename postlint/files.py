"""Which files: from the arguments of the command line to posts, each in its site.

A *project* is the nearest folder upward from the arguments that holds postlint's settings, a
generator's configuration or `.git`; every path in every output is relative to it. A *site* is a
folder in it (often the same) that holds a generator's configuration.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from postlint.errors import UserError
from postlint.names import suggestion

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SETTINGS_NAMES = ("postlint.toml", "pyproject.toml")
POST_SUFFIXES = (".md", ".markdown", ".html", ".htm", ".mkd", ".mkdn", ".mkdown")
GENERATOR_NAMES = frozenset(
    (
        "_config.yml",
        "_config.yaml",
        "_config.toml",
        "hugo.toml",
        "hugo.yaml",
        "hugo.yml",
        "hugo.json",
        "config.toml",
        "config.yaml",
        "zola.toml",
        ".eleventy.js",
        "eleventy.config.js",
        "eleventy.config.cjs",
        "eleventy.config.mjs",
        "astro.config.mjs",
        "astro.config.js",
        "astro.config.ts",
    )
)
HUGO_FOLDER = "config/_default"
"""Where Hugo looks for its configuration besides the site's own folder."""
_HUGO_NAMES = frozenset(
    f"{stem}.{end}" for stem in ("hugo", "config") for end in ("toml", "yaml", "yml", "json")
)
_SKIPPED = frozenset((".git", ".hg", ".svn", "node_modules", ".postlint_cache", "__pycache__", ".venv"))


class NoSuchPath(UserError):
    """An argument that names nothing; the message names it, and the nearest name beside it."""


class Folder(NamedTuple):
    """One folder's names, read once: `files` are all that are no folders, `links` the symbolic links."""

    path: Path
    files: frozenset[str]
    folders: tuple[str, ...]
    links: frozenset[str] = frozenset()

    @classmethod
    def read(cls, path: Path) -> Folder:
        """The folder's entries; a folder that cannot be read is an OSError."""
        files: list[str] = []
        folders: list[str] = []
        links: list[str] = []
        with os.scandir(path) as entries:
            for entry in entries:
                (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
                if entry.is_symlink():
                    links.append(entry.name)
        return cls(path, frozenset(files), tuple(sorted(folders)), frozenset(links))

    def linked_folders(self, root: Path) -> Iterator[str]:
        """The names of symbolic links to folders that lie below `root`, and not around this one."""
        for name in sorted(self.links):
            real = os.path.realpath(self.path / name)
            here = os.path.realpath(self.path)
            inside = real.startswith(os.path.realpath(root) + os.sep)
            if inside and (self.path / name).is_dir() and not (here + os.sep).startswith(real + os.sep):
                yield name

    @property
    def generator_files(self) -> frozenset[str]:
        """The names in it that speak for a generator."""
        return self.files & GENERATOR_NAMES

    @property
    def is_project(self) -> bool:
        """Whether paths in outputs are relative to this folder."""
        return (
            ".git" in self.folders
            or ".git" in self.files
            or bool(self.generator_files)
            or ("config" in self.folders and _configures_hugo(os.listdir, self.path / HUGO_FOLDER))
            or any(name in self.files and holds_settings(self.path / name) for name in SETTINGS_NAMES)
        )


def _configures_hugo(names: Callable[[Path], Iterable[str]], folder: Path) -> bool:
    try:
        return not _HUGO_NAMES.isdisjoint(names(folder))
    except OSError:
        return False


class Files(Protocol):
    """Where folders and files are read: on the disk, or in git's index."""

    def folder(self, path: Path) -> Folder:
        """The entries of a folder; raises OSError."""

    def read(self, path: Path | str) -> bytes:
        """The bytes of a file; raises OSError."""


_PIECE = 1 << 16
MOST = 1 << 28
"""Bytes of the largest file that is read at all."""
# A pipe that nobody writes to would be waited for without end.
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def _contents(path: str) -> bytes:
    """The bytes of a file, at less cost than `open` has for a small one; raises OSError."""
    descriptor = os.open(path, _READING)
    try:
        data = os.read(descriptor, _PIECE)
        if data and len(data) < _PIECE and not (more := os.read(descriptor, _PIECE)):
            return data
        _require_a_file(descriptor)
        if not data:
            return data
        pieces = [data] if len(data) == _PIECE else [data, more]
        while piece := os.read(descriptor, _PIECE):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(descriptor)


def _require_a_file(descriptor: int) -> None:
    """Raise OSError for pipes and devices, which may have no end, and for what no memory holds."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    if status.st_size > MOST:
        raise OSError(errno.EFBIG, f"it has more than {MOST >> 20} MiB")


class Disk(NamedTuple):
    """The files as they are on the disk."""

    def folder(self, path: Path) -> Folder:
        """The entries of a folder; raises OSError."""
        return Folder.read(path)

    def read(self, path: Path | str) -> bytes:
        """The bytes of a file; raises OSError."""
        return _contents(str(path))


DISK = Disk()


def holds_settings(file: Path, files: Files = DISK) -> bool:
    """Whether a file is for postlint: any postlint.toml, and a pyproject.toml that names its table."""
    if file.name != "pyproject.toml":
        return True
    try:
        return b"tool.postlint" in files.read(file)
    except OSError:
        return False


class Tree:
    """The folders of a project as they are met, and what its .gitignore files exclude.

    `unread` are the folders that were to be looked through for posts and could not be read, and why.
    """

    def __init__(self, root: Path, files: Files = DISK) -> None:
        self.root = root
        self.files = files
        self.unread: dict[Path, str] = {}
        self._closed: dict[Path, str] = {}
        self._folders: dict[Path, Folder] = {}
        self._sites: dict[Path, Path | None] = {}
        self._ignored: dict[Path, tuple[tuple[Path, GitIgnoreSpec], ...]] = {}

    def folder(self, path: Path) -> Folder:
        """The entries of a folder; none where it cannot be read or is not there."""
        known = self._folders.get(path)
        if known is None:
            try:
                known = self.files.folder(path)
            except OSError as error:
                known = Folder(path, frozenset(), ())
                if not isinstance(error, FileNotFoundError | NotADirectoryError):
                    self._closed[path] = error.strerror or str(error)
            self._folders[path] = known
        return known

    def relative(self, path: Path | str) -> str:
        """A path as outputs show it: relative to the project, with `/`; raises ValueError elsewhere."""
        text = str(path)
        if text.startswith(self._prefix):
            return text[len(self._prefix) :].replace(os.sep, "/")
        return Path(path).relative_to(self.root).as_posix()

    @cached_property
    def _prefix(self) -> str:
        return str(self.root).rstrip(os.sep) + os.sep

    def site_root(self, folder: Path) -> Path | None:
        """The nearest folder, from `folder` up to the project, that holds a generator's configuration."""
        if folder not in self._sites:
            self._sites[folder] = self._site_root(folder)
        return self._sites[folder]

    def _site_root(self, folder: Path) -> Path | None:
        for candidate in (folder, *folder.parents):
            here = self.folder(candidate)
            if here.generator_files or (
                "config" in here.folders
                and _configures_hugo(lambda path: self.folder(path).files, candidate / HUGO_FOLDER)
            ):
                return candidate
            if candidate == self.root:
                return None
        return None

    def ignored(self, path: Path, *, is_folder: bool) -> bool:
        """Whether a .gitignore of the project excludes a path whose own folder is not excluded."""
        return self._excludes(self._specs(path.parent), path, is_folder=is_folder)

    def _excludes(
        self, specs: tuple[tuple[Path, GitIgnoreSpec], ...], path: Path, *, is_folder: bool
    ) -> bool:
        for base, spec in specs:
            name = path.relative_to(base).as_posix() + ("/" if is_folder else "")
            result = spec.check_file(name)
            if result.include is not None:
                return result.include
        return False

    def _specs(self, folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
        """The .gitignore files that hold in a folder, the nearest first."""
        known = self._ignored.get(folder)
        if known is None:
            above = self._specs(folder.parent) if folder != self.root else ()
            known = (*self._own_spec(folder), *above)
            self._ignored[folder] = known
        return known

    def _own_spec(self, folder: Path) -> Iterator[tuple[Path, GitIgnoreSpec]]:
        if ".gitignore" in self.folder(folder).files:
            from pathspec import GitIgnoreSpec

            try:
                text = self.files.read(folder / ".gitignore").decode("utf-8", "replace")
            except OSError:
                return
            yield folder, GitIgnoreSpec.from_lines(text.splitlines())

    def levels(self, start: Path) -> Iterator[tuple[Path, list[str]]]:
        """Each folder from `start` down, and its files that no .gitignore excludes; no link is entered."""
        stack = [start]
        while stack:
            folder = self.folder(stack.pop())
            if folder.path in self._closed:
                self.unread[folder.path] = self._closed[folder.path]
            specs = self._specs(folder.path)
            names = sorted(folder.files)
            if specs:
                names = [n for n in names if not self._excludes(specs, folder.path / n, is_folder=False)]
            yield folder.path, names
            stack += [
                folder.path / name
                for name in reversed(folder.folders)
                if name not in _SKIPPED and not self.ignored(folder.path / name, is_folder=True)
            ]

    def reaches(self, path: Path) -> bool:
        """Whether `walk` from the project's folder comes by a file, were it there."""
        if not path.is_relative_to(self.root):
            return False
        above = list(path.relative_to(self.root).parents)[:-1]
        folders = [self.root / name for name in reversed(above)]
        if any(folder.name in _SKIPPED or self.ignored(folder, is_folder=True) for folder in folders):
            return False
        return not self.ignored(path, is_folder=False)

    def everything(self, start: Path) -> Iterator[tuple[str, frozenset[str]]]:
        """All folders below a folder with the names of their files, those that git ignores included.

        A folder is relative to `start`, and ends in ``/``; that of `start` itself is empty.
        """
        stack = [(start, "")]
        while stack:
            path, base = stack.pop()
            folder = self.folder(path)
            yield base, folder.files
            names = [*folder.folders, *self._entered(folder, base)]
            stack += [(path / name, f"{base}{name}/") for name in names if name not in _SKIPPED]

    def _entered(self, folder: Folder, base: str) -> list[str]:
        """The links to folders that generators follow; Jekyll does not below `_posts` and collections."""
        special = folder.links and any(part[:1] == "_" for part in base.split("/"))
        return [] if special or not folder.links else list(folder.linked_folders(self.root))


@dataclass(frozen=True)
class Arguments:
    """The paths of a command line, all of them there."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...]

    @classmethod
    def parse(cls, paths: Iterable[str]) -> Arguments:
        """Paths as given, made absolute; raises `NoSuchPath`."""
        files, folders = [], []
        for given in paths:
            path = Path(os.path.abspath(given))
            if path.is_dir():
                folders.append(path)
            elif path.exists() or path.is_symlink():
                files.append(path)
            else:
                raise NoSuchPath(f"`{given}` does not exist{_beside(path)}")
        return cls(tuple(files), tuple(folders))

    @cached_property
    def root(self) -> Path:
        """The project's folder."""
        starts = [*self.folders, *(f.parent for f in self.files)]
        common = Path(os.path.commonpath(starts)) if starts else Path.cwd()
        for candidate in (common, *common.parents):
            try:
                if Folder.read(candidate).is_project:
                    return candidate
            except OSError:
                continue
        cwd = Path.cwd()
        return cwd if common.is_relative_to(cwd) else common


def _beside(path: Path) -> str:
    try:
        names = os.listdir(path.parent)
    except OSError:
        return ""
    return suggestion(path.name, names)

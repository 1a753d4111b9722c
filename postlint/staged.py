"""The index of git: files as they are staged, whatever the work tree holds meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple
from weakref import finalize

from postlint.errors import UserError
from postlint.files import Folder, NoSuchPath

if TYPE_CHECKING:
    from subprocess import Popen

_LINK = "120000"
_SUBMODULE = "160000"
_DEEPEST_LINK = 8


class NoRepository(UserError):
    """`--staged`, where there is no index that could be read."""


class Entry(NamedTuple):
    """One file of the index: its mode in octal digits, and the name of its blob."""

    mode: str
    blob: str


@dataclass(frozen=True)
class Index:
    """What is staged in the repository around a folder.

    It answers as the disk does (`files.Disk`). What is outside the repository, or in one of its
    submodules, is read from the disk, since the index says nothing about it.
    """

    top: Path
    _blobs: dict[int, Popen[bytes]] = field(default_factory=dict)

    @classmethod
    def around(cls, folder: Path) -> Index:
        """The index of the repository that a folder is in; raises `NoRepository`."""
        # The way up, not the top's own name: that has symbolic links resolved.
        up = _git(folder, "rev-parse", "--show-cdup").decode("utf-8", "surrogateescape").rstrip("\n")
        return cls(Path(os.path.normpath(folder / up)))

    @cached_property
    def _rows(self) -> dict[str, str]:
        """What the index says of each file: mode, blob and stage, with blanks between them, and a tab.

        There may be very many: no row is taken apart before it is asked for.
        """
        rows = os.fsdecode(_git(self.top, "ls-files", "--stage", "-z")).split("\0")[:-1]
        # All names of blobs have one length.
        width = rows[0].index("\t") + 1 if rows else 0
        return {row[width:]: row[:width] for row in rows}

    @cached_property
    def _folders(self) -> dict[str, tuple[set[str], set[str]]]:
        """For each folder of the repository the names of its files and of its folders."""
        found: dict[str, tuple[set[str], set[str]]] = {"": (set(), set())}
        for name, facts in self._rows.items():
            folder, _, last = name.rpartition("/")
            listed = found.get(folder) or self._listed(found, folder)
            listed[facts.startswith(_SUBMODULE)].add(last)
        return found

    def _listed(self, found: dict[str, tuple[set[str], set[str]]], folder: str) -> tuple[set[str], set[str]]:
        known = found.get(folder)
        if known is None:
            known = found[folder] = (set(), set())
            above, _, last = folder.rpartition("/")
            self._listed(found, above)[1].add(last)
        return known

    def staged(self) -> list[Path]:
        """The files that the next commit adds or changes, under their new names."""
        words = ("diff", "--cached", "--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff")
        rows = _git(self.top, *words, "--diff-filter=AMTU").split(b"\0")
        names = [os.fsdecode(row) for row in rows if row]
        return [self.top / n for n in names if not self._rows.get(n, _LINK).startswith((_LINK, _SUBMODULE))]

    def folder(self, path: Path) -> Folder:
        """The entries of a folder; FileNotFoundError where nothing is staged in it."""
        name = self._name(path)
        if name is None:
            return Folder.read(path)
        listed = self._folders.get(name)
        if listed is None:
            raise FileNotFoundError(f"{path} is not in git's index")
        files, folders = listed
        # What marks the top of a repository is there for the index, too.
        marks = {".git"} if not name else set()
        return Folder(path, frozenset(files), tuple(sorted(folders | marks)))

    def read(self, path: Path | str) -> bytes:
        """A file's bytes as they are staged; raises OSError."""
        path = Path(path)
        name = self._name(path)
        if name is None:
            return path.read_bytes()
        for _ in range(_DEEPEST_LINK):
            entry = self._entry(name)
            data = self._blob(entry.blob)
            if entry.mode != _LINK:
                return data
            target = Path(os.path.normpath(self.top / Path(name).parent / os.fsdecode(data)))
            inside = self._name(target)
            if inside is None:
                return target.read_bytes()
            name = inside
        raise OSError(f"{path}: too many symbolic links")

    def require(self, paths: Sequence[Path]) -> None:
        """Raise `NoSuchPath` for a path that is not in the index."""
        for path in paths:
            name = self._name(path)
            if name is not None and name not in self._rows:
                raise NoSuchPath(f"`{name}` is not in git's index: `git add` it, or leave out `--staged`")

    def _entry(self, name: str) -> Entry:
        facts = self._rows.get(name)
        if facts is None:
            raise FileNotFoundError("it is not in git's index")
        mode, blob, stage = facts.split()
        if stage != "0":
            raise OSError("it is not merged: resolve the conflict and `git add` it")
        return Entry(mode, blob)

    def _name(self, path: Path) -> str | None:
        """A path as the index writes it; None where the index does not speak of it."""
        try:
            name = path.relative_to(self.top).as_posix()
        except ValueError:
            return None
        name = "" if name == "." else name
        return None if any(self._is_submodule(above) for above in _upward(name)) else name

    def _is_submodule(self, name: str) -> bool:
        return self._rows.get(name, "").startswith(_SUBMODULE)

    def _blob(self, name: str) -> bytes:
        # A forked process must not share the pipes of another.
        process = self._blobs.get(os.getpid())
        if process is None:
            self._blobs.clear()
            process = self._blobs[os.getpid()] = _reader(self.top)
            finalize(self, _stop, process)
        given, said = _pipes(process)
        given.write(f"{name}\n".encode())
        given.flush()
        head = said.readline().split()
        if len(head) != 3:
            raise OSError("git cannot read it")
        data = said.read(int(head[2]))
        said.read(1)
        return data


def _upward(name: str) -> Iterator[str]:
    """A path and the folders above it, within the repository."""
    while name:
        yield name
        name = name.rpartition("/")[0]


def _stop(process: Popen[bytes]) -> None:
    given, said = _pipes(process)
    given.close()
    said.close()
    process.wait()


def _pipes(process: Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _reader(top: Path) -> Popen[bytes]:
    from subprocess import PIPE, Popen

    return Popen(("git", "-C", str(top), "cat-file", "--batch"), stdin=PIPE, stdout=PIPE, env=_environment())


def _git(folder: Path, *words: str) -> bytes:
    from subprocess import run

    try:
        done = run(("git", "-C", str(folder), *words), capture_output=True, check=False, env=_environment())
    except FileNotFoundError:
        raise NoRepository("`--staged` asks git, which is not installed") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        if "not a git repository" in said:
            raise NoRepository(f"`--staged` reads git's index, and `{folder}` is in no git repository")
        raise NoRepository(f"`--staged` cannot read git's index: {said or f'exit code {done.returncode}'}")
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment with git's own paths made absolute: in a hook they start at the current folder."""
    own = {
        key: os.path.abspath(os.environ[key])
        for key in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY")
        if os.environ.get(key)
    }
    return {**os.environ, **own, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}

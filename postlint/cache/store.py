"""Results by file: asked for before a post is linted, put after it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from postlint.cache.folder import FOLDER, LIMIT, SUFFIX, append, load, replace, writing
from postlint.cache.pack import Entry, Pack, State, packed
from postlint.digest import blake2b

FRESH = 2_000_000_000
"""Nanoseconds: a file changed so shortly ago may change again without its times telling (FAT: 2 s)."""
_UNUSED_DAYS = 30
_REFRESH_DAYS = 7
_LARGEST = 8 * 1024 * 1024
_UNKNOWN = State(-1, 0, 0, 0)
"""The state of a file that was too fresh to tell."""
_ROWS = 2
"""How many times as many entries as count a file may hold."""
_LARGE = 1 << 20
"""Bytes of a file from which on adding to it pays."""


class Seen(NamedTuple):
    """A file as it was when it was read: what will tell that it is unchanged, and a hash of its content."""

    state: State
    digest: bytes


def seen(status: os.stat_result, data: bytes) -> Seen:
    """A file that held `data`, and had `status` a moment ago, before it was read."""
    return Seen(_kept_state(state_of(status)), digest(data))


def size(root: Path, environment: str) -> int:
    """How many bytes opening a cache would read."""
    try:
        return (root / FOLDER / _name(environment)).lstat().st_size
    except OSError:
        return 0


def _name(environment: str) -> str:
    return blake2b(environment.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest() + SUFFIX


class Cache:
    """The results of one environment: of one version, settings, set of rules, site configuration and day.

    Not safe for several threads; several processes may each have their own, and what they put
    is merged when they close it. Nothing here raises: a cache that cannot be read is empty, and one
    that cannot be written is not.
    """

    def __init__(self, folder: Path, name: str, pack: Pack) -> None:
        self._folder = folder
        self._name = name
        self._pack = pack
        self._new: dict[str, Entry] = {}
        self._today = int(time.time() // 86_400)

    @classmethod
    def open(cls, root: Path, environment: str) -> Cache:
        """The cache of the project in `root`; `environment` is all that results depend on but the post."""
        folder, name = root / FOLDER, _name(environment)
        return cls(folder, name, Pack(load(folder, name)))

    def get(self, path: str, state: State, read: Callable[[], bytes]) -> bytes | None:
        """The result that was put for a file, if it is the same file still.

        `state` was taken a moment ago, before anything of the file was read. When it differs from the
        one known, or is too fresh to tell, the content decides, which `read` gives; a file that cannot
        be read has no result.
        """
        value = self._pack.value(path, state, self._today - _REFRESH_DAYS + 1)
        if value is not None:
            return value
        entry = self._new.get(path) or self._pack.get(path)
        if entry is None:
            return None
        if entry.state == state:
            self._keep(path, Seen(state, entry.digest), entry.value)
            return entry.value
        if entry.state.size not in (state.size, _UNKNOWN.size):
            return None
        try:
            content = digest(read())
        except OSError:
            return None
        if content != entry.digest:
            return None
        kept = _kept_state(state)
        if kept != entry.state:
            self._keep(path, Seen(kept, content), entry.value)
        return entry.value

    def last(self, path: str, digest: bytes) -> bytes | None:
        """The result that was put last for a file, if its content had that hash, whatever it holds now."""
        entry = self._new.get(path) or self._pack.get(path)
        return entry.value if entry is not None and entry.digest == digest else None

    def put(self, path: str, file: Seen, value: bytes) -> None:
        """Remember the result `value` of a file."""
        if len(value) <= _LARGEST:
            self._keep(path, file, value)

    def close(self) -> bool:
        """Write what is new; False when that was not possible."""
        if not self._new:
            return True
        try:
            with writing(self._folder):
                if not self._append():
                    # Read again: another process may have added its results meanwhile.
                    held = dict(Pack(load(self._folder, self._name)).entries())
                    replace(self._folder, self._name, packed(self._bounded(held | self._new).items()))
        except OSError:
            return False
        self._new = {}
        return True

    def _append(self) -> bool:
        """Add what is new to the file as it was read; False where it has changed, or should be made anew."""
        pack = self._pack
        full = pack.rows + len(self._new) > _ROWS * len(pack) or pack.end > LIMIT // 4
        if pack.end < _LARGE or full or self._today - pack.oldest() > _UNUSED_DAYS:
            return False
        return append(self._folder, self._name, packed(self._new.items(), pack.end), pack.end)

    def _keep(self, path: str, file: Seen, value: bytes) -> None:
        self._new[path] = Entry(file.state, file.digest, self._today, value)

    def _bounded(self, entries: dict[str, Entry]) -> dict[str, Entry]:
        """The entries of late, the latest first as far as there is room."""
        kept = {}
        size = 0
        for path, entry in sorted(entries.items(), key=lambda item: (-item[1].day, item[0])):
            size += len(entry.value) + len(path) + 64
            if size > LIMIT // 2 or self._today - entry.day > _UNUSED_DAYS:
                break
            kept[path] = entry
        return kept


def state_of(status: os.stat_result) -> State:
    """What tells that a file is unchanged."""
    inode = status.st_ino & 0xFFFF_FFFF_FFFF_FFFF
    return State(status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode)


def _kept_state(state: State) -> State:
    """A state as it is kept: unknown where the file may yet change within the clock's tick."""
    return _UNKNOWN if time.time_ns() - max(state.modified, state.changed) < FRESH else state


def digest(data: bytes) -> bytes:
    """What tells contents apart."""
    return blake2b(data, digest_size=16).digest()

"""The cache's folder: made so that git and backup programs pass it by, kept within bounds.

The folder may come with a foreign repository. It is not used when it is a symbolic link, and no
link in it is followed.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from postlint.cache.pack import Pack

FOLDER = ".postlint_cache"
SUFFIX = ".pack"
LIMIT = 256 * 1024 * 1024
"""Bytes beyond which a file is not read, and files of other environments are removed."""
_KEPT = 4
"""Files of different environments (settings, versions) that are kept, the newest."""

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
# The text that the cache directory tagging specification asks for, which backup programs look for
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of postlint.\n"


class Usage(NamedTuple):
    """What the cache of a project holds: files, their size in bytes, and the results of posts in them."""

    files: int
    size: int
    entries: int = 0


def load(folder: Path, name: str) -> bytes:
    """The bytes of a file of the cache; none when there is no such file, or it is not to be trusted."""
    try:
        if not _is_plain(folder):
            return b""
        handle = os.open(folder / name, os.O_RDONLY | _NOFOLLOW)
        with open(handle, "rb") as file:  # noqa: PTH123 - a handle, not a path
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_size > LIMIT:
                return b""
            return file.read()
    except OSError:
        return b""


def append(folder: Path, name: str, data: bytes, at: int) -> bool:
    """Add to a file that is `at` bytes long; False where it is not, or not there. Only inside `writing`.

    Raises:
        OSError: the disk is full, or the file read-only; what was there is still there.
    """
    try:
        handle = os.open(folder / name, os.O_WRONLY | os.O_APPEND | _NOFOLLOW)
    except FileNotFoundError:
        return False
    with open(handle, "ab") as file:  # noqa: PTH123 - a handle, not a path
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size != at:
            return False
        file.write(data)
    return True


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the folder for one writer at a time; it is made where it is missing.

    Raises:
        OSError: it cannot be made, or written to, or is not a plain folder.
    """
    folder.mkdir(exist_ok=True)
    if not _is_plain(folder):
        raise NotADirectoryError(str(folder))
    for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
        with suppress(FileExistsError):
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW, 0o644)
            with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123 - a handle, not a path
                file.write(text)
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | _NOFOLLOW, 0o644)
    try:
        _lock(lock)
        yield
    finally:
        os.close(lock)


def replace(folder: Path, name: str, data: bytes) -> None:
    """Put a file in the place of an older one, and bound what the folder holds; only inside `writing`.

    Raises:
        OSError: the disk is full, or the folder read-only; what was there is still there.
    """
    for path in folder.glob("*.tmp"):
        # Only one process writes at a time: what is left here is of one that was killed.
        path.unlink()
    temporary = folder / f"{os.getpid()}.tmp"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW, 0o644)
        with open(handle, "wb") as file:  # noqa: PTH123 - a handle, not a path
            file.write(data)
        temporary.replace(folder / name)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    _bound(folder, keep=name)


def read(root: Path, name: str) -> bytes:
    """The bytes of a file that the cache of a project keeps for others; none where there is no such file."""
    return load(root / FOLDER, name)


def update(root: Path, name: str, change: Callable[[bytes], bytes]) -> bool:
    """Replace a file of the cache by what `change` makes of its bytes; False when that is not possible."""
    folder = root / FOLDER
    try:
        with writing(folder):
            replace(folder, name, change(load(folder, name)))
    except OSError:
        return False
    return True


def clean(root: Path) -> Usage:
    """Remove the cache of a project; what it held.

    Raises:
        OSError: it cannot be removed.
    """
    folder = root / FOLDER
    held = usage(root)
    if _is_plain(folder):
        for path in folder.iterdir():
            if path.name in ("lock", ".gitignore", "CACHEDIR.TAG") or path.suffix in (
                SUFFIX,
                ".json",
                ".tmp",
            ):
                path.unlink()
        with suppress(OSError):
            folder.rmdir()
    return held


def usage(root: Path) -> Usage:
    """What the cache of a project holds, results and what is kept beside them."""
    folder = root / FOLDER
    if not _is_plain(folder):
        return Usage(0, 0)
    files = [path for path in folder.iterdir() if path.suffix in (SUFFIX, ".json")]
    entries = sum(len(Pack(load(folder, path.name))) for path in files if path.suffix == SUFFIX)
    return Usage(len(files), sum(path.lstat().st_size for path in files), entries)


def _is_plain(folder: Path) -> bool:
    """Whether a folder is one, no link to one, and our own: another user's may hold anything."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and (sys.platform == "win32" or status.st_uid == os.geteuid())


def _bound(folder: Path, keep: str) -> None:
    others = [(path.lstat().st_mtime_ns, path) for path in folder.glob("*" + SUFFIX) if path.name != keep]
    others.sort(reverse=True)
    size = (folder / keep).lstat().st_size
    for index, (_, path) in enumerate(others, 1):
        size += path.lstat().st_size
        if index >= _KEPT or size > LIMIT:
            with suppress(OSError):
                path.unlink()


def _lock(handle: int) -> None:
    """Wait for other writers, but not for one that hangs.

    Raises:
        BlockingIOError: the folder is still held after a second.
    """
    if sys.platform == "win32":
        return
    import fcntl

    for _ in range(100):
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        time.sleep(0.01)
    raise BlockingIOError

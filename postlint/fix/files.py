"""A file replaced by its fixed version: old or new, never anything between.

The new bytes go to a temporary file in the same folder, are forced to the disk, and take the
file's name by a rename, which is atomic. A process that is killed leaves at most its temporary
file, which it holds locked while it lives; the next one that writes in that folder removes it.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_PREFIX, _SUFFIX = ".postlint-", ".tmp"


class WriteError(Exception):
    """A file was not replaced, and is as it was; the message says why, for a reader who knows which file."""


def write(path: Path, before: bytes, after: bytes, root: Path | None = None) -> None:
    """Replace the bytes of a file, which were `before` when it was read, by `after`.

    The file keeps its mode, its owner and its extended attributes. A symbolic link to a file
    inside the folder `root` is followed and stays a link; any other one is refused, as is a
    file with several hard links (a new file would part them), a file or folder without write
    permission (even where the system would let an administrator write), and a file that
    changed since it was read.

    Raises:
        WriteError: the file is as it was, for the reason that the message gives.
    """
    try:
        target = _target(path, root)
        status = target.stat()
        if _wanted(target, status, before, after):
            _replace(target, status, before, after)
    except OSError as error:
        raise WriteError(f"not written: {_reason(error)}") from error


def sweep(folder: Path) -> int:
    """Remove the temporary files that killed runs left in a folder; how many there were.

    One that a living process holds stays, and so does what cannot be removed.
    """
    removed = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith(_PREFIX) and name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False):
                removed += _remove_stale(Path(entry.path))
    return removed


@cache
def _swept(folder: Path) -> int:
    """Sweep a folder, once in the life of a process."""
    return sweep(folder)


def _target(path: Path, root: Path | None) -> Path:
    """The file that a path means; a link that leads out of `root` is refused, wherever in the path it is."""
    if root is None:
        if path.is_symlink():
            raise WriteError("not written: it is a symbolic link")
        return path
    # Not `Path.resolve`, which before Python 3.13 raises no OSError at a circle of links.
    target = Path(os.path.realpath(path, strict=True))
    if not target.is_relative_to(root.resolve()):
        raise WriteError(f"not written: it leads out of the project, to {target}")
    return target


def _wanted(target: Path, status: os.stat_result, before: bytes, after: bytes) -> bool:
    """Whether there is something to write; raises when it must not be written."""
    if not stat.S_ISREG(status.st_mode):
        raise WriteError("not written: it is no regular file")
    if _same(target, before, after):
        return False
    if status.st_nlink > 1:
        raise WriteError(
            f"not written: it is one of {status.st_nlink} hard links to one file, which a new file would part"
        )
    if not _writable(target, status.st_mode):
        raise WriteError("not written: it is read-only")
    folder = target.parent
    if not _writable(folder, folder.stat().st_mode):
        raise WriteError("not written: its folder is read-only")
    return True


def _same(target: Path, before: bytes, after: bytes) -> bool:
    """Whether the file holds `after` already; raises when it holds neither that nor `before`."""
    held = target.read_bytes()
    if held == after:
        return True
    if held != before:
        raise WriteError("not written: it changed since it was read")
    return False


def _writable(path: Path, mode: int) -> bool:
    # `os.access` lets the superuser write anything: the mode says what the owner wants.
    return bool(mode & 0o222) and os.access(path, os.W_OK)


def _replace(target: Path, status: os.stat_result, before: bytes, after: bytes) -> None:
    _swept(target.parent)
    temporary, handle = _create(target.parent)
    try:
        try:
            _fill(handle, after)
            _imitate(handle, target, status)
            os.fsync(handle)
            # The last look before the rename: what was written meanwhile by others must not be lost.
            if _same(target, before, after):
                temporary.unlink()
                return
            if sys.platform != "win32":
                temporary.replace(target)
        finally:
            os.close(handle)
        if sys.platform == "win32":
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _create(folder: Path) -> tuple[Path, int]:
    """A new empty file that this process holds locked."""
    while True:
        temporary = folder / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
        # What must not be there before is no link either.
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(temporary, flags, 0o600)
        # Another run's sweep may have found it before it was locked; then it is gone, and made anew.
        if _lock(handle, wait=True) and temporary.exists():
            return temporary, handle
        os.close(handle)


def _fill(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _imitate(handle: int, target: Path, status: os.stat_result) -> None:
    """Give the new file the mode, the owner and the extended attributes of the old one."""
    if sys.platform == "win32":
        return
    made = os.fstat(handle)
    if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        # Only the superuser may give a file away; a group's member leaves the owner to be changed.
        with suppress(PermissionError):
            os.fchown(handle, status.st_uid, status.st_gid)
    os.fchmod(handle, stat.S_IMODE(status.st_mode))
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(handle, name, os.getxattr(target, name))


def _lock(handle: int, *, wait: bool) -> bool:
    """Hold the file for this process until it is closed; False when another process holds it."""
    if sys.platform == "win32":
        return True  # an open file cannot be removed there, which serves the same end
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return wait  # a file system without locks: a sweep then leaves it alone
    return True


def _remove_stale(temporary: Path) -> bool:
    try:
        handle = os.open(temporary, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    try:
        if not _lock(handle, wait=False):
            return False
        if sys.platform != "win32":
            temporary.unlink()
    except OSError:
        return False
    finally:
        os.close(handle)
    if sys.platform == "win32":
        try:
            temporary.unlink()
        except OSError:
            return False
    return True


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.ENOENT: "it is no longer there",
    errno.ELOOP: "its symbolic links lead in a circle",
    errno.EFBIG: "it is larger than the system allows",
}


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, (error.strerror or str(error)).lower())

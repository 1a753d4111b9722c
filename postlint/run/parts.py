"""The results of a run as a file, and those of several parts put together: `--save`, `postlint merge`.

The file is text: a head, and then a line for each post, as the cache keeps it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from postlint import __version__
from postlint.cache import results
from postlint.cache.results import Kept
from postlint.digest import blake2b
from postlint.errors import UserError
from postlint.project import Project
from postlint.run.outcome import Failure
from postlint.run.remembered import settled
from postlint.shard import WHOLE, Shard

_MAGIC = "postlint part"
_FORMAT = 1


class PartError(UserError):
    """Parts that cannot be put together: the message names the file, and what is wrong with it."""


def save(file: Path, project: Project, posts: Iterable[Kept], failures: Sequence[Failure]) -> None:
    """Write what a run gave: of all posts, or of its part of them.

    Raises:
        PartError: the file cannot be written.
    """
    shard = project.request.shard or WHOLE
    head = (_MAGIC, _FORMAT, __version__, _mark(project), *shard, list(failures))
    try:
        with file.open("wb") as out:
            out.write(json.dumps(head).encode("ascii") + b"\n")
            for kept in posts:
                out.write(b"[%s,%s]\n" % (json.dumps(kept.linted.path).encode("ascii"), results.dumps(kept)))
    except OSError as error:
        raise PartError(f"cannot write `{file}`: {error.strerror}") from None


class Parts(NamedTuple):
    """All parts of a run, together: the posts in the order of their paths."""

    posts: list[Kept]
    failures: list[Failure]


def load(files: Sequence[Path], project: Project) -> Parts:
    """The parts in these files, which must be all the parts of one run of this project.

    Raises `PartError`.
    """
    if not files:
        raise PartError("name the files that `--save` wrote")
    seen: dict[int, Path] = {}
    count = 0
    parts = Parts([], [])
    for file in files:
        lines = _lines(file)
        shard, failures = _head(file, next(lines, b""), project)
        if count and shard.of != count:
            raise PartError(f"`{file}` is one of {shard.of} parts, `{files[0]}` one of {count}")
        if shard.number in seen:
            raise PartError(f"`{file}` and `{seen[shard.number]}` are the same part, {shard.number}/{count}")
        count = shard.of
        seen[shard.number] = file
        parts.failures.extend(failures)
        parts.posts.extend(_post(file, line) for line in lines)
    missing = [f"{index}/{count}" for index in range(1, count + 1) if index not in seen]
    if missing:
        raise PartError(f"parts are missing: {', '.join(missing)}")
    parts.posts.sort(key=lambda kept: kept.linted.path.split("/"))
    return parts


def _lines(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as lines:
            yield from lines
    except OSError as error:
        raise PartError(f"cannot read `{file}`: {error.strerror}") from None


def _head(file: Path, line: bytes, project: Project) -> tuple[Shard, list[Failure]]:
    try:
        magic, form, version, mark, index, count, failures = _json(line)
        shard, known = Shard(int(index), int(count)), [Failure(*failure) for failure in failures]
    except (ValueError, TypeError, RecursionError):
        magic = None
    if magic != _MAGIC or form != _FORMAT:
        raise PartError(f"`{file}` is not a file that `postlint --save` wrote")
    if version != __version__:
        raise PartError(f"`{file}` is of postlint {version}, and this is {__version__}")
    if mark != _mark(project):
        raise PartError(f"`{file}` was made with other settings, or for another site")
    return shard, known


def _post(file: Path, line: bytes) -> Kept:
    path, comma, value = line.rstrip(b"\n").removesuffix(b"]").partition(b'",')
    try:
        kept = results.loads(_json(path[1:] + b'"'), value) if comma else None
    except (ValueError, TypeError, RecursionError):
        kept = None
    if kept is None:
        raise PartError(f"`{file}` is damaged: a line of it is no result")
    return kept


def _json(data: bytes) -> Any:
    return json.loads(data.decode("utf-8", "surrogatepass"))


def _mark(project: Project) -> str:
    """What parts of one run have in common: the setup, on any machine."""
    setup = repr(settled(project.setup(project.root / "x")))
    return blake2b(setup.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

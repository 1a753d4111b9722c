"""Posts linted by the processes of an executor, on this machine or on others.

What is sent is an `Errand`: the orders that hold for some posts, and the posts as bytes, so that no file
system need be shared. What comes back are results as the cache keeps them. Whatever happens to an errand on
its way (a worker dies, a machine goes), its posts are done again, here and each apart: none is lost,
and none counts twice, since a post's result is taken once, by its number.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from postlint import __version__
from postlint.cache import Seen, results, seen
from postlint.clock import Clock, microseconds
from postlint.context import Context
from postlint.diagnostic import Severity
from postlint.errors import UserError
from postlint.project import Project, Setup
from postlint.registry import builtin
from postlint.run.posts import Done, Job, lint_under
from postlint.selection import Selected, Selection
from postlint.text import Source

if TYPE_CHECKING:
    from concurrent.futures import Future

BYTES = 1 << 20
"""Bytes of posts in one errand: about 40 ms of work, a hundred times what it costs to send them."""
POSTS = 256
"""Posts in one errand at most."""


class Executor(Protocol):
    """What ``concurrent.futures`` calls an executor; only `submit` is asked for."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        """Have some work done."""
        ...


class Orders(NamedTuple):
    """What holds for a post, without anything that only this process has: rules go by their names."""

    version: str
    context: Context
    rules: tuple[tuple[str, Severity | None, tuple[tuple[str, Any], ...]], ...]
    links: bool

    @classmethod
    def of(cls, setup: Setup, links: bool) -> Orders:
        """The orders that make the same of a post as a setup does; `links` asks for external links too.

        Raises `OwnRule`.
        """
        own = [one.rule.name for one in setup.selection.rules if one.rule.name not in builtin()]
        if own:
            raise OwnRule(
                f"`{own[0]}` is a rule of this site or of a plugin, which other machines do not have: "
                f"leave it out (`--ignore {own[0].partition('/')[0]}`), or lint here"
            )
        rules = tuple((one.rule.name, one.severity, one.given) for one in setup.selection.rules)
        now = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds(setup.context.now))
        return cls(__version__, setup.context._replace(now=now), rules, links)

    def setup(self) -> Setup:
        """The setup, with a clock of its own."""
        known = builtin()
        chosen = tuple(Selected(known[name], severity, given) for name, severity, given in self.rules)
        return Setup(self.context._replace(now=Clock.at(self.context.now)), Selection(chosen))


class Errand(NamedTuple):
    """Posts to lint under the same orders: the number, path and bytes of each."""

    orders: Orders
    posts: tuple[tuple[int, str, bytes], ...]


Results: TypeAlias = list[tuple[int, bytes]]
"""What posts gave, by their numbers, as `results.dumps` writes it."""


class OwnRule(UserError):
    """A rule that only this process knows: of the site's settings, or of a plugin."""


class OtherVersion(UserError):
    """A worker runs another version of postlint, whose rules may find other things."""


def perform(errand: Errand) -> Results:
    """What each post of an errand gave: done by a worker.

    Raises `OtherVersion`.
    """
    if errand.orders.version != __version__:
        raise OtherVersion(
            f"a worker runs postlint {__version__}, this is {errand.orders.version}: install the same there"
        )
    setup = _setup(errand.orders)
    return [
        (number, results.dumps(lint_under(setup, Source.decode(path, data), errand.orders.links)))
        for number, path, data in errand.posts
    ]


_known = threading.local()


def _setup(orders: Orders) -> Setup:
    """The setup of the last errand where it holds for this one: a worker may have several threads."""
    last: tuple[Orders, Setup] | None = getattr(_known, "last", None)
    if last is None or last[0] != orders:
        last = _known.last = (orders, orders.setup())
    return last[1]


@dataclass
class Errands:
    """The jobs of a run as errands, their posts read one errand at a time.

    `failed` holds, by number, what could not be read so far; `files` the files as they were read.
    """

    project: Project
    jobs: Sequence[Job]
    failed: dict[int, Done] = field(default_factory=dict)
    files: dict[int, Seen] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Errand]:
        waiting: dict[int, list[tuple[int, str, bytes]]] = {}
        room: dict[int, int] = {}
        orders: dict[int, Orders] = {}
        for number, job in enumerate(self.jobs):
            data = self._read(number, job)
            if data is None:
                continue
            setup = self.project.setup(job.file)
            key = id(setup)
            if key not in orders:
                orders[key] = Orders.of(setup, self.project.request.online)
            posts = waiting.setdefault(key, [])
            posts.append((number, self.project.name(job.file), data))
            room[key] = room.get(key, BYTES) - len(data)
            if room[key] <= 0 or len(posts) >= POSTS:
                yield Errand(orders[key], tuple(waiting.pop(key)))
                room[key] = BYTES
        for key, posts in waiting.items():
            yield Errand(orders[key], tuple(posts))

    def _read(self, number: int, job: Job) -> bytes | None:
        if job.data is not None:
            return job.data
        keeps = self.project.request.cache
        try:
            status = job.path.stat() if keeps else None
            data = job.path.read_bytes()
        except OSError as error:
            self.failed[number] = Done(None, error.strerror or str(error))
            return None
        if status is not None:
            self.files[number] = seen(status, data)
        return data


def spread(errands: Errands, executor: Executor, ahead: int) -> Iterator[tuple[int, bytes | None]]:
    """What the posts of all errands gave, by number, as it comes; None for one that is to be done here.

    At most `ahead` errands are under way at once: what waits is still on the disk, not in memory.

    Raises:
        OtherVersion: the executor's workers are not of this version.
    """
    from concurrent.futures import FIRST_COMPLETED, wait

    sent: dict[Future[Results], Errand] = {}
    for errand in errands:
        try:
            sent[executor.submit(perform, errand)] = errand
        except Exception:  # an executor may be broken in any way: then the work is ours
            yield from unmade(errand)
        if len(sent) >= ahead:
            for future in wait(sent, return_when=FIRST_COMPLETED).done:
                yield from taken(future.result, sent.pop(future))
    for future in list(sent):
        yield from taken(future.result, sent.pop(future))


def taken(result: Callable[[], Results], errand: Errand) -> Iterator[tuple[int, bytes | None]]:
    """What a future's `result` gives of an errand; its posts without anything where it fails.

    Raises `OtherVersion`.
    """
    try:
        given = result()
    except OtherVersion:
        raise
    except Exception:  # whatever happened to the worker, its posts are still here
        given = []
    missing = {number for number, _, _ in errand.posts}
    for number, data in given:
        if number in missing:
            missing.remove(number)
            yield number, data
    yield from ((number, None) for number in sorted(missing))


def unmade(errand: Errand) -> Iterator[tuple[int, None]]:
    """The posts of an errand, without results."""
    return ((number, None) for number, _, _ in errand.posts)

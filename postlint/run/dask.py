"""Posts linted by the workers of a Dask cluster: `--dask ADDRESS`, with the extra ``dask``.

Results come together as a tree: what workers have made of some errands is joined on one of them, so that
this process asks for one thing where it would ask for many.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.errors import UserError
from postlint.run.anywhere import Errand, Errands, OtherVersion, Results, perform, taken

if TYPE_CHECKING:
    from distributed import Client

_JOINED = 4
"""Errands whose results come as one."""
_AHEAD = 4
"""Bundles under way for each worker: the next is there when one is done."""
_RETRIES = 2
"""How often the cluster itself tries again what was lost with a worker."""


class NoCluster(UserError):
    """There is no Dask cluster at an address, or the library for it is not installed."""


class _Bundle(NamedTuple):
    joined: Any
    parts: tuple[Any, ...]
    errands: tuple[Errand, ...]


def joined(parts: Sequence[Results]) -> Results:
    """Several results as one: done by a worker."""
    return [result for part in parts for result in part]


def spread(errands: Errands, address: str) -> Iterator[tuple[int, bytes | None]]:
    """What the posts of all errands gave, by number; None for one that is to be done here.

    Raises:
        NoCluster: nothing answers at the address.
        OtherVersion: the cluster's workers are not of this version.
    """
    with _client(address) as client:
        ahead = _AHEAD * max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
        under_way: deque[_Bundle] = deque()
        waiting: list[Errand] = []
        for errand in errands:
            waiting.append(errand)
            if len(waiting) == _JOINED:
                under_way.append(_sent(client, tuple(waiting)))
                waiting.clear()
            if len(under_way) > ahead:
                yield from _come(under_way.popleft())
        if waiting:
            under_way.append(_sent(client, tuple(waiting)))
        while under_way:
            yield from _come(under_way.popleft())


def _sent(client: Client, errands: tuple[Errand, ...]) -> _Bundle:
    given = _placed(client, errands)
    parts = [client.submit(perform, errand, pure=False, retries=_RETRIES) for errand in given]
    return _Bundle(client.submit(joined, parts, pure=False, retries=_RETRIES), tuple(parts), errands)


def _placed(client: Client, errands: tuple[Errand, ...]) -> Sequence[Any]:
    """Errands as they are handed to a task: already on the workers, past the scheduler, where they can be."""
    try:
        placed: Sequence[Any] = client.scatter(list(errands), direct=True, hash=False)
    except Exception:  # workers that only the scheduler can reach, say: then they go by it
        return errands
    return placed


def _come(bundle: _Bundle) -> Iterator[tuple[int, bytes | None]]:
    try:
        together = dict(bundle.joined.result())
    except OtherVersion:
        raise
    except Exception:  # one part is enough to spoil the whole: each is asked for by itself
        for part, errand in zip(bundle.parts, bundle.errands, strict=True):
            yield from taken(part.result, errand)
        return
    for errand in bundle.errands:
        yield from ((number, together.get(number)) for number, _, _ in errand.posts)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster("`--dask` needs the package `distributed`: `pip install 'postlint[dask]'`") from None
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise NoCluster(f"no Dask scheduler answers at `{address}`: {error}") from None
    try:
        yield client
    finally:
        client.close()

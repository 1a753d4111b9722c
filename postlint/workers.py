"""Work spread over forked processes, so that none of it is lost when one of them dies.

The processes find in their memory what the parent has read: nothing is sent to them but which
pieces are theirs. `concurrent.futures` would do it too, but takes 29 ms to import, and a process that
dies takes all that is left with it.
"""

from __future__ import annotations

import gc
import marshal
import os
import selectors
import signal
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple, NoReturn

Work = Callable[[int], bytes]
"""What is done for a number: its result as bytes. It raises nothing."""

_TICKET = struct.Struct("<II")
_LENGTH = struct.Struct("<Q")
_TICKETS = 512
"""At most so many pieces of work: their tickets fit in any pipe, which holds 4,096 bytes at least."""
_PIECE = 16
_READ = 1 << 20


def can_fork() -> bool:
    """Whether this process may be forked safely: not where the system cannot, nor beside other threads."""
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


def available() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def spread(count: int, work: Work, processes: int) -> Iterator[tuple[int, bytes | None]]:
    """What `work` gives for each number below `count`, in any order, from several processes.

    What a process took with it when it died (by a signal, for want of memory) is done again, each
    in a process of its own; None for a number that kills this one too. Where the system gives no
    process, the work is done here.
    """
    done = bytearray(count)
    with suppress(OSError):
        for index, data in _shared(_pieces(count, processes), work, processes):
            done[index] = 1
            yield index, data
    for index in (index for index, known in enumerate(done) if not known):
        try:
            yield index, dict(_shared([(index, index + 1)], work, 1)).get(index)
        except OSError:
            yield index, work(index)


def _pieces(count: int, processes: int) -> Iterator[tuple[int, int]]:
    """The numbers in pieces, smaller towards the end, so that all processes end together."""
    least = 1 + count // _TICKETS
    start = 0
    while start < count:
        size = max(least, min(_PIECE, (count - start) // (4 * processes)))
        yield start, min(start + size, count)
        start += size


class _Worker(NamedTuple):
    """A process, and the pipe that its results come by."""

    process: int
    results: int


def _shared(pieces: Iterable[tuple[int, int]], work: Work, processes: int) -> Iterator[tuple[int, bytes]]:
    """Each process takes the next piece from one pipe, as soon as it is done with the last."""
    tickets, end = os.pipe()
    os.write(end, b"".join(_TICKET.pack(*piece) for piece in pieces))
    os.close(end)
    workers: list[_Worker] = []
    try:
        for _ in range(processes):
            try:
                workers.append(_start(tickets, work, workers))
            except OSError:
                if not workers:
                    raise
                break
        yield from _gathered(workers)
    finally:
        os.close(tickets)
        for worker in workers:
            _end(worker)


def _start(tickets: int, work: Work, others: Iterable[_Worker]) -> _Worker:
    results, end = os.pipe()
    # Ctrl-C reaches all processes of a terminal at once: a new one must not answer it as the parent does.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        process = os.fork()
    except OSError:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(results)
        os.close(end)
        raise
    if process:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    else:
        _serve(tickets, end, work, before, (results, *(other.results for other in others)))
    os.close(end)
    return _Worker(process, results)


def _serve(tickets: int, results: int, work: Work, mask: Iterable[int], of_others: Iterable[int]) -> NoReturn:
    """Be a worker; nothing of the parent's (buffers, handlers) runs in it."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        # A pipe that one process holds open for another would keep it waiting for a reader that has gone.
        for descriptor in of_others:
            os.close(descriptor)
        gc.freeze()
        while ticket := os.read(tickets, _TICKET.size):
            done = marshal.dumps([(index, work(index)) for index in range(*_TICKET.unpack(ticket))])
            _write(results, _LENGTH.pack(len(done)) + done)
        code = 0
    finally:
        os._exit(code)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _gathered(workers: Iterable[_Worker]) -> Iterator[tuple[int, bytes]]:
    """What the workers send, until all of them have ended; half of a message is none."""
    with selectors.DefaultSelector() as selector:
        for worker in workers:
            selector.register(worker.results, selectors.EVENT_READ, bytearray())
        while selector.get_map():
            for key, _ in selector.select():
                data = os.read(key.fd, _READ)
                if not data:
                    selector.unregister(key.fd)
                    continue
                key.data.extend(data)
                yield from _taken(key.data)


def _taken(received: bytearray) -> Iterator[tuple[int, bytes]]:
    """The whole messages at the start of what was received, which are taken out of it."""
    while len(received) >= _LENGTH.size:
        end = _LENGTH.size + _LENGTH.unpack_from(received)[0]
        if len(received) < end:
            return
        message = bytes(received[_LENGTH.size : end])
        del received[:end]
        yield from marshal.loads(message)


def _end(worker: _Worker) -> None:
    os.close(worker.results)
    with suppress(ProcessLookupError):
        os.kill(worker.process, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(worker.process, 0)

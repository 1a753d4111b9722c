"""`postlint.workers`: whatever happens to a process, nothing of its work is lost."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from postlint import workers

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


def text(index: int) -> bytes:
    return b"x" * index


@pytest.mark.parametrize(("count", "processes"), [(0, 2), (1, 2), (2, 5), (100, 1), (1000, 3), (5000, 2)])
def test_each_number_once(count: int, processes: int) -> None:
    done = list(workers.spread(count, text, processes))
    assert sorted(done) == [(index, text(index)) for index in range(count)]


def test_results_larger_than_a_pipe() -> None:
    done = dict(workers.spread(20, lambda index: bytes(1_000_000 + index), 2))
    assert [len(done[index] or b"") for index in range(20)] == [1_000_000 + index for index in range(20)]


def test_the_work_is_done_elsewhere() -> None:
    done = workers.spread(50, lambda _: str(os.getpid()).encode(), 2)
    assert str(os.getpid()).encode() not in {data for _, data in done}


def _deadly(index: int) -> bytes:
    if index in (0, 37, 99):
        os.kill(os.getpid(), signal.SIGKILL)
    return text(index)


def test_a_number_that_kills_is_named_and_no_other_is_lost() -> None:
    done = dict(workers.spread(100, _deadly, 3))
    assert {index for index, data in done.items() if data is None} == {0, 37, 99}
    assert all(data == text(index) for index, data in done.items() if data is not None)
    assert len(done) == 100


def test_a_process_that_was_killed_by_others_costs_nothing(tmp_path: Path) -> None:
    def work(index: int) -> bytes:
        if index == 40 and not (tmp_path / "killed").exists():
            (tmp_path / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return text(index)

    assert dict(workers.spread(100, work, 2)) == {index: text(index) for index in range(100)}


def test_work_that_raises_is_like_work_that_kills() -> None:
    def work(index: int) -> bytes:
        if index == 5:
            raise MemoryError
        return text(index)

    done = dict(workers.spread(20, work, 2))
    assert done.pop(5) is None
    assert done == {index: text(index) for index in range(20) if index != 5}


def test_without_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    assert dict(workers.spread(10, text, 2)) == {index: text(index) for index in range(10)}


def test_one_process_of_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.fork, []

    def once() -> int:
        calls.append(1)
        if len(calls) > 1:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return real()

    monkeypatch.setattr(os, "fork", once)
    done = workers.spread(10, lambda _: str(os.getpid()).encode(), 4)
    assert len({data for _, data in done} - {str(os.getpid()).encode()}) == 1


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no list of open files")
def test_nothing_is_left_open_and_nobody_left_behind() -> None:
    # What earlier tests have left may be closed at any time: only what is new counts.
    gc.collect()
    before = set(os.listdir("/proc/self/fd"))
    list(workers.spread(100, _deadly, 3))
    unfinished = workers.spread(100, text, 2)
    next(unfinished)
    unfinished.close()  # type: ignore[attr-defined]
    assert set(os.listdir("/proc/self/fd")) <= before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_the_parent_has_buffered_is_written_once() -> None:
    program = (
        "from postlint import workers\nimport atexit\natexit.register(print, 'end')\n"
        "print('start')\nlist(workers.spread(20, lambda index: b'x', 2))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "start\nend\n"


@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_workers_end_with_their_parent(tmp_path: Path, name: str) -> None:
    program = (
        "import os, sys, time\nfrom pathlib import Path\nfrom postlint import workers\n"
        "def work(index):\n"
        "    Path(sys.argv[1], str(os.getpid())).touch()\n"
        "    time.sleep(0.05)\n"
        "    return bytes(100_000)\n"
        "list(workers.spread(1_000, work, 2))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, tmp_path], stderr=subprocess.DEVNULL) as process:
        _until(lambda: len(list(tmp_path.iterdir())) == 2)
        process.send_signal(getattr(signal, name))
        process.wait(5)
    pids = [int(path.name) for path in tmp_path.iterdir()]
    # A worker whose parent was killed notices when it next sends something: after at most a piece's time.
    _until(lambda: not any(_lives(pid) for pid in pids), 1 if name == "SIGINT" else 20)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def _until(holds: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)

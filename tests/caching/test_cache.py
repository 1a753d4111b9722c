"""`postlint.cache`: never a wrong result, whatever happens to the files, its own included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from postlint.cache import FOLDER, Cache, clean, seen, state_of, usage
from postlint.cache import folder as cache_folder
from postlint.cache.pack import Entry, Pack, State, packed

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links as POSIX has them")


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(b"text")
    age(path, 100)
    return path


def age(path: Path, seconds: float) -> None:
    """Make a file look as if it was written some time ago."""
    then = time.time_ns() - int(seconds * 1e9)
    os.utime(path, ns=(then, then))


def never() -> bytes:
    raise AssertionError("the file was read")


def get(cache: Cache, path: Path, read: Callable[[], bytes] | None = None) -> bytes | None:
    return cache.get(path.name, state_of(path.stat()), read or path.read_bytes)


def put(root: Path, path: Path, value: bytes, environment: str = "e") -> None:
    cache = Cache.open(root, environment)
    cache.put(path.name, seen(path.stat(), path.read_bytes()), value)
    assert cache.close()


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no file be too fresh to be trusted: the system's change time cannot be set."""
    monkeypatch.setattr("postlint.cache.store.FRESH", 0)


@pytest.mark.usefixtures("old")
def test_unchanged_files_are_not_read(tmp_path: Path, post: Path) -> None:
    put(tmp_path, post, b"result")
    assert get(Cache.open(tmp_path, "e"), post, never) == b"result"


@pytest.mark.usefixtures("old")
def test_a_touched_file_is_read_once(tmp_path: Path, post: Path) -> None:
    put(tmp_path, post, b"result")
    age(post, 50)
    cache = Cache.open(tmp_path, "e")
    assert get(cache, post) == b"result"
    assert cache.close()
    assert get(Cache.open(tmp_path, "e"), post, never) == b"result"


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize("text", [b"other", b"TEXT", b""])
def test_a_changed_file_has_no_result(tmp_path: Path, post: Path, text: bytes) -> None:
    put(tmp_path, post, b"result")
    post.write_bytes(text)
    assert get(Cache.open(tmp_path, "e"), post) is None


@pytest.mark.usefixtures("old")
def test_a_replaced_file_of_the_same_size_and_time_is_read(tmp_path: Path, post: Path) -> None:
    put(tmp_path, post, b"result")
    before = post.stat()
    twin = tmp_path / "twin"
    twin.write_bytes(b"TEXT")
    twin.replace(post)
    os.utime(post, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert get(Cache.open(tmp_path, "e"), post) is None


def test_a_fresh_file_is_read_again(tmp_path: Path, post: Path) -> None:
    """Two changes within one tick of the clock leave the same times: the first result is not trusted."""
    status = post.stat()
    cache = Cache.open(tmp_path, "e")
    cache.put("a.md", seen(status, b"text"), b"result")
    assert cache.close()
    assert Cache.open(tmp_path, "e").get("a.md", state_of(status), lambda: b"TEXT") is None
    assert Cache.open(tmp_path, "e").get("a.md", state_of(status), lambda: b"text") == b"result"


def test_freshness_is_that_of_the_reading(
    tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read within the clock's tick is not trusted, however much later its result is put."""
    status = post.stat()
    file = seen(status, b"text")
    later = time.time_ns() + 60_000_000_000
    monkeypatch.setattr("postlint.cache.store.time.time_ns", lambda: later)
    cache = Cache.open(tmp_path, "e")
    cache.put("a.md", file, b"result")
    assert cache.get("a.md", state_of(status), lambda: b"TEXT") is None


def test_unknown_and_unreadable_files(tmp_path: Path, post: Path) -> None:
    put(tmp_path, post, b"result")

    def unreadable() -> bytes:
        raise PermissionError

    cache = Cache.open(tmp_path, "e")
    assert cache.get("b.md", state_of(post.stat()), never) is None
    assert get(cache, post, unreadable) is None


def test_environments_are_apart(tmp_path: Path, post: Path) -> None:
    put(tmp_path, post, b"one", "1")
    put(tmp_path, post, b"two", "2")
    assert get(Cache.open(tmp_path, "1"), post) == b"one"
    assert get(Cache.open(tmp_path, "2"), post) == b"two"
    assert get(Cache.open(tmp_path, "3"), post) is None


def test_old_environments_go(tmp_path: Path, post: Path) -> None:
    for number in range(10):
        put(tmp_path, post, b"x", str(number))
        time.sleep(0.002)
    assert usage(tmp_path).files == 4
    assert get(Cache.open(tmp_path, "9"), post) == b"x"
    assert get(Cache.open(tmp_path, "0"), post) is None


def test_two_writers_are_merged(tmp_path: Path, post: Path) -> None:
    one, two = Cache.open(tmp_path, "e"), Cache.open(tmp_path, "e")
    one.put("1.md", seen(post.stat(), b""), b"one")
    two.put("2.md", seen(post.stat(), b""), b"two")
    assert one.close()
    assert two.close()
    both = Cache.open(tmp_path, "e")
    assert both.get("1.md", state_of(post.stat()), lambda: b"") == b"one"
    assert both.get("2.md", state_of(post.stat()), lambda: b"") == b"two"


def test_many_processes(tmp_path: Path, post: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from postlint.cache import Cache, seen\n"
        "root, me = Path(sys.argv[1]), sys.argv[2]\n"
        "for n in range(20):\n"
        "    cache = Cache.open(root, 'e')\n"
        "    cache.put(f'{me}-{n}.md', seen((root / 'a.md').stat(), b''), me.encode())\n"
        "    assert cache.close()\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), str(n)]) for n in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    cache = Cache.open(tmp_path, "e")
    for me in range(3):
        for n in range(20):
            assert cache.get(f"{me}-{n}.md", state_of(post.stat()), lambda: b"") == str(me).encode()


def test_unused_entries_go(tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, post, b"result")
    month = time.time() + 40 * 86_400
    monkeypatch.setattr("postlint.cache.store.time.time", lambda: month)
    cache = Cache.open(tmp_path, "e")
    cache.put("b.md", seen(post.stat(), b""), b"new")
    assert cache.close()
    assert get(Cache.open(tmp_path, "e"), post) is None


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of any size are added to, as only large ones are."""
    monkeypatch.setattr("postlint.cache.store._LARGE", 1)
    monkeypatch.setattr("postlint.cache.store.FRESH", 0)


def several(root: Path, post: Path, count: int = 20) -> Path:
    """A cache of some entries, and its file."""
    cache = Cache.open(root, "e")
    for number in range(count):
        cache.put(f"{number}.md", seen(post.stat(), b"text"), b"old")
    assert cache.close()
    return next((root / FOLDER).glob("*.pack"))


@pytest.mark.usefixtures("large")
def test_a_few_new_entries_are_added_at_the_end(tmp_path: Path, post: Path) -> None:
    file = several(tmp_path, post)
    before = file.read_bytes()
    cache = Cache.open(tmp_path, "e")
    cache.put("3.md", seen(post.stat(), b"text"), b"new")
    cache.put("a.md", seen(post.stat(), b"text"), b"another")
    assert cache.close()
    assert file.read_bytes().startswith(before)
    assert usage(tmp_path).entries == 21
    later = Cache.open(tmp_path, "e")
    state = state_of(post.stat())
    assert [later.get(name, state, never) for name in ("3.md", "a.md", "4.md")] == [
        b"new",
        b"another",
        b"old",
    ]


@pytest.mark.usefixtures("large")
def test_a_file_of_many_old_entries_is_written_anew(tmp_path: Path, post: Path) -> None:
    file = several(tmp_path, post)
    sizes = []
    for _ in range(50):
        cache = Cache.open(tmp_path, "e")
        cache.put("3.md", seen(post.stat(), b"text"), b"new")
        assert cache.close()
        sizes.append(file.stat().st_size)
    assert max(sizes) < 4 * sizes[0]
    assert min(sizes[1:]) < sizes[0]


@pytest.mark.usefixtures("large")
def test_what_was_added_in_part_does_not_count(tmp_path: Path, post: Path) -> None:
    file = several(tmp_path, post)
    before = file.stat().st_size
    cache = Cache.open(tmp_path, "e")
    cache.put("3.md", seen(post.stat(), b"text"), b"new")
    assert cache.close()
    file.write_bytes(file.read_bytes()[:-1])
    torn = Cache.open(tmp_path, "e")
    assert torn.get("3.md", state_of(post.stat()), never) == b"old"
    torn.put("5.md", seen(post.stat(), b"text"), b"newer")
    assert torn.close()
    assert Pack(file.read_bytes()).end == file.stat().st_size, "the torn end has gone"
    assert file.stat().st_size < before + 200
    assert Cache.open(tmp_path, "e").get("5.md", state_of(post.stat()), never) == b"newer"


@pytest.mark.usefixtures("large")
def test_two_that_add_at_once_keep_what_both_found(tmp_path: Path, post: Path) -> None:
    several(tmp_path, post)
    first, second = Cache.open(tmp_path, "e"), Cache.open(tmp_path, "e")
    first.put("first.md", seen(post.stat(), b"text"), b"1")
    second.put("second.md", seen(post.stat(), b"text"), b"2")
    assert first.close()
    assert second.close()
    later = Cache.open(tmp_path, "e")
    assert later.get("first.md", state_of(post.stat()), never) == b"1"
    assert later.get("second.md", state_of(post.stat()), never) == b"2"


def test_bounded_in_size(tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postlint.cache.store.LIMIT", 100_000)
    cache = Cache.open(tmp_path, "e")
    for number in range(500):
        cache.put(f"{number}.md", seen(post.stat(), b""), b"x" * 1000)
    assert cache.close()
    assert usage(tmp_path).size < 100_000


def test_folder_is_for_no_one_else(tmp_path: Path, post: Path) -> None:
    put(tmp_path, post, b"result")
    folder = tmp_path / FOLDER
    assert (folder / ".gitignore").read_text("utf-8") == "*\n"
    assert (
        (folder / "CACHEDIR.TAG").read_text("utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


def test_nothing_is_written_when_nothing_is_new(tmp_path: Path) -> None:
    assert Cache.open(tmp_path, "e").close()
    assert not (tmp_path / FOLDER).exists()


def test_clean(tmp_path: Path, post: Path) -> None:
    put(tmp_path, post, b"result")
    (tmp_path / FOLDER / "9.tmp").write_bytes(b"left")
    assert clean(tmp_path).files == 1
    assert not (tmp_path / FOLDER).exists()
    assert clean(tmp_path).files == 0


def test_clean_leaves_what_is_not_ours(tmp_path: Path, post: Path) -> None:
    put(tmp_path, post, b"result")
    (tmp_path / FOLDER / "notes.txt").write_text("mine", "utf-8")
    clean(tmp_path)
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["notes.txt"]


def pack_path(root: Path) -> Path:
    (path,) = (root / FOLDER).glob("*.pack")
    return path


@pytest.mark.parametrize(
    "data", [b"", b"x", b"postlint cache 1\n", b"\0" * 1000, b"postlint cache 1\n" + b"\xff" * 99]
)
def test_foreign_files(tmp_path: Path, post: Path, data: bytes) -> None:
    put(tmp_path, post, b"result")
    pack_path(tmp_path).write_bytes(data)
    assert get(Cache.open(tmp_path, "e"), post) is None
    put(tmp_path, post, b"again")
    assert get(Cache.open(tmp_path, "e"), post) == b"again"


def test_every_damaged_byte_is_noticed() -> None:
    whole = packed([("a.md", Entry(State(1, 2, 3, 4), b"d" * 16, 5, b"value"))])
    for index in range(len(whole)):
        damaged = whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :]
        assert len(Pack(damaged)) == 0
        assert len(Pack(whole[:index])) == 0


def test_any_path() -> None:
    names = ["a\nb.md", "日本.md", "\udcff.md", "", "a b"]
    entries = [
        (name, Entry(State(1, -2, 3, 2**64 - 1), b"d" * 16, 5, name.encode("utf-8", "surrogateescape")))
        for name in names
    ]
    assert list(Pack(packed(entries)).entries()) == entries


@posix
def test_read_only_folder(tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", refuse)
    cache = Cache.open(tmp_path, "e")
    cache.put("a.md", seen(post.stat(), b"text"), b"result")
    assert cache.close() is False
    assert get(cache, post) == b"result"


def test_full_disk(tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, post, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache = Cache.open(tmp_path, "e")
    cache.put("a.md", seen(post.stat(), b"text"), b"new")
    assert cache.close() is False
    monkeypatch.undo()
    assert get(Cache.open(tmp_path, "e"), post) == b"old"
    assert not list((tmp_path / FOLDER).glob("*.tmp"))


@posix
def test_a_folder_that_is_a_link_is_not_used(tmp_path: Path, post: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (tmp_path / FOLDER).symlink_to(other)
    cache = Cache.open(tmp_path, "e")
    cache.put("a.md", seen(post.stat(), b"text"), b"result")
    assert cache.close() is False
    assert list(other.iterdir()) == []


@posix
def test_a_link_in_the_folder_is_not_followed(tmp_path: Path, post: Path) -> None:
    put(tmp_path, post, b"result")
    path = pack_path(tmp_path)
    moved = tmp_path / "moved"
    path.rename(moved)
    path.symlink_to(moved)
    assert get(Cache.open(tmp_path, "e"), post) is None
    before = moved.read_bytes()
    put(tmp_path, post, b"again")
    assert moved.read_bytes() == before


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, post, b"result")
    monkeypatch.setattr(cache_folder, "LIMIT", 10)
    assert get(Cache.open(tmp_path, "e"), post) is None


@pytest.mark.usefixtures("old")
def test_seventeen_thousand_entries_are_looked_up_in_no_time(tmp_path: Path, post: Path) -> None:
    status = post.stat()
    cache = Cache.open(tmp_path, "e")
    for number in range(17_000):
        cache.put(f"_posts/2021-12-29-{number:018}.md", seen(status, b"text"), b"x" * 200)
    assert cache.close()
    started = time.process_time()
    cache = Cache.open(tmp_path, "e")
    for number in range(17_000):
        assert cache.get(f"_posts/2021-12-29-{number:018}.md", state_of(status), never)
    assert time.process_time() - started < 0.3

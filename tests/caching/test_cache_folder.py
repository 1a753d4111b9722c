"""The cache's folder: what a killed process left, what another holds, what is too large or grows old."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from postlint.cache import FOLDER, Cache, folder, seen, state_of, store


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(store, "FRESH", 0)
    path = tmp_path / "a.md"
    path.write_bytes(b"text")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


def put(root: Path, post: Path, value: bytes) -> bool:
    cache = Cache.open(root, "e")
    cache.put(post.name, seen(post.stat(), post.read_bytes()), value)
    return cache.close()


def test_what_a_killed_process_left_is_taken_away(tmp_path: Path, post: Path) -> None:
    assert put(tmp_path, post, b"one")
    left = tmp_path / FOLDER / "12345.tmp"
    left.write_bytes(b"half of")
    assert put(tmp_path, post, b"two")
    assert not left.exists()
    assert Cache.open(tmp_path, "e").get(post.name, state_of(post.stat()), post.read_bytes) == b"two"


def test_a_folder_that_another_process_holds(
    tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert put(tmp_path, post, b"one")
    monkeypatch.setattr("time.sleep", lambda _: None)
    with (tmp_path / FOLDER / "lock").open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert not put(tmp_path, post, b"two")
        assert not folder.update(tmp_path, "links", lambda data: data + b"x")
    assert Cache.open(tmp_path, "e").get(post.name, state_of(post.stat()), post.read_bytes) == b"one"
    assert folder.update(tmp_path, "links", lambda data: data + b"x")
    assert folder.read(tmp_path, "links") == b"x"


def test_a_result_that_is_too_large_is_not_kept(
    tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_LARGEST", 2)
    assert put(tmp_path, post, b"three")
    assert Cache.open(tmp_path, "e").get(post.name, state_of(post.stat()), post.read_bytes) is None
    assert put(tmp_path, post, b"tw")
    assert Cache.open(tmp_path, "e").get(post.name, state_of(post.stat()), post.read_bytes) == b"tw"


def test_what_is_asked_for_stays_young(tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert put(tmp_path, post, b"one")
    monkeypatch.setattr(store, "_REFRESH_DAYS", 0)
    cache = Cache.open(tmp_path, "e")
    before = [path.stat().st_mtime_ns for path in (tmp_path / FOLDER).iterdir()]
    assert cache.get(post.name, state_of(post.stat()), post.read_bytes) == b"one"
    assert cache.close()
    assert [path.stat().st_mtime_ns for path in (tmp_path / FOLDER).iterdir()] != before

"""`postlint.fix.write`: a file is replaced whole, or refused in a sentence."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from postlint.fix import WriteError, sweep, write

BEFORE, AFTER = b"\xef\xbb\xbfold\r\n", b"\xef\xbb\xbfnew\r\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links as POSIX has them")


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(BEFORE)
    return path


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path, because: str, root: Path | None = None) -> None:
    """Assert that writing is refused in one sentence, and that nothing changed and nothing is left."""
    there = names(path.parent)
    with pytest.raises(WriteError, match=re.escape(because)) as raised:
        write(path, BEFORE, AFTER, root)
    sentence = str(raised.value)
    assert sentence.startswith("not written: ")
    assert "\n" not in sentence
    assert not sentence.endswith(".")
    assert names(path.parent) == there


def test_written(post: Path) -> None:
    write(post, BEFORE, AFTER)
    assert post.read_bytes() == AFTER
    assert names(post.parent) == ["a.md"]


def test_a_large_file(post: Path) -> None:
    write(post, BEFORE, b"x" * 3_000_000)
    assert post.read_bytes() == b"x" * 3_000_000


def test_what_is_there_already_is_not_written_again(post: Path) -> None:
    inode = post.stat().st_ino
    write(post, b"whatever was read", BEFORE)
    assert post.stat().st_ino == inode


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664, 0o200])
def test_mode_is_kept(post: Path, mode: int) -> None:
    post.chmod(mode)
    write(post, BEFORE, AFTER)
    assert stat.S_IMODE(post.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_are_kept(post: Path) -> None:
    try:
        os.setxattr(post, "user.note", b"kept")
    except OSError:
        pytest.skip("the file system has no extended attributes")
    write(post, BEFORE, AFTER)
    assert os.getxattr(post, "user.note") == b"kept"


@pytest.mark.skipif(not hasattr(os, "listxattr"), reason="no extended attributes here")
def test_a_file_system_without_extended_attributes(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> list[str]:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(os, "listxattr", fail)
    write(post, BEFORE, AFTER)
    assert post.read_bytes() == AFTER


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only the superuser gives files away"
)
def test_owner_is_kept(post: Path) -> None:
    os.chown(post, 1234, 4321)
    write(post, BEFORE, AFTER)
    assert (post.stat().st_uid, post.stat().st_gid) == (1234, 4321)


def test_changed_since_it_was_read(post: Path) -> None:
    post.write_bytes(b"by another")
    refused(post, "changed since it was read")
    assert post.read_bytes() == b"by another"


def test_changed_while_it_is_written(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(handle: int) -> None:
        post.write_bytes(b"by another")

    monkeypatch.setattr(os, "fsync", fsync)
    refused(post, "changed since it was read")
    assert post.read_bytes() == b"by another"


def test_gone(post: Path) -> None:
    post.unlink()
    refused(post, "it is no longer there")


@posix
def test_read_only_file(post: Path) -> None:
    post.chmod(0o444)
    refused(post, "is read-only")
    assert post.read_bytes() == BEFORE


@posix
def test_read_only_folder(post: Path) -> None:
    post.parent.chmod(0o555)
    try:
        refused(post, "its folder is read-only")
    finally:
        post.parent.chmod(0o755)


@pytest.mark.parametrize(
    ("number", "because"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EIO, "input/output error"),
    ],
)
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_the_disk_fails(
    post: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, because: str
) -> None:
    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    refused(post, because)
    assert post.read_bytes() == BEFORE


@posix
def test_a_real_limit_on_size(tmp_path: Path) -> None:
    post = tmp_path / "a.md"
    post.write_bytes(b"old")
    program = (
        "import resource, signal, sys; from pathlib import Path; from postlint.fix import write, WriteError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write(Path(sys.argv[1]), b'old', b'x' * 5000)\n"
        "except WriteError as error: print(error)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(post)], capture_output=True, text=True, check=True
    )
    assert "it is larger than the system allows" in run.stdout
    assert post.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


@posix
class TestLinks:
    def test_a_link_without_a_project(self, post: Path) -> None:
        link = post.parent / "link.md"
        link.symlink_to(post)
        refused(link, "is a symbolic link")

    def test_a_link_inside_the_project_stays_a_link(self, post: Path) -> None:
        link = post.parent / "link.md"
        link.symlink_to(post)
        write(link, BEFORE, AFTER, post.parent)
        assert link.is_symlink()
        assert post.read_bytes() == AFTER

    def test_a_link_out_of_the_project(self, post: Path) -> None:
        project = post.parent / "project"
        project.mkdir()
        (project / "a.md").symlink_to(post)
        refused(project / "a.md", "leads out of the project", project)
        assert post.read_bytes() == BEFORE

    def test_a_folder_that_leads_out_of_the_project(self, post: Path) -> None:
        outside = post.parent / "outside"
        outside.mkdir()
        (outside / "a.md").write_bytes(BEFORE)
        project = post.parent / "project"
        project.mkdir()
        (project / "_posts").symlink_to(outside)
        refused(project / "_posts" / "a.md", "leads out of the project", project)
        assert (outside / "a.md").read_bytes() == BEFORE

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        link = tmp_path / "a.md"
        link.symlink_to(link)
        with pytest.raises(WriteError):
            write(link, BEFORE, AFTER, tmp_path)

    def test_hard_links(self, post: Path) -> None:
        (post.parent / "twin.md").hardlink_to(post)
        refused(post, "is one of 2 hard links")
        assert (post.parent / "twin.md").read_bytes() == BEFORE

    def test_not_a_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.md")
        refused(tmp_path / "a.md", "is no regular file")


@posix
class TestSweep:
    def test_stale(self, tmp_path: Path) -> None:
        (tmp_path / ".postlint-0123456789abcdef.tmp").write_bytes(b"half")
        (tmp_path / ".postlint-fedcba9876543210.tmp").write_bytes(b"half")
        (tmp_path / ".postlint.toml").write_bytes(b"")
        (tmp_path / "a.tmp").write_bytes(b"")
        assert sweep(tmp_path) == 2
        assert names(tmp_path) == [".postlint.toml", "a.tmp"]
        assert sweep(tmp_path) == 0

    def test_by_the_next_write(self, post: Path) -> None:
        (post.parent / ".postlint-0123456789abcdef.tmp").write_bytes(b"half")
        write(post, BEFORE, AFTER)
        assert names(post.parent) == ["a.md"]

    def test_what_another_sweep_took_is_made_anew(self, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import fcntl

        lock = fcntl.flock
        taken: list[Path] = []

        def flock(handle: int, how: int) -> None:
            if not taken:
                taken.extend(post.parent.glob(".postlint-*.tmp"))
                taken[0].unlink()
            lock(handle, how)

        monkeypatch.setattr(fcntl, "flock", flock)
        write(post, BEFORE, AFTER)
        assert len(taken) == 1
        assert post.read_bytes() == AFTER
        assert names(post.parent) == ["a.md"]

    def test_one_in_use_stays(self, tmp_path: Path) -> None:
        import fcntl

        path = tmp_path / ".postlint-0123456789abcdef.tmp"
        with path.open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            assert sweep(tmp_path) == 0
            assert path.exists()
        assert sweep(tmp_path) == 1

    def test_links_and_what_is_not_there(self, tmp_path: Path) -> None:
        target = tmp_path / "a.md"
        target.write_bytes(b"x")
        (tmp_path / ".postlint-0123456789abcdef.tmp").symlink_to(target)
        assert sweep(tmp_path) == 0
        assert target.read_bytes() == b"x"
        assert sweep(tmp_path / "nowhere") == 0

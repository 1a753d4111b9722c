"""git's index, read in the place of the disk: links, what is not staged, what git says no to."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from postlint.staged import Index, NoRepository


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "posts").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "posts" / "a.md").write_text("staged\n", "utf-8")
    (tmp_path / "outside.md").write_text("outside\n", "utf-8")
    (folder / "near.md").symlink_to("posts/a.md")
    (folder / "far.md").symlink_to("../outside.md")
    (folder / "round.md").symlink_to("round.md")
    git(folder, "add", ".")
    (folder / "posts" / "a.md").write_text("changed since\n", "utf-8")
    (folder / "later.md").write_text("not staged\n", "utf-8")
    return folder


def test_what_is_staged_is_read(repository: Path) -> None:
    index = Index.around(repository)
    assert index.read(repository / "posts" / "a.md") == b"staged\n"
    assert index.read(repository / "near.md") == b"staged\n"
    assert sorted(index.folder(repository / "posts").files) == ["a.md"]
    assert index.staged() == [repository / "posts" / "a.md"]


def test_what_lies_outside_comes_from_the_disk(repository: Path) -> None:
    index = Index.around(repository)
    assert index.read(repository.parent / "outside.md") == b"outside\n"
    assert index.read(repository / "far.md") == b"outside\n"
    assert "outside.md" in index.folder(repository.parent).files


@pytest.mark.parametrize("name", ["later.md", "posts/lost.md"])
def test_what_is_not_staged_is_not_there(repository: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        Index.around(repository).read(repository / name)


def test_folders_without_anything_staged(repository: Path) -> None:
    (repository / "drafts").mkdir()
    with pytest.raises(FileNotFoundError):
        Index.around(repository).folder(repository / "drafts")


def test_a_link_that_never_ends(repository: Path) -> None:
    with pytest.raises(OSError, match="too many symbolic links"):
        Index.around(repository).read(repository / "round.md")


def test_a_blob_that_is_lost(repository: Path) -> None:
    found = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", ":posts/a.md"], check=True, capture_output=True, text=True
    )
    blob = found.stdout.strip()
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(OSError, match="git cannot read it"):
        Index.around(repository).read(repository / "posts" / "a.md")


def test_an_index_that_is_broken(repository: Path) -> None:
    (repository / ".git" / "index").write_bytes(b"not an index")
    with pytest.raises(NoRepository, match="cannot read git's index"):
        Index.around(repository).staged()

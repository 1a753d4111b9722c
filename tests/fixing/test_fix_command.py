"""``postlint --fix`` where the file system does not let it: a sentence, exit code 2, and nothing lost."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from postlint.diagnostic import Safety
from postlint.project import Request
from postlint.run import posts as run_posts
from postlint.run import run
from postlint.text import Source

FRONT = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n"
WIDGET = (
    '<span id="stock_1.600160"><a href="http://quote.eastmoney.com/unify/r/1.600160" class="keytip">'
    "巨化</a></span>"
    '<span id="quote_1.600160"></span>'
)
BEFORE = f"{FRONT}<p>A {WIDGET}</p>\n".encode()
AFTER = f"{FRONT}<p>A 巨化</p>\n".encode()
GOOD = "2021-12-28-good.md"
GOOD_BEFORE = f"{FRONT.replace('title: T', 'title: U')}Other words around {WIDGET}.\n".encode()
GOOD_AFTER = f"{FRONT.replace('title: T', 'title: U')}Other words around 巨化.\n".encode()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and mounts as POSIX has them")


def make_site(folder: Path) -> Path:
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (folder / "_posts" / GOOD).write_bytes(GOOD_BEFORE)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


@pytest.fixture
def post(site: Path) -> Path:
    path = site / "_posts" / "2021-12-29-a.md"
    path.write_bytes(BEFORE)
    return path


def fix(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "postlint", "--fix", "--no-cache", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def told(done: subprocess.CompletedProcess[str], path: str, reason: str) -> None:
    """Assert that one sentence says why one file was not written, and that the exit code is 2."""
    lines = [line for line in done.stderr.splitlines() if "not written" in line]
    assert lines == [f"postlint: {path}: not written: {reason}"], done.stderr
    assert done.returncode == 2
    assert "Traceback" not in done.stderr + done.stdout


def whole(site: Path) -> None:
    """Assert that the other post was mended, and that nothing was left beside the posts."""
    assert (site / "_posts" / GOOD).read_bytes() == GOOD_AFTER
    assert not [path for path in site.rglob("*") if path.suffix == ".tmp"]


def test_nothing_in_the_way(site: Path, post: Path) -> None:
    done = fix(site)
    assert done.returncode == 0, done.stderr
    assert post.read_bytes() == AFTER
    whole(site)


def test_a_read_only_file(site: Path, post: Path) -> None:
    post.chmod(0o444)
    told(fix(site), "_posts/2021-12-29-a.md", "it is read-only")
    assert post.read_bytes() == BEFORE
    assert stat.S_IMODE(post.stat().st_mode) == 0o444
    whole(site)


def test_a_read_only_folder(site: Path) -> None:
    folder = site / "news" / "_posts"
    folder.mkdir(parents=True)
    inside = folder / "2021-12-29-a.md"
    inside.write_bytes(BEFORE)
    folder.chmod(0o555)
    try:
        told(fix(site), "news/_posts/2021-12-29-a.md", "its folder is read-only")
    finally:
        folder.chmod(0o755)
    assert inside.read_bytes() == BEFORE
    whole(site)


def test_a_hard_link(site: Path, post: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").hardlink_to(post)
    done = fix(site)
    told(
        done,
        "_posts/2021-12-29-a.md",
        "it is one of 2 hard links to one file, which a new file would part",
    )
    assert post.read_bytes() == (tmp_path / "elsewhere.md").read_bytes() == BEFORE
    assert post.stat().st_nlink == 2
    whole(site)


def test_a_link_that_leads_out(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(BEFORE)
    link = site / "_posts" / "2021-12-29-a.md"
    link.symlink_to(outside)
    done = fix(site, "_posts/2021-12-29-a.md", f"_posts/{GOOD}")
    told(done, "_posts/2021-12-29-a.md", f"it leads out of the project, to {outside}")
    assert outside.read_bytes() == BEFORE
    assert link.is_symlink()
    whole(site)


def test_a_link_inside_the_project_stays_one(site: Path) -> None:
    (site / "texts").mkdir()
    target = site / "texts" / "a.md"
    target.write_bytes(BEFORE)
    link = site / "_posts" / "2021-12-29-a.md"
    link.symlink_to(target)
    done = fix(site, "_posts/2021-12-29-a.md", f"_posts/{GOOD}")
    assert done.returncode == 0, done.stderr
    assert target.read_bytes() == AFTER
    assert link.is_symlink()
    whole(site)


def test_two_names_of_one_file(site: Path) -> None:
    """A link beside the post that it leads to: both are fixed, once."""
    link = site / "_posts" / "2021-12-29-a.md"
    link.symlink_to(GOOD)
    done = fix(site, "_posts")
    assert done.returncode in (0, 1), done.stderr
    assert link.is_symlink()
    whole(site)


def test_replaced_by_another_process(site: Path, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = f"{FRONT}Their text.\n".encode()
    fixed = run_posts.fixed

    def slow(*arguments: object) -> object:
        # Between the reading and the writing, an editor saves the file anew.
        if str(arguments[1]) == str(post):
            post.unlink()
            post.write_bytes(theirs)
        return fixed(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(run_posts, "fixed", slow)
    from datetime import UTC, datetime

    request = Request((str(site),), fix=Safety.SAFE, jobs=1)
    _, outcome = run(request, datetime(2024, 1, 1, tzinfo=UTC))
    assert [tuple(failure) for failure in outcome.failures] == [
        ("_posts/2021-12-29-a.md", "not written: it changed since it was read")
    ]
    assert outcome.failed
    assert post.read_bytes() == theirs
    whole(site)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    site = make_site(small_disk / "site")
    large = site / "_posts" / "2021-12-29-a.md"
    text = BEFORE + b"<p>text</p>\n" * 9000
    large.write_bytes(text)
    left = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * (left.f_bavail * left.f_frsize - 16_384))
    told(fix(site), "_posts/2021-12-29-a.md", "the disk is full")
    assert large.read_bytes() == text
    whole(site)
    (small_disk / "filler").unlink()
    assert fix(site).returncode == 0
    assert large.read_bytes() == AFTER + b"<p>text</p>\n" * 9000
    whole(site)


def test_a_disk_without_a_byte_left(small_disk: Path) -> None:
    site = make_site(small_disk / "site")
    left = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * (left.f_bavail * left.f_frsize))
    told(fix(site), f"_posts/{GOOD}", "the disk is full")
    assert (site / "_posts" / GOOD).read_bytes() == GOOD_BEFORE
    assert [path.name for path in (site / "_posts").iterdir()] == [GOOD]


GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")


def git(folder: Path, *arguments: str, data: bytes | None = None) -> bytes:
    assert GIT
    config = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"]
    done = subprocess.run(
        [GIT, *config, *arguments], cwd=folder, input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_git
def test_the_diff_is_one_that_git_takes(site: Path) -> None:
    texts = {
        "2021-12-29-crlf.md": BEFORE.replace(b"\n", b"\r\n"),
        "2021-12-29-mixed.md": BEFORE.replace(b"---\n<p>", b"---\r\n<p>") + b"\r\nx\ny\r\n",
        "2021-12-29-no-final-newline.md": BEFORE.rstrip(b"\n"),
        "2021-12-29-bom.md": b"\xef\xbb\xbf" + BEFORE,
        "2021-12-29-two words.md": BEFORE,
        "2021-12-29-日本語.md": BEFORE,
        '2021-12-29-a"b.md': BEFORE,
        "2021-12-29-back\\slash.md": BEFORE,
        "2021-12-29-tab\there.md": BEFORE,
        "2021-12-29-separators.md": BEFORE + "a\u2028b\x0cc\x85d\n".encode(),
    }
    for name, data in texts.items():
        (site / "_posts" / name).write_bytes(data)
    git(site, "init", "-q")
    git(site, "add", "-A")
    command = [sys.executable, "-m", "postlint", "--diff", "--quiet", "--no-cache"]
    shown = subprocess.run(command, cwd=site, capture_output=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert all((site / "_posts" / name).read_bytes() == data for name, data in texts.items())
    copy = site.parent / "copy"
    shutil.copytree(site, copy)
    git(copy, "apply", "--whitespace=nowarn", "-", data=shown.stdout)
    assert fix(site).returncode in (0, 1)
    names = [GOOD, *texts]
    assert [
        n for n in names if (copy / "_posts" / n).read_bytes() != (site / "_posts" / n).read_bytes()
    ] == []
    assert [n for n in names if WIDGET.encode() in (copy / "_posts" / n).read_bytes()] == []


@needs_git
def test_a_diff_from_inside_a_folder_is_for_the_projects_folder(site: Path) -> None:
    git(site, "init", "-q")
    command = [sys.executable, "-m", "postlint", "--diff", "--quiet", "--no-cache"]
    shown = subprocess.run(command, cwd=site / "_posts", capture_output=True, check=True)
    git(site, "apply", "-", data=shown.stdout)
    whole(site)


@needs_git
def test_the_index_is_left_to_the_user(site: Path, post: Path) -> None:
    git(site, "init", "-q")
    git(site, "add", "-A")
    staged = git(site, "ls-files", "--stage")
    assert fix(site, "_posts/2021-12-29-a.md").returncode == 0
    assert git(site, "ls-files", "--stage") == staged
    assert git(site, "diff", "--name-only").decode().split() == ["_posts/2021-12-29-a.md"]
    assert post.read_bytes() == AFTER


def test_line_ends_mode_and_mark_are_kept(site: Path, post: Path) -> None:
    post.write_bytes(b"\xef\xbb\xbf" + BEFORE.replace(b"\n", b"\r\n"))
    post.chmod(0o640)
    fix(site, "--select", "widget")
    assert post.read_bytes() == b"\xef\xbb\xbf" + AFTER.replace(b"\n", b"\r\n")
    assert stat.S_IMODE(post.stat().st_mode) == 0o640


def test_what_is_no_utf8_is_left_alone(site: Path, post: Path) -> None:
    data = BEFORE + "新".encode("gbk")
    post.write_bytes(data)
    assert fix(site).returncode == 1
    assert post.read_bytes() == data
    assert Source.decode("a.md", data).undecodable is not None
    whole(site)

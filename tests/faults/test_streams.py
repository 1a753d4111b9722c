"""Streams that are closed or full, locales, and names that no terminal should see."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

POST = "---\nlayout: post\ntitle: 新闻\ndate: 2021-12-29 10:14:10 +0800\n---\n<b>新闻\n"
FORMATS = ["full", "concise", "grouped", "github", "gitlab", "sarif", "junit", "checkstyle", "rdjson"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    (tmp_path / "_posts" / "2021-12-29-a.md").write_text(POST, "utf-8")
    return tmp_path


def shell(site: Path, redirection: str, *words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = f'exec "$0" -m postlint --no-cache "$@" {redirection}'
    return subprocess.run(
        ["sh", "-c", command, sys.executable, *words],
        cwd=site,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **env},
    )


@pytest.mark.skipif(os.name != "posix", reason="a shell's redirections")
class TestStreams:
    def test_stdout_is_closed(self, site: Path) -> None:
        done = shell(site, ">&-", "--output-format", "json=report.json", "--output-format", "concise")
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"unclosed-block" in (site / "report.json").read_bytes()

    def test_stderr_is_closed(self, site: Path) -> None:
        done = shell(site, "2>&-", "nowhere.md")
        assert (done.returncode, done.stdout) == (2, b"")

    def test_all_are_closed_and_no_post_takes_their_place(self, site: Path) -> None:
        post = site / "_posts" / "2021-12-29-a.md"
        post.write_text(POST.replace("<b>", "a\x08"), "utf-8")
        done = shell(site, "<&- >&- 2>&-", "--fix", "--unsafe-fixes")
        assert done.returncode == 0
        assert post.read_text("utf-8") == POST.replace("<b>", "a")

    def test_stdin_is_closed(self, site: Path) -> None:
        done = shell(site, "<&-", "--stdin-filename", "_posts/2021-12-29-b.md", "-")
        assert done.returncode == 2
        assert b"there is no post on stdin: it is closed" in done.stderr
        assert b"Traceback" not in done.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
    @pytest.mark.parametrize("kind", ["concise", "json", "sarif"])
    def test_the_disk_that_stdout_goes_to_is_full(self, site: Path, kind: str) -> None:
        done = shell(site, ">/dev/full", "--output-format", kind)
        assert done.returncode == 2
        assert done.stderr == b"postlint: No space left on device\n"

    def test_a_locale_without_utf8_makes_no_difference(self, site: Path) -> None:
        plain = shell(site, "")
        spoilt = shell(site, "", LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        ascii_only = shell(site, "", LC_ALL="C", PYTHONIOENCODING="ascii")
        assert plain.stdout == spoilt.stdout == ascii_only.stdout
        assert "新闻".encode() in plain.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("kind", [*FORMATS, "jsonl", "json"])
def test_names_with_orders_in_them_are_written_raw_nowhere(site: Path, kind: str) -> None:
    for name in (
        b"2021-12-29-\xff.md",
        b"2021-12-29-a\nb\x1b[31m::error::c.md",
        "2021-12-29-\u202ed.md".encode(),
    ):
        Path(os.fsdecode(bytes(site / "_posts") + b"/" + name)).write_text("x\n", "utf-8")
    done = shell(site, "", "--output-format", kind)
    assert done.returncode == 1
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    assert b"\xff" not in done.stdout
    assert not any(line.startswith((b"b\x1b", b"::error::c")) for line in done.stdout.splitlines())
    if kind not in ("json", "jsonl", "sarif", "gitlab", "rdjson"):
        assert "\u202e".encode() not in done.stdout

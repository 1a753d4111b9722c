"""`postlint check --watch`, as a process that is told of changes and ended by Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("watchfiles")
POST = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n"
NAME = "_posts/2021-12-29-x.md"
CLEAN, FAULTY = "All clear: 1 post.", "link/empty-link"


class Watching:
    """A running command, and what it has said since it was last asked."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        self._said = ""
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "postlint", "check", "--watch", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._said += line

    def says(self, text: str) -> str:
        """Wait until a text has come, and the run that it belongs to is over; what was said until then."""
        end = time.monotonic() + 30
        while text not in self._said or "watching for changes" not in self._said.partition(text)[2]:
            assert time.monotonic() < end, self._said
            time.sleep(0.02)
        said, self._said = self._said, ""
        return said

    def is_still(self, seconds: float) -> bool:
        """Whether nothing is said for a while."""
        self._said = ""
        time.sleep(seconds)
        return self._said == ""

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, "utf-8")

    def end(self) -> int:
        os.kill(self.process.pid, signal.SIGINT)
        code = self.process.wait(10)
        self.close()
        return code

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        self._reader.join(5)
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    (tmp_path / NAME).write_text(POST + "text\n", "utf-8")
    started: list[Watching] = []

    def start(*arguments: str) -> Watching:
        started.append(Watching(tmp_path, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.close()


posix = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


@posix
def test_posts_settings_and_the_site_are_watched(watch: Callable[..., Watching]) -> None:
    running = watch()
    running.says(CLEAN)
    running.write(NAME, POST + "[a]()\n")
    running.says(FAULTY)
    running.write("postlint.toml", '[rules]\n"link/empty-link" = "off"\n')
    running.says(CLEAN)
    running.write("postlint.toml", '[rules]\n"link/empty-lnk" = "off"\n')
    said = running.says("link/empty-lnk")
    assert "Traceback" not in said
    running.write("postlint.toml", "")
    running.says(FAULTY)
    running.write("_config.yml", "title: x\nexclude: [_posts/]\nposts: none\n")
    running.says("no posts")
    running.write("_config.yml", "title: x\n")
    running.says(FAULTY)
    running.write(NAME, POST + "![a](/a.png)\n")
    running.says("a.png")
    running.write("a.png", "")
    running.says(CLEAN)
    (running.folder / NAME).unlink()
    running.says("no posts")
    assert running.end() == 0
    assert "Traceback" not in running._said


@posix
def test_what_is_written_by_itself_and_by_generators_is_no_change(watch: Callable[..., Watching]) -> None:
    running = watch("--output-format", "full", "--output-format", "json=report.json")
    running.write(".gitignore", "/out\n")
    running.says(CLEAN)
    assert running.is_still(1)
    running.write("_site/index.html", "x")
    running.write("out/deep/index.html", "x")
    assert running.is_still(1)
    assert running.end() == 0


@posix
def test_a_wrong_call_ends_at_once(watch: Callable[..., Watching]) -> None:
    running = watch("no-such-folder")
    assert running.process.wait(30) == 2


@pytest.mark.parametrize("option", [("--fix",), ("--staged",), ("--stdin-filename", "x.md")])
def test_what_does_not_go_with_it(tmp_path: Path, option: tuple[str, ...]) -> None:
    command = (sys.executable, "-m", "postlint", "check", "--watch", *option)
    done = subprocess.run(command, cwd=tmp_path, input="", capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("postlint: `--watch` looks at files")
    assert done.stderr.count("\n") == 1


def test_without_watchfiles_one_sentence(tmp_path: Path) -> None:
    program = (
        "import sys\nsys.modules['watchfiles'] = None\n"
        "from postlint.cli import main\nsys.argv = ['postlint', '--watch']\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "install `postlint[watch]`" in done.stderr

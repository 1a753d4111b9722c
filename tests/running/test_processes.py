"""A run over several processes says what a run in one says, and survives what kills a process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
CHECK = ("check", "--no-cache", "--output-format", "concise")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    for number in range(40):
        (tmp_path / "_posts" / f"2021-12-29-{number}.md").write_text(
            f"---\nlayout: post\ntitle: T {number}\ndate: 2021-12-29 10:14:10 +0800\n---\n"
            f"Text {number}. [z](//example.com/z) [lost](/2021/12/29/nowhere-{number}.html)\n",
            "utf-8",
        )
    return tmp_path


def postlint(*arguments: str, cwd: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line, after some lines of a program that spoil it."""
    program = f"import sys\n{before}\nfrom postlint.cli import main\nsys.argv[0] = 'postlint'\nmain()\n"
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_report_is_the_same(site: Path) -> None:
    (site / "_posts" / "2021-12-29-latin.md").write_bytes(b"---\ntitle: \xe9\n---\n")
    one, three = (postlint(*CHECK, f"--jobs={jobs}", cwd=site) for jobs in (1, 3))
    assert one.returncode == 1
    assert (one.returncode, one.stdout, one.stderr) == (three.returncode, three.stdout, three.stderr)
    assert one.stdout.count("nowhere-") == 40


ODD_TEXT = """
from enum import StrEnum
from postlint.diagnostic import Finding
from postlint.registry import builtin, Definition
class Said(StrEnum):
    IT = "it is said by an enumeration"
rule = builtin()["link/protocol-relative"]
def say(post):
    yield Finding(post.body.span, Said.IT)
object.__setattr__(rule, "define", lambda: Definition(say, None, ""))
object.__setattr__(rule, "needs", "")
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_text_of_a_class_of_its_own_is_a_text(site: Path, jobs: int) -> None:
    done = postlint(*CHECK, f"--jobs={jobs}", cwd=site, before=ODD_TEXT)
    assert done.returncode == 1
    assert done.stdout.count("it is said by an enumeration") == 40
    assert "internal-error" not in done.stdout


def test_the_fixes_are_the_same(site: Path) -> None:
    posts = sorted((site / "_posts").iterdir())
    before = [path.read_bytes() for path in posts]
    arguments = (*CHECK, "--fix", "--unsafe-fixes")
    one = postlint(*arguments, "--jobs=1", cwd=site)
    after = [path.read_bytes() for path in posts]
    for path, data in zip(posts, before, strict=True):
        path.write_bytes(data)
    two = postlint(*arguments, "--jobs=2", cwd=site)
    assert [path.read_bytes() for path in posts] == after != before
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
    assert "in 40 files" in one.stderr


KILLER = """
import os, signal
from postlint import engine
real = engine.lint
def lint(post, selection):
    if post.path.endswith("-7.md"):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(post, selection)
engine.lint = lint
"""


def test_a_post_that_kills_its_process_is_named_and_the_others_are_done(site: Path) -> None:
    whole = postlint(*CHECK, "--jobs=2", cwd=site).stdout.splitlines()
    done = postlint(*CHECK, "--jobs=2", cwd=site, before=KILLER)
    assert done.returncode == 2
    left = done.stdout.splitlines()
    (named,) = [line for line in left if "postlint/internal-error" in line]
    assert named.startswith("_posts/2021-12-29-7.md:1:1: error")
    others = [line for line in whole if line.startswith("_posts/") and "-7.md" not in line]
    assert [line for line in left if line.startswith("_posts/") and line != named] == others


BROKEN = """
from postlint import engine
def lint(post, selection):
    raise MemoryError
engine.lint = lint
"""


@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_an_error_of_postlint_itself_is_a_finding(site: Path, jobs: str) -> None:
    done = postlint(*CHECK, jobs, cwd=site, before=BROKEN)
    assert done.returncode == 2
    assert done.stdout.count("postlint/internal-error") == 40
    assert "Traceback" not in done.stderr


SLOW = """
import time
from pathlib import Path
from postlint import engine
def lint(post, selection):
    Path("started").touch()
    time.sleep(60)
engine.lint = lint
"""


@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_ctrl_c_stops_at_once(site: Path, jobs: str) -> None:
    program = f"import sys\n{SLOW}\nfrom postlint.cli import main\nmain()\n"
    with subprocess.Popen(
        [sys.executable, "-c", program, "check", jobs],
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        end = time.monotonic() + 20
        while not (site / "started").exists():
            assert time.monotonic() < end
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said[0] == b""
    assert said[1].split() == [b"postlint:", b"interrupted"]


def test_more_processes_than_posts(site: Path) -> None:
    assert postlint(*CHECK, "--jobs=50", cwd=site).stdout == postlint(*CHECK, "--jobs=1", cwd=site).stdout


def test_unreadable_files_are_named_by_all_processes(site: Path) -> None:
    (site / "_posts" / "2021-12-29-gone.md").symlink_to("nowhere")
    done = [postlint(*CHECK, f"--jobs={jobs}", cwd=site) for jobs in (1, 2)]
    assert [one.returncode for one in done] == [2, 2]
    assert done[0].stderr == done[1].stderr
    assert re.fullmatch(r"postlint: _posts/2021-12-29-gone.md: No such file.*\n", done[0].stderr)

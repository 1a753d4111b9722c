"""Files that are no files, have no end, go, change, may not be read, or lead round in a circle."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from postlint import files

POST = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n<b>Text\n"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices of other systems")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    (tmp_path / "_posts" / "2021-12-29-a.md").write_text(POST, "utf-8")
    return tmp_path


def check(site: Path, *words: str, before: str = "") -> subprocess.CompletedProcess[str]:
    program = f"import sys\n{before}\nfrom postlint.cli import main\nsys.argv[0] = 'postlint'\nmain()\n"
    command = [sys.executable, "-c", program, "--no-cache", "--output-format", "concise", *words]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False, timeout=60)


def device(name: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(name)


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(files.MOST + 1)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (os.mkfifo, "it is no regular file"),
        (device("/dev/zero"), "it is no regular file"),
        (device("/dev/null"), "it is no regular file"),
        (device("2021-12-29-odd.md"), "No such file"),
        (large, "it has more than 256 MiB"),
    ],
    ids=["pipe", "endless device", "empty device", "link to itself", "no memory holds it"],
)
def test_what_cannot_be_read_is_named_and_the_others_are_done(
    site: Path, make: Callable[[Path], None], said: str
) -> None:
    make(site / "_posts" / "2021-12-29-odd.md")
    done = check(site)
    assert done.returncode == 2
    assert done.stderr.startswith("postlint: _posts/2021-12-29-odd.md: ")
    assert said in done.stderr or ("link" in done.stderr and said == "No such file")
    assert done.stdout.startswith("_posts/2021-12-29-a.md:")


def test_an_empty_file_is_a_file(site: Path) -> None:
    (site / "_posts" / "2021-12-29-odd.md").touch()
    done = check(site)
    assert (done.returncode, done.stderr) == (1, "")
    assert "_posts/2021-12-29-odd.md:1:1:" in done.stdout


def test_a_file_beyond_the_limit_is_not_looked_into_unless_the_rule_is_off(site: Path) -> None:
    settings = site / "postlint.toml"
    settings.write_text('[rules."file/too-large"]\nmost-bytes = 10\n', "utf-8")
    bounded = check(site)
    settings.write_text('ignore = ["file/too-large"]\n', "utf-8")
    unbounded = check(site)
    assert (bounded.returncode, unbounded.returncode) == (1, 1)
    assert bounded.stdout.count("_posts/") == 1
    assert "error[file/too-large]" in bounded.stdout
    assert "[markdown/unclosed-block]" in unbounded.stdout


def test_folders_that_lead_round_in_a_circle(site: Path) -> None:
    (site / "_posts" / "round").symlink_to(".")
    (site / "_posts" / "up").symlink_to("..")
    (site / "loop").symlink_to("loop")
    done = check(site)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count("[markdown/unclosed-block]") == 1


CLOSED = """
import os
real = os.scandir
def scandir(path="."):
    if str(path).endswith("closed"):
        raise PermissionError(13, "Permission denied")
    return real(path)
os.scandir = scandir
"""


def test_a_folder_that_may_not_be_read_is_named(site: Path) -> None:
    (site / "_posts" / "closed").mkdir()
    (site / "node_modules" / "closed").mkdir(parents=True)
    done = check(site, before=CLOSED)
    assert done.returncode == 2
    assert done.stderr == "postlint: _posts/closed: Permission denied\n"
    assert "[markdown/unclosed-block]" in done.stdout, "the others are done"


VANISHING = """
import os
from postlint import files
real = files._contents
def contents(path):
    if path.endswith("-b.md"):
        os.unlink(path)
    return real(path)
files._contents = contents
"""


def test_a_post_that_goes_between_listing_and_reading_is_named(site: Path) -> None:
    (site / "_posts" / "2021-12-29-b.md").write_text(POST, "utf-8")
    done = check(site, before=VANISHING)
    assert done.returncode == 2
    assert done.stderr == "postlint: _posts/2021-12-29-b.md: No such file or directory\n"
    assert done.stdout.startswith("_posts/2021-12-29-a.md:")


CLOCK = """
import os, time
if os.path.exists("back"):
    real = time.time_ns
    time.time_ns = lambda: real() - 10 ** 18
    time.time = lambda: time.time_ns() / 1e9
"""


def test_a_clock_that_was_set_back_changes_no_finding(site: Path) -> None:
    for number in range(40):
        (site / "_posts" / f"2021-12-29-{number}.md").write_text(POST, "utf-8")
    command = [sys.executable, "-c", f"import sys\n{CLOCK}\nfrom postlint.cli import main\nmain()\n"]
    said = []
    for back in (False, True, True):
        if back:
            (site / "back").touch()
        done = subprocess.run(
            [*command, "--now=2026-01-01", "--output-format=concise"],
            cwd=site,
            capture_output=True,
            text=True,
            check=False,
        )
        said.append((done.returncode, done.stdout, done.stderr))
    assert said[0] == said[1] == said[2]
    assert said[0][0] == 1

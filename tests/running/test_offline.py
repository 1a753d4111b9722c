"""Offline is offline: no socket is made, no name looked up and no program started by the default checks.

An audit hook sees every one of these, in the process and in those that it forks, whoever asks for it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUARD = """
import os, sys
log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
# A pair of sockets inside one process is no network, nor is a pipe.
WATCHED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "urllib.", "http.")

def hook(event, args):
    if event.startswith(WATCHED):
        os.write(log, f"{event} {args!r}\\n".encode())
        raise OSError(f"{event} is not allowed here")

sys.addaudithook(hook)
from postlint.cli import main
main()
"""
CORPORA = ("mzlogin", "rails-weblog", "finews")


def guarded(log: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """postlint's command with sockets disabled; each attempt is a line of the log."""
    command = (sys.executable, "-c", GUARD, str(log), *arguments)
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)}
    )


def checked(log: Path, *arguments: str, cwd: Path) -> None:
    done = guarded(log, "check", "--no-cache", "--output-format", "concise", *arguments, cwd=cwd)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert done.stdout
    assert "internal-error" not in done.stdout
    assert log.read_text("utf-8") == ""


@pytest.mark.parametrize("what", ["sites/jekyll-blog", "sites/hugo-blog", "posts"])
@pytest.mark.parametrize("rules", [(), ("--jobs", "2")], ids=["one process", "two"])
def test_fixtures(tmp_path: Path, what: str, rules: tuple[str, ...]) -> None:
    checked(tmp_path / "log", *rules, ".", cwd=ROOT / "fixtures" / what)


def test_all_rules(tmp_path: Path) -> None:
    from postlint.registry import builtin

    groups = ",".join(sorted({rule.group for rule in builtin().values()}))
    for what in ("sites/jekyll-blog", "sites/hugo-blog"):
        checked(
            tmp_path / "log",
            *("--extend-select", groups, "."),
            cwd=ROOT / "fixtures" / what,
        )


@pytest.mark.parametrize("corpus", CORPORA)
def test_real_sites(tmp_path: Path, shared: Path, corpus: str) -> None:
    folder = shared / "corpora" / corpus
    if not folder.is_dir():
        pytest.skip("this corpus is not here")
    checked(tmp_path / "log", ".", cwd=folder)


def test_the_guard_sees_what_it_is_for(tmp_path: Path) -> None:
    """The same run with `--online` is caught."""
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    (tmp_path / "_posts").mkdir()
    post = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n[a](http://127.0.0.1:9/)\n"
    (tmp_path / "_posts" / "2021-12-29-x.md").write_text(post, "utf-8")
    pytest.importorskip("aiohttp")
    guarded(tmp_path / "log", "check", "--online", ".", cwd=tmp_path)
    assert "socket." in (tmp_path / "log").read_text("utf-8")

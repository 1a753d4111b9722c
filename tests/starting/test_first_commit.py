"""The README's way from nothing to the first prevented bad commit, as it is typed there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
POST = "_posts/2022-01-01-inner-quote.md"


def shown() -> tuple[list[str], str]:
    """The commands of the README, and what the last of them prints."""
    block = re.search(r"<!-- tried: \S+ -->\n```console\n(.*?)```", README, re.DOTALL)
    assert block
    lines = block[1].splitlines(keepends=True)
    commands = [line[2:].strip() for line in lines if line.startswith("$ ")]
    return commands, "".join(line for line in lines if not line.startswith("$ "))


def test_three_commands_prevent_the_first_bad_commit(tmp_path: Path) -> None:
    commands, printed = shown()
    assert len(commands) == 3
    assert commands[0] == "pip install postlint"
    site, tools, home = (tmp_path / name for name in ("site", "tools", "home"))
    (site / "_posts").mkdir(parents=True)
    home.mkdir()
    (site / "_config.yml").write_text("title: A site\n")
    bad = (ROOT / "fixtures/posts/bad" / POST).read_text("utf-8")
    (site / POST).write_text(bad.replace('"no"', "no"))
    # What `pip install` leaves: a command on the PATH.
    tools.mkdir()
    (tools / "postlint").write_text(f'#!/bin/sh\nexec {sys.executable} -m postlint "$@"\n')
    (tools / "postlint").chmod(0o755)
    env = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "HOME": str(home), "COLUMNS": "80"}
    for key, value in (("user.name", "T"), ("user.email", "t@example.com"), ("init.defaultBranch", "main")):
        subprocess.run(["git", "config", "--global", key, value], env=env, check=True)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "A site")):
        subprocess.run(["git", *words], cwd=site, env=env, check=True)
    (site / POST).write_text(bad)
    for command in commands[1:]:
        done = subprocess.run(
            command, shell=True, cwd=site, env=env, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stdout + done.stderr == printed
    log = subprocess.run(["git", "log", "--format=%s"], cwd=site, env=env, capture_output=True, check=True)
    assert log.stdout == b"A site\n"

"""Completion in the shell, and the help: what is offered, and that it is found."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from postlint.cli import COMMANDS, group
from postlint.cli.help import SECTIONS


def postlint(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
    )


def offered(typed: str) -> set[str]:
    """What is offered after the words typed so far; the last one is not finished."""
    words = typed.split(" ")
    done = postlint(COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1), _POSTLINT_COMPLETE="bash_complete")
    assert done.stderr == ""
    return set(done.stdout.splitlines())


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("postlint ", {"plain,check", "plain,init", "file,"}),
        ("postlint ba", {"plain,baseline", "file,ba"}),
        ("postlint --sta", {"plain,--staged", "plain,--statistics"}),
        ("postlint check --sta", {"plain,--staged", "plain,--statistics"}),
        ("postlint _posts --exit", {"plain,--exit-zero"}),
        ("postlint check _po", {"file,_po"}),
        ("postlint check --fail-on ", {"plain,error", "plain,warning", "plain,info", "plain,never"}),
        ("postlint check --select html/duplicate-i", {"plain,html/duplicate-id"}),
        ("postlint check --ignore link,html/duplicate-i", {"plain,link,html/duplicate-id"}),
        ("postlint check --output-format js", {"plain,json", "plain,jsonl"}),
        ("postlint rule html/duplicate-i", {"plain,html/duplicate-id"}),
        ("postlint schema show imp", {"plain,imported-news"}),
        ("postlint baseline pr", {"plain,prune"}),
    ],
)
def test_what_may_follow(typed: str, wanted: set[str]) -> None:
    assert wanted <= offered(typed)
    assert len(offered(typed)) < 40


@pytest.mark.parametrize(
    ("shell", "check"),
    [("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "--no-execute"])],
)
def test_the_scripts_are_those_of_their_shell(shell: str, check: list[str], tmp_path: Path) -> None:
    done = postlint(_POSTLINT_COMPLETE=f"{shell}_source")
    assert done.returncode == 0, done.stderr
    assert f"_POSTLINT_COMPLETE={shell}_complete" in done.stdout
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    script = tmp_path / "script"
    script.write_text(done.stdout)
    assert subprocess.run([*check, str(script)], check=False).returncode == 0


def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "postlint").write_text(f'#!/bin/sh\nexec {sys.executable} -m postlint "$@"\n')
    (tools / "postlint").chmod(0o755)
    script = (
        'eval "$(_POSTLINT_COMPLETE=bash_source postlint)"\n'
        "COMP_WORDS=(postlint rule html/duplicate-i)\nCOMP_CWORD=2\n"
        "_postlint_completion postlint html/duplicate-i rule\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
    )
    assert done.stdout == "html/duplicate-id\n", done.stderr


def test_every_option_of_check_is_in_a_section_of_its_help() -> None:
    done = postlint("check", "--help", COLUMNS="80")
    places = [done.stdout.index(f"\n{title}:\n") for title in SECTIONS]
    assert places == sorted(places)
    others = done.stdout.partition("Other options:\n")[2]
    assert re.findall(r"--[a-z-]+", others) == ["--help"]
    for names in SECTIONS.values():
        for name in names:
            assert name in done.stdout


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_is_readable_at_80_columns(words: list[str]) -> None:
    done = postlint(*words, "--help", COLUMNS="80")
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_every_command_has_its_line() -> None:
    shown = postlint("--help", COLUMNS="80").stdout
    for name in COMMANDS:
        assert f"\n  {name} " in shown
    assert set(COMMANDS) == set(group.list_commands(None))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--fail-on", "eror"], "did you mean `error`?"),
        (["--color", "alway"], "did you mean `always`?"),
        (["chek"], "did you mean `check`?"),
        (["basline", "create"], "did you mean `baseline`?"),
        (["baseline", "creat"], "Did you mean 'create'?"),
        (["schema", "shw"], "Did you mean 'show'?"),
        (["rule", "--al"], "--all"),
        (["rule", "htlm"], "did you mean `html`?"),
        (["schema", "show", "jekyl-post"], "did you mean `jekyll-post`?"),
        (["--exit-zer"], "--exit-zero"),
    ],
)
def test_a_wrong_word_is_named_with_the_nearest(words: list[str], said: str) -> None:
    done = postlint(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr

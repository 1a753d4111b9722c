"""Two versions over the same sites: `python -m tests.dev ecosystem`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.dev import ecosystem
from tests.dev.__main__ import main
from tests.dev.ecosystem import Failed, Version, compare, findings, version

PROGRAM = """
import json, sys
rules = {rules}
print(json.dumps({{"diagnostics": [
    {{"path": "a.md", "rule": rule, "severity": "error", "message": "it is ```odd```",
      "start": {{"line": number, "column": 1}}}} for number, rule in enumerate(rules, 1)
]}}))
"""


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    subprocess.run(["git", "-C", str(folder), *names, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits, tagged `old` and `new`, of a program that is called as postlint is."""
    folder = tmp_path / "repository"
    (folder / "postlint").mkdir(parents=True)
    (folder / "postlint" / "__init__.py").touch()
    git(tmp_path, "init", "-q", str(folder))
    for tag, rules in (("old", ["x/same", "x/gone"]), ("new", ["x/same", "x/come", "x/come"])):
        (folder / "postlint" / "__main__.py").write_text(PROGRAM.format(rules=rules), "utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", tag)
        git(folder, "tag", tag)
    return folder


def test_revisions_are_compared_and_leave_nothing(repository: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    with version("old", repository) as old, version("new", repository) as new:
        said = compare(old, new, [site])
        same = compare(old, old, [site])
    assert "### site: 2 new, 1 gone, 1 the same\n" in said
    assert "| `x/come` | 2 | 0 |\n| `x/gone` | 0 | 1 |\n" in said
    assert "\n- a.md:2:1: error[x/gone] it is ```odd```\n" in said
    assert said.count("\n````") == 2, "the fence is longer than any in a message"
    assert "x/same" not in said
    assert same.endswith("No finding differs.\n")
    listed = subprocess.run(
        ["git", "-C", str(repository), "worktree", "list"], capture_output=True, text=True, check=True
    )
    assert listed.stdout.count("\n") == 1


def test_the_report_of_this_version_is_understood(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    (tmp_path / "_posts" / "2021-12-29-x.md").write_text("---\ntitle: T\n---\n<b>x\n", "utf-8")
    found = findings(Version(sys.executable, ecosystem.ROOT), tmp_path)
    assert {(one.path, one.line) for one in found} >= {("_posts/2021-12-29-x.md", 4)}
    assert {one.severity for one in found} >= {"warning", "info"}, "info is compared as well"


def test_an_interpreter_is_a_version() -> None:
    with version(sys.executable) as by:
        assert by == Version(sys.executable)


def test_what_is_no_version_is_named(repository: Path) -> None:
    with (
        pytest.raises(Failed, match="`nowhere` is neither an interpreter nor a revision"),
        version("nowhere", repository),
    ):
        pass


def test_a_version_that_cannot_lint_is_named(tmp_path: Path) -> None:
    (tmp_path / "postlint").mkdir()
    (tmp_path / "postlint" / "__init__.py").touch()
    (tmp_path / "postlint" / "__main__.py").write_text("raise SystemExit('out of order')", "utf-8")
    with pytest.raises(Failed, match="out of order"):
        findings(Version(sys.executable, tmp_path), tmp_path)


def test_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ecosystem, "CORPORA", tmp_path / "none")
    assert main(["ecosystem", sys.executable, sys.executable]) == 2
    assert "no folder to compare" in capsys.readouterr().err
    assert main(["ecosystem", sys.executable, sys.executable, str(tmp_path / "lost")]) == 2
    assert "there is no folder" in capsys.readouterr().err
    assert main(["ecosystem", sys.executable, sys.executable, str(tmp_path)]) == 0
    assert "No finding differs." in capsys.readouterr().out


def test_constraints_are_the_lower_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["oldest"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert all("==" in line for line in said)
    assert any(line.startswith("click==8.") for line in said)

"""Formats, their files, statistics, colour and links, as the command line asks for them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from postlint.cli.terminal import colored, linked
from postlint.report import FORMATS

POST = """---
layout: post
title: T
date: 2021-12-29 10:14:10 +0800
---
<p id="x">one</p>

<p id="x">two</p> [a]() 管制<br></br>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_config.yml").write_text("title: x\n")
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "2021-12-29-x.md").write_text(POST, "utf-8")
    return tmp_path


def run(site: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", "--now", "2024-01-01", *words, str(site)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | env,
        check=False,
    )


def test_several_formats_each_to_its_file(site: Path) -> None:
    files = {name: site / f"out.{name}" for name in ("sarif", "junit", "html", "json")}
    words = [f"--output-format={name}={file}" for name, file in files.items()]
    done = run(site, "--output-format", "concise", *words)
    assert done.stdout.splitlines()[-1].endswith("fixable with `--fix`.") or "Found" in done.stdout
    assert json.loads(files["sarif"].read_text("utf-8"))["version"] == "2.1.0"
    assert json.loads(files["json"].read_text("utf-8"))["summary"]["files"] == 1
    assert files["junit"].read_text("utf-8").startswith("<?xml")
    assert files["html"].read_text("utf-8").startswith("<!doctype html>")
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sarfi"], "there is no output format `sarfi`; did you mean `sarif`?"),
        (["json="], "`--output-format json=` names no file after `=`"),
        (["json=a", "sarif=a"], "`json` and `sarif` are both to be written to `a`"),
        (["json=/nowhere/at/all"], "cannot write `/nowhere/at/all`: No such file or directory"),
    ],
)
def test_what_cannot_be_written(site: Path, words: list[str], said: str) -> None:
    done = run(site, *[f"--output-format={word}" for word in words])
    assert done.returncode == 2
    assert said in done.stderr


def test_github_is_chosen_by_itself(site: Path) -> None:
    assert run(site).stdout.startswith("error[")
    there = run(site, GITHUB_ACTIONS="true")
    assert there.stdout.startswith("::error file=_posts/2021-12-29-x.md,line=8,")
    assert "\nFound " in there.stdout
    assert run(site, GITHUB_ACTIONS="false").stdout.startswith("error[")
    assert run(site, "--output-format=json", GITHUB_ACTIONS="true").stdout.startswith('{"version"')


def test_the_runner_obeys_no_post(site: Path) -> None:
    lines = run(site, "--output-format=full", GITHUB_ACTIONS="true").stdout.splitlines()
    stop = re.fullmatch("::stop-commands::([0-9a-f]{32})", lines[0])
    assert stop
    assert lines[-1] == f"::{stop[1]}::"
    again = run(site, "--output-format=full", GITHUB_ACTIONS="true").stdout.splitlines()
    assert again[0] != lines[0], "a post could close what it knows the word for"


def test_a_report_among_the_posts_is_no_post(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: a\n---\n[a]()\n")
    report = tmp_path / "report.html"
    first = run(tmp_path, f"--output-format=html={report}", "--output-format=json")
    assert report.exists()
    for _ in range(2):
        again = run(tmp_path, f"--output-format=html={report}", "--output-format=json")
        assert again.stdout == first.stdout


def test_statistics(site: Path) -> None:
    text = run(site, "--statistics").stdout
    assert re.search(r"(?m)^ +1 +error +html/duplicate-id$", text)
    rows = json.loads(run(site, "--statistics", "--output-format=json").stdout)
    assert "html/duplicate-id" in {row["rule"] for row in rows}
    assert all(row["count"] >= row["fixable"] for row in rows)
    report = site / "report.sarif"
    both = run(site, "--statistics", "--output-format=full", f"--output-format=sarif={report}")
    assert both.stdout == text
    assert json.loads(report.read_text("utf-8"))["runs"]
    refused = run(site, "--statistics", "--output-format=sarif")
    assert refused.returncode == 2
    assert "`--statistics` has no form for `sarif`" in refused.stderr


def test_statistics_leave_out_the_baseline(site: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "postlint", "baseline", "create", "--now", "2024-01-01", str(site)], check=True
    )
    assert run(site, "--statistics").stdout == ""


@pytest.mark.parametrize(
    ("when", "terminal", "env", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"FORCE_COLOR": "0"}, False),
        ("auto", True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(when: str, terminal: bool, env: dict[str, str], wanted: bool) -> None:
    assert colored(when, terminal, env) is wanted


@pytest.mark.parametrize(
    ("terminal", "env", "wanted"),
    [
        (True, {"TERM": "xterm-256color"}, False),
        (True, {"TERM": "xterm-kitty"}, True),
        (False, {"TERM": "xterm-kitty"}, False),
        (True, {"TERM": "xterm-kitty", "CI": "true"}, False),
        (True, {"VTE_VERSION": "7200"}, True),
        (True, {"VTE_VERSION": "5000"}, False),
        (True, {"TERM_PROGRAM": "vscode"}, True),
        (True, {"TERM_PROGRAM": "Apple_Terminal"}, False),
        (False, {"FORCE_HYPERLINK": "1"}, True),
        (True, {"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_links(terminal: bool, env: dict[str, str], wanted: bool) -> None:
    assert linked(terminal, env) is wanted


def test_colours_and_links_as_they_are_written(site: Path) -> None:
    plain = run(site).stdout
    assert "\x1b" not in plain
    told = run(site, FORCE_COLOR="1", FORCE_HYPERLINK="1").stdout
    link = "\x1b]8;;https://postlint.readthedocs.io/rules/html/duplicate-id/\x1b\\html/duplicate-id\x1b]8;;\x1b\\"
    assert link in told
    assert re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\", "", told) == plain


def test_fingerprints_survive_a_hundred_lines_above(site: Path) -> None:
    def names() -> list[tuple[str, str]]:
        (run_,) = json.loads(run(site, "--output-format=sarif").stdout)["runs"]
        return [(r["ruleId"], r["partialFingerprints"]["postlint/v1"]) for r in run_["results"]]

    before = names()
    assert len(before) >= 3
    post = site / "_posts" / "2021-12-29-x.md"
    head, body = POST.split("---\n<p", 1)
    post.write_text(head + "---\n" + "One more line.\n" * 100 + "\n<p" + body, "utf-8")
    assert names() == before
    issues = json.loads(run(site, "--output-format=gitlab").stdout)
    assert min(issue["location"]["positions"]["begin"]["line"] for issue in issues) > 100


def test_every_format_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    headings = re.findall(r"(?m)^## (\w+)$", text)
    assert sorted(headings) == sorted(FORMATS)
    examples = re.findall(r"<!-- example: (\w+) -->\n```", text)
    assert sorted([*examples, "html"]) == sorted(FORMATS)

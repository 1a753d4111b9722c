"""Suppressions and the baseline in whole runs: reasons, what is stale, what a part of the posts says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAD = "---\nlayout: post\ntitle: {}\ndate: 2021-12-29 10:14:10 +0800\n---\n"
GOOD = HEAD.format("T") + "Hello.\n"
BAD = HEAD.format('"a "b" c"') + "Hello.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    return tmp_path


def post(site: Path, name: str, text: str) -> Path:
    path = site / "_posts" / f"2021-12-29-{name}.md"
    path.write_text(text)
    return path


def postlint(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", *words],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )


def entries(site: Path) -> list[tuple[str, str]]:
    faults = json.loads((site / "postlint-baseline.json").read_text())["faults"]
    return [(fault["path"].removeprefix("_posts/2021-12-29-"), fault["rule"]) for fault in faults]


SUPPRESSED = HEAD.format("T") + "<p id=a>x</p>\n<!-- postlint: ignore[html] -->\n<p id=a>y</p>\n"


def test_a_reason_can_be_required(site: Path) -> None:
    post(site, "a", SUPPRESSED)
    assert postlint(site).returncode == 0
    (site / "postlint.toml").write_text("require-reason = true\n")
    done = postlint(site)
    assert done.returncode == 1
    assert "warning[postlint/unexplained-suppression]" in done.stdout
    post(site, "a", SUPPRESSED.replace("html]", "html] the script wants it"))
    assert postlint(site).returncode == 0


def test_an_override_lets_a_folder_off(site: Path) -> None:
    post(site, "a", SUPPRESSED)
    words = '[[overrides]]\nfiles = ["_posts/**"]\nrequire-reason = false\n'
    (site / "postlint.toml").write_text(f"require-reason = true\n{words}")
    assert postlint(site).returncode == 0


def test_require_reason_is_true_or_false(site: Path) -> None:
    (site / "postlint.toml").write_text('require-reason = "yes"\n')
    done = postlint(site)
    assert (done.returncode, "expected `true` or `false`" in done.stderr) == (2, True)


def test_accepted_faults_do_not_fail_and_new_ones_do(site: Path) -> None:
    post(site, "a", BAD)
    assert postlint(site, "baseline", "create").stdout == "postlint-baseline.json: 1 fault accepted\n"
    assert postlint(site).returncode == 0
    post(site, "b", BAD.replace("Hello", "Hallo"))
    assert postlint(site).returncode == 1


def test_stale_entries_are_told_shown_and_pruned(site: Path) -> None:
    post(site, "a", BAD)
    path = post(site, "b", BAD)
    postlint(site, "baseline", "create")
    post(site, "a", GOOD)
    path.unlink()
    told = "holds 2 faults no longer found: `postlint baseline prune`"
    assert told in postlint(site).stderr
    assert "baseline" not in postlint(site, "--quiet").stderr
    shown = postlint(site, "baseline", "show").stdout
    assert "2 of them no longer found" in shown
    assert "_posts/2021-12-29-b.md: front-matter/syntax" in shown
    assert postlint(site, "baseline", "prune").stdout == "postlint-baseline.json: 2 entries removed\n"
    assert entries(site) == []


def test_rules_that_did_not_run_make_nothing_stale(site: Path) -> None:
    post(site, "a", BAD)
    postlint(site, "baseline", "create")
    done = postlint(site, "--select", "html")
    assert "no longer found" not in done.stderr
    postlint(site, "baseline", "prune", "--select", "html")
    assert entries(site) == [("a.md", "front-matter/syntax")]


def test_a_part_of_the_posts_makes_nothing_stale_that_needs_all(site: Path) -> None:
    link = HEAD.format("T") + "[x](/nowhere.html)\n"
    first = post(site, "a", GOOD.replace("Hello.", "One story, told twice. " * 30))
    second = post(site, "b", GOOD.replace("Hello.", "One story, told twice. " * 30))
    post(site, "c", link)
    postlint(site, "baseline", "create")
    rules = {rule for _, rule in entries(site)}
    assert {"site/duplicate-article", "link/broken-target"} <= rules, rules
    for path in (first, second):
        assert "no longer found" not in postlint(site, str(path)).stderr
    second.unlink()
    assert "no longer found" in postlint(site).stderr


def test_create_for_a_part_keeps_the_rest(site: Path) -> None:
    path = post(site, "a", BAD)
    post(site, "b", BAD)
    postlint(site, "baseline", "create")
    post(site, "a", GOOD)
    post(site, "c", BAD)
    postlint(site, "baseline", "create", str(path), "_posts/2021-12-29-c.md")
    assert [name for name, _ in entries(site)] == ["b.md", "c.md"]

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


IDLE = HEAD.format("T") + "Hello. <!-- postlint: ignore[link/broken-target, site/duplicate-url, site] -->\n"


def test_a_part_of_the_posts_does_not_tell_that_a_suppression_of_a_site_rule_is_no_longer_idle(
    site: Path,
) -> None:
    path = post(site, "a", IDLE)
    post(site, "b", GOOD)
    postlint(site, "baseline", "create")
    assert ("a.md", "postlint/unused-suppression") in entries(site)
    known = entries(site)
    assert "no longer found" not in postlint(site, str(path)).stderr
    postlint(site, "baseline", "prune", str(path))
    assert entries(site) == known


def idle(site: Path, *words: str, text: str | None = None) -> list[str]:
    """The names of which a run says that they have nothing to suppress."""
    words = (*words, "--output-format", "json", "--select", "postlint,site,link")
    done = subprocess.run(
        [sys.executable, "-m", "postlint", *words],
        cwd=site,
        capture_output=True,
        text=True,
        input=text,
        check=False,
    )
    found = json.loads(done.stdout)["diagnostics"]
    return [d["message"].split("`")[1] for d in found if d["rule"] == "postlint/unused-suppression"]


def test_suppressions_of_site_rules_are_judged_by_a_run_over_the_whole_site(site: Path) -> None:
    path = post(site, "a", IDLE)
    names = ["link/broken-target", "site/duplicate-url", "site"]
    assert idle(site) == names
    assert idle(site, "--no-cache", str(site)) == names
    linked = "[x](/nowhere/) " + IDLE.partition("Hello. ")[2]
    post(site, "a", HEAD.format("T") + linked)
    assert idle(site) == names[1:]
    assert postlint(site, "--fix").returncode == 0
    assert (
        path.read_text()
        == HEAD.format("T") + "[x](/nowhere/) <!-- postlint: ignore[link/broken-target] -->\n"
    )


def test_a_part_of_a_site_does_not_tell_what_is_idle(site: Path) -> None:
    path = post(site, "a", IDLE)
    post(site, "b", GOOD)
    assert idle(site, str(path)) == []
    assert idle(site, "_posts") == []
    assert idle(site, "--exclude", "*-b.md") == []
    assert idle(site, "--shard", "1/2") == []
    assert idle(site, "-", "--stdin-filename", str(path), text=IDLE) == []
    subprocess.run(["git", "init", "-q"], cwd=site, check=True)
    subprocess.run(["git", "add", "."], cwd=site, check=True)
    assert idle(site, "--staged") == []


def test_a_post_that_was_not_looked_at_may_be_why_nothing_is_found(site: Path) -> None:
    post(site, "a", IDLE)
    other = post(site, "b", GOOD)
    other.write_bytes(GOOD.encode() + b"\xff\n")
    assert idle(site) == []
    other.write_text(GOOD)
    (site / "postlint.toml").write_text("[bounds]\nfront-matter-size = 100\n")
    assert idle(site) != []
    other.write_text(GOOD.replace("title: T", "title: " + 50 * "T"))
    assert idle(site) == []
    post(site, "a", IDLE + "<b><i><u>x</u></i></b>\n")
    (site / "postlint.toml").write_text("[bounds]\ntag-depth = 2\n")
    assert idle(site, "--extend-select", "html/too-deep") == []


def test_parts_of_a_run_tell_together_what_is_idle(site: Path) -> None:
    post(site, "a", IDLE)
    post(site, "b", GOOD)
    for number in "12":
        postlint(site, "--shard", f"{number}/2", "--save", f"{number}.part", "--select", "postlint,site,link")
    done = postlint(site, "merge", "1.part", "2.part", "--select", "postlint,site,link")
    assert done.stdout.count("has nothing to suppress here") == 3
    postlint(site, "_posts/2021-12-29-a.md", "--save", "1.part", "--select", "postlint,site,link")
    done = postlint(site, "merge", "1.part", "--select", "postlint,site,link")
    assert done.stdout.count("has nothing to suppress here") == 0


def test_settings_say_how_severe_an_idle_suppression_is(site: Path) -> None:
    post(site, "a", HEAD.format("T") + "Hello. <!-- postlint: ignore[html] -->\n")
    assert postlint(site).returncode == 1
    (site / "postlint.toml").write_text('[rules]\n"postlint/unused-suppression" = "info"\n')
    done = postlint(site, "--show", "info")
    assert (done.returncode, "info[postlint/unused-suppression]" in done.stdout) == (0, True)

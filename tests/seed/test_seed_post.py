"""The post that the project started from: what is found in it, what the fix leaves, and what breaks it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NAME = "2021-12-29-202112292229560217.md"


@pytest.fixture
def site(tmp_path: Path, shared: Path) -> Path:
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (tmp_path / "_posts").mkdir()
    shutil.copyfile(shared / "corpora" / "finews" / "_posts" / NAME, tmp_path / "_posts" / NAME)
    return tmp_path


def lint(site: Path, *arguments: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "postlint", "--output-format", "json", *arguments, str(site)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
    return found


def flagged(site: Path, fault: dict[str, Any]) -> str:
    text = (site / str(fault["path"])).read_bytes().decode("utf-8")
    return text[int(fault["start"]["offset"]) : int(fault["end"]["offset"])]


def test_what_is_found(site: Path) -> None:
    found = lint(site)
    assert [f for f in found if f["severity"] == "error"] == []
    by_rule: dict[str, list[str]] = {}
    for fault in found:
        by_rule.setdefault(fault["rule"], []).append(flagged(site, fault))
    widgets = by_rule["widget/inline-quote"]
    assert len(widgets) == 2
    assert widgets[0].startswith('<span id="Info.381">')
    assert widgets[1].endswith('<span id="bkquote_90.BK0740"></span>')
    assert by_rule["link/insecure"] == ["http://finance.eastmoney.com/news/1350,202112292229560217.html"]
    assert by_rule["link/protocol-relative"] == [
        "//finews.withounder.com/emnews/",
        "//finews.withounder.com/",
    ]


def test_the_fix_keeps_every_other_byte(site: Path) -> None:
    post = site / "_posts" / NAME
    before = post.read_bytes().decode("utf-8").split("\n")
    assert len(before[9]) == 4248
    found = lint(site, "--fix")
    assert not [f for f in found if f["rule"].startswith("widget/")]
    after = post.read_bytes().decode("utf-8").split("\n")
    assert len(after[9]) == 3986
    assert before[:9] + before[10:] == after[:9] + after[10:]
    assert after[9].count("推进出口管制体系现代化") == 1
    lint(site, "--fix")
    assert post.read_bytes().decode("utf-8").split("\n") == after


BROKEN = {
    "an inner quote": ('title: "商务部', 'title: "商"务"部', '"务"', "front-matter/syntax", "error"),
    "a date that is only a zone": (
        "date: 2021-12-29 10:14:10 +0800",
        "date:  +0800",
        "+0800",
        "date/",
        "error",
    ),
    "a naive date": (" +0800", "", "2021-12-29 10:14:10", "date/missing-zone", "warning"),
    "a stock code for a tag": ("tags: 东财滚动新闻", "tags: 600519", "600519", "front-matter/", "error"),
    "no source link": (
        "<http://finance.eastmoney.com/news/1350,202112292229560217.html>",
        "<>",
        "<>",
        "link/empty-link",
        "error",
    ),
}


@pytest.mark.parametrize(("old", "new", "culprit", "rule", "severity"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_it_is_named_at_its_characters(
    site: Path, old: str, new: str, culprit: str, rule: str, severity: str
) -> None:
    post = site / "_posts" / NAME
    text = post.read_bytes().decode("utf-8")
    assert text.count(old) == 1
    post.write_bytes(text.replace(old, new).encode("utf-8"))
    found = [f for f in lint(site) if f["rule"].startswith(rule) and f["severity"] == severity]
    assert len(found) == 1
    assert culprit.startswith(flagged(site, found[0])) or flagged(site, found[0]) == culprit
    assert "Jekyll" in found[0]["message"] + (found[0]["help"] or "")


def test_a_name_that_jekyll_skips(site: Path) -> None:
    (site / "_posts" / NAME).rename(site / "_posts" / "-202205262391921712.md")
    (found,) = [f for f in lint(site) if f["rule"] == "file/skipped-name"]
    assert found["severity"] == "error"
    assert "Jekyll skips" in found["message"]

"""Each format of the reports: the sample as it was read and found right, and the laws of the format."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sample import FIRST, TEXTS, faults, report

from postlint.diagnostic import Diagnostic
from postlint.report import renderer
from postlint.report.github import _data, _property

EXPECTED = Path(__file__).parent / "expected"
MINE = ("grouped", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson")


def new() -> list[Diagnostic]:
    """The faults of the sample that the baseline does not hold."""
    return [d for d in faults() if d.state == "new"]


def rendered(name: str, *, clean: bool = False) -> str:
    return "".join(renderer(name)(report([] if clean else None)))


@pytest.mark.parametrize("name", MINE)
def test_sample(name: str, update: bool) -> None:
    """The whole output, read by eye when it was recorded. Rule texts and times are not part of it."""
    text = re.sub(r'"(?:text|markdown)": "[^"]*## What(?:[^"\\]|\\.)*"', '"…"', rendered(name))
    text = re.sub(r'"((?:short|full)Description)": {"text": "(?:[^"\\]|\\.)*"}', r'"\1": "…"', text)
    text = re.sub(r'timestamp="[\d:T-]*"', 'timestamp="…"', text)
    path = EXPECTED / f"{name}.txt"
    if update:
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("name", MINE)
def test_a_clean_run(name: str) -> None:
    text = rendered(name, clean=True)
    if name in ("sarif", "gitlab", "rdjson"):
        json.loads(text)
    elif name in ("junit", "checkstyle"):
        assert not ElementTree.fromstring(text).findall(".//failure")
    else:
        assert text in ("", "All clear: 3 posts.\n")


@pytest.mark.parametrize("name", MINE)
def test_no_control_character_and_no_surrogate(name: str) -> None:
    text = rendered(name)
    assert "\x1b" not in text
    assert "\x00" not in text
    text.encode("utf-8")


def test_jsonl_has_all_that_json_has() -> None:
    whole = json.loads(rendered("json"))["diagnostics"]
    assert [json.loads(line) for line in rendered("jsonl").splitlines()] == whole


def sarif() -> dict[str, Any]:
    (run,) = json.loads(rendered("sarif"))["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_regions_lead_to_the_text() -> None:
    for result, diagnostic in zip(sarif()["results"], faults(), strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        text = TEXTS[diagnostic.path]
        lines = text.split("\n")
        start = sum(len(line) + 1 for line in lines[: region["startLine"] - 1]) + region["startColumn"] - 1
        end = sum(len(line) + 1 for line in lines[: region["endLine"] - 1]) + region["endColumn"] - 1
        assert (start, end) == diagnostic.span
        assert (region["charOffset"], region["charLength"]) == (start, end - start)


def test_sarif_rules_are_those_of_the_results() -> None:
    run = sarif()
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(ids)) == len(ids)
    assert [ids[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]


def test_sarif_states_stand_on_all_results_or_on_none() -> None:
    results = sarif()["results"]
    assert [r["baselineState"] for r in results] == ["new", "new", "unchanged", "new", "new"]
    assert [len(r["suppressions"]) for r in results] == [0, 0, 1, 0, 0]
    (run,) = json.loads("".join(renderer("sarif")(report(new()))))["runs"]
    assert not any("baselineState" in r or "suppressions" in r for r in run["results"])


def test_sarif_paths_are_uris() -> None:
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif()["results"]}
    assert uris == {"_posts/2021-12-29-%E6%97%A5%E6%9C%AC%20100%25.md", "a%3Ab%2Cc.md"}


def test_github_escapes() -> None:
    assert _data("100%\r\n::x,") == "100%25%0D%0A::x,"
    assert _property("100%\r\n::x,") == "100%25%0D%0A%3A%3Ax%2C"
    lines = rendered("github").splitlines()
    commands, said = lines[: len(new())], lines[len(new()) :]
    assert all(re.match(r"::(error|warning|notice) file=[^:]+::", line) for line in commands)
    assert said[0].startswith("Found 1 error")
    assert not any("::" in line or "##[" in line for line in said)


def test_gitlab_fingerprints_are_ours() -> None:
    issues = json.loads(rendered("gitlab"))
    assert [issue["fingerprint"] for issue in issues] == [d.fingerprint for d in new()]
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}


def test_junit_counts() -> None:
    root = ElementTree.fromstring(rendered("junit"))
    assert root.attrib == {}
    for number, suite in enumerate(root):
        cases = suite.findall("testcase")
        assert suite.get("id") == str(number)
        assert int(suite.get("tests", "")) == int(suite.get("failures", "")) == len(cases)
        tags = [child.tag for child in suite]
        assert tags == ["properties", *["testcase"] * len(cases), "system-out", "system-err"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp", ""))
    assert len(root.findall(".//failure")) == len(new())


def test_junit_of_a_clean_run_has_a_test_that_passed() -> None:
    (case,) = ElementTree.fromstring(rendered("junit", clean=True)).findall(".//testcase")
    assert (case.get("name"), list(case)) == ("3 posts", [])


def test_checkstyle_keeps_line_breaks() -> None:
    root = ElementTree.fromstring(rendered("checkstyle"))
    errors = root.findall(".//error")
    assert [error.get("source") for error in errors] == [f"postlint.{d.rule}" for d in new()]
    assert errors[0].get("message") == "the string never ends\nhelp: close it:\n100% of posts, like a: b, do"


def test_rdjson_columns_count_bytes() -> None:
    found = json.loads(rendered("rdjson"))["diagnostics"]
    text = TEXTS[FIRST]
    for item, diagnostic in zip(found, new(), strict=True):
        if diagnostic.path == FIRST:
            place = item["location"]["range"]["start"]
            line = text.split("\n")[place["line"] - 1].encode()
            before = text[: diagnostic.span.start].rpartition("\n")[2]
            assert line[: place["column"] - 1].decode() == before


def test_rdjson_suggestion_is_the_whole_fix() -> None:
    item = json.loads(rendered("rdjson"))["diagnostics"][1]
    assert [s["text"] for s in item["suggestions"]] == ["y"]


def test_grouped_columns_stand_under_each_other() -> None:
    rows = [line for line in rendered("grouped").split("\n\n")[0].split("\n") if line.startswith("  ")]
    words = [re.search("error|warning", row) for row in rows]
    assert len({word.start() for word in words if word}) == 1

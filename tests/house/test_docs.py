"""The documentation is true and whole: what it names exists, its links lead somewhere, its site is built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from postlint.registry import builtin

ROOT = Path(__file__).parents[2]
TOP = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
PAGES = [*TOP, *sorted((ROOT / "docs").glob("*.md"))]
_RULE = re.compile(r"`((?:[a-z]+-)*[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*)`")


def _comparison() -> Iterator[list[str]]:
    """The rows of the comparison, without the head of each table."""
    text = (ROOT / "docs/comparison.md").read_text("utf-8")
    for line in re.findall(r"^\|(.+)\|$", text, re.MULTILINE):
        cells = [cell.strip() for cell in line.split("|")]
        if cells[0] not in ("feature", "---"):
            yield cells


def test_the_comparison_is_proven() -> None:
    rows = list(_comparison())
    assert len(rows) >= 40
    proofs = []
    for row in rows:
        assert len(row) == 12, row[0]
        if row[1].startswith("●"):
            assert re.fullmatch(r"`tests/\S+\.py::test_\w+`", row[11]), f"{row[0]}: no proof"
            proofs.append(row[11].strip("`"))
        else:
            assert row[1].startswith("–") and not row[11]
        assert all(cell in ("●", "◐", "–", "?", "0", "1", "2") for cell in row[2:11]), row[0]
    call = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        *sorted(set(proofs)),
    ]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_rules_named_for_users_of_other_linters_exist() -> None:
    text = (ROOT / "docs/coming-from.md").read_text("utf-8")
    named = set(_RULE.findall(text)) | {m for m in re.findall(r"ignore\[([a-z/-]+)\]", text) if "/" in m}
    assert len(named) > 25
    assert named <= set(builtin())


def test_settings_and_options_named_for_users_of_other_linters_exist() -> None:
    text = (ROOT / "docs/coming-from.md").read_text("utf-8")
    call = [sys.executable, "-m", "postlint", "check", "--help"]
    told = subprocess.run(call, capture_output=True, encoding="utf-8", check=True).stdout
    told += (ROOT / "schemas/config.schema.json").read_text("utf-8")
    for row in re.findall(r"^\|(.+)\|$", text, re.MULTILINE):
        ours = row.partition("|")[2]
        for option in re.findall(r"`(--[a-z-]+)", ours):
            assert option in told, option
        for key in re.findall(r"`([a-z][a-z-]*)(?: = [^`]*)?`", ours):
            assert f'"{key}"' in told or key in ("html", "ignore-end"), key


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_what_is_there(page: Path) -> None:
    text = re.sub(r"(?ms)^(`{3,}|~{3,}).*?^\1[`~]*$|`[^`\n]+`", "", page.read_text("utf-8"))
    for target, anchor in re.findall(r"\]\((?!\w+:)([^()\s#]*)(?:#([^()\s]*))?\)", text):
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{target} is not there"
        if anchor and path.suffix == ".md":
            assert anchor in _anchors(path), f"{target} has no #{anchor}"


def _anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them."""
    heads = re.findall(r"^#+ (.+?)\s*#*$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[ -]+", "-", re.sub(r"[^\w\s-]", "", head).strip().lower()) for head in heads}


def test_the_site_can_be_built(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed")
    call = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(call, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False)
    # With `--quiet`, warnings would not be counted.
    assert done.returncode == 0, done.stdout + done.stderr
    home = (tmp_path / "index.html").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert f'href="{page.stem}.html"' in home, f"{page.name} is not in the navigation"
    rule_pages = {path.relative_to(tmp_path / "rules").as_posix() for path in tmp_path.glob("rules/*/*.html")}
    assert rule_pages == {f"{name}.html" for name in builtin()}
    assert all(f'href="rules/{name}"' in home for name in rule_pages)
    for path in (
        tmp_path / "index.html",
        tmp_path / "comparison.html",
        tmp_path / "rules/html/duplicate-id.html",
    ):
        text = path.read_text("utf-8")
        fetched = re.findall(r'<(?:script|img|iframe)[^>]*\ssrc="(?:https?:)?//[^"]+"', text)
        fetched += re.findall(r'<link rel="(?:stylesheet|preconnect|icon)" href="(?:https?:)?//[^"]+"', text)
        assert not fetched
    index = (tmp_path / "search/search_index.json").read_text("utf-8")
    assert '"location":"rules/html/duplicate-id.html"' in index.replace(": ", ":")

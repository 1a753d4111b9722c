"""The tests that docs name as proof exist, and a row names one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PAGES = {"docs/reliability.md": 40, "SECURITY.md": 20}


@pytest.mark.parametrize("page", PAGES)
def test_each_named_test_exists(page: str) -> None:
    named = NAMED.findall((ROOT / page).read_text("utf-8"))
    assert len(named) >= PAGES[page]
    lost = [f"{file}::{name}" for file, name in named if not _defines(file, name)]
    assert lost == []


@pytest.mark.parametrize("page", PAGES)
def test_no_row_is_without_a_test(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for table in re.findall(r"(?m)^\| (?:fault|threat) \|.*\n\| ---.*\n((?:\|.*\n)+)", text):
        for row in table.splitlines():
            assert NAMED.search(row), row


def _defines(file: str, name: str) -> bool:
    path = ROOT / file
    return path.exists() and re.search(rf"def {name}\b", path.read_text("utf-8")) is not None

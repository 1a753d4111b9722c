"""A rule that needs an extra stops nobody who did not ask for it by its name."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from postlint.registry import builtin
from postlint.selection import Choice, matching, select

NAME = "site/near-duplicate"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec

    def found(name: str, *others: Any) -> Any:
        return None if name == "datasketch" else find(name, *others)

    monkeypatch.setattr(importlib.util, "find_spec", found)


@pytest.mark.parametrize("selector", ["site", "all"])
def test_a_group_leaves_it_out(without: None, selector: str) -> None:
    names = select(builtin(), [Choice(select=(selector,))]).names
    assert NAME not in names
    assert "site/duplicate-url" in names


def test_its_name_asks_for_it(without: None) -> None:
    assert matching(NAME, builtin()) == [NAME]


def test_a_group_has_it_where_the_extra_is_there() -> None:
    pytest.importorskip("datasketch")
    assert NAME in matching("site", builtin())

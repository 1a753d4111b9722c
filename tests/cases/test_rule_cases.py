"""Every case file, and every example of every rule's documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.registry import builtin
from postlint.testing import check_examples, check_file

FOLDER = Path(__file__).parents[2] / "fixtures" / "rules"
FILES = sorted(FOLDER.rglob("*.md"))


def _rule(file: Path) -> str:
    return file.relative_to(FOLDER).with_suffix("").as_posix()


@pytest.mark.parametrize("file", FILES, ids=_rule)
def test_case_file(file: Path, update: bool) -> None:
    check_file(file, _rule(file), update=update)


@pytest.mark.parametrize("name", [rule.name for rule in builtin().values() if rule.scope != "run"])
def test_documentation_examples(name: str) -> None:
    check_examples(name)


def test_every_rule_has_a_case_file() -> None:
    missing = set(builtin()) - {_rule(file) for file in FILES}
    assert not missing
    unknown = {_rule(file) for file in FILES} - set(builtin())
    assert not unknown


def test_every_case_file_starts_with_its_rule() -> None:
    for file in FILES:
        assert file.read_text("utf-8").startswith(f"# {_rule(file)}\n"), file

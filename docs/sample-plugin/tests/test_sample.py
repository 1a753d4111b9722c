"""The plugin's rules, by their case files and by the examples of their documentation."""

from pathlib import Path

import pytest

from postlint import plugins, testing

plugins.enable(["sample"])
CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("file", sorted(CASES.rglob("*.md")), ids=lambda file: file.stem)
def test_case_file(file: Path) -> None:
    testing.check_file(file, file.relative_to(CASES).with_suffix("").as_posix())


@pytest.mark.parametrize("rule", ["sample/many-authors", "sample/shouting-title"])
def test_the_documentation_shows_what_is_found(rule: str) -> None:
    testing.check_examples(rule)

"""Every requirement is explained, and bounded on both sides; nothing is explained that is no requirement."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
ROWS = {found[1]: found[0] for found in re.finditer(r"^\| `([\w-]+)` \|.*\|$", PAGE, re.MULTILINE)}
WANTED = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
]


@pytest.mark.parametrize("wanted", sorted(set(WANTED)))
def test_is_explained_and_bounded(wanted: str) -> None:
    requirement = Requirement(wanted)
    bounds = {one.operator for one in requirement.specifier}
    assert bounds == {">=", "<"}
    assert requirement.name in ROWS, "docs/dependencies.md says nothing of it"
    assert all(cell.strip() for cell in ROWS[requirement.name].strip("|").split("|"))


def test_nothing_else_is_explained() -> None:
    assert set(ROWS) == {Requirement(one).name for one in WANTED}


@pytest.mark.parametrize(
    "extra", ["dask", "lsp", "online", "watch", "parquet", "patterns", "near", "docs", "fuzz", "mutants"]
)
def test_an_extra_is_named_with_what_it_brings(extra: str) -> None:
    for one in PROJECT["project"]["optional-dependencies"][extra]:
        assert f"| `{extra}` |" in ROWS[Requirement(one).name]


def test_the_package_imports_only_what_it_requires() -> None:
    brought = {"markdown_it", "lsprotocol", "referencing", "yarl"}
    modules = {"yaml", "re2", "frontmatter", "jsonschema_rs"} | {
        Requirement(one).name.replace("-", "_").lower() for one in WANTED
    }
    seen = {name for path in (ROOT / "postlint").rglob("*.py") for name in imported(path)}
    assert seen - set(sys.stdlib_module_names) - modules - brought - {"postlint"} == set()


def imported(path: Path) -> set[str]:
    """The top names of all that a module imports, at its head or in a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found

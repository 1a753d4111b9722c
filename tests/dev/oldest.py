"""The oldest libraries that postlint allows, as constraints for pip."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def oldest(project: Path = ROOT) -> Iterator[str]:
    """``NAME==LOWER`` for each requirement of a project that is always installed."""
    read = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    for wanted in read["project"]["dependencies"]:
        requirement = Requirement(wanted)
        lower = [one.version for one in requirement.specifier if one.operator == ">="]
        marker = f"; {requirement.marker}" if requirement.marker else ""
        yield f"{requirement.name}=={lower[0]}{marker}"

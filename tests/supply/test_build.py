"""Wheel and sdist: what they hold, and that a second build gives the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NO_SOURCE = shutil.ignore_patterns(
    ".git",
    ".venv",
    "__pycache__",
    "node_modules",
    ".*_cache",
    ".hypothesis",
    "build",
    "dist",
    "site-packages",
)


def built(folder: Path, umask: int, age: int) -> dict[str, Path]:
    """Wheel and sdist of a copy of the project, whose files have their own times and modes."""
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=NO_SOURCE)
    for path in source.rglob("*"):
        os.utime(path, (age, age))
        path.chmod((0o777 if path.is_dir() else 0o666) & ~umask)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "out"), str(source)]
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.suffix: path for path in (folder / "out").iterdir()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    return built(tmp_path_factory.mktemp("first"), 0o022, 1_600_000_000)


def test_the_same_bytes_again(first: dict[str, Path], tmp_path: Path) -> None:
    second = built(tmp_path, 0o077, 1_650_000_000)
    assert first.keys() == {".whl", ".gz"}
    for suffix, path in first.items():
        assert path.name == second[suffix].name
        assert path.read_bytes() == second[suffix].read_bytes(), f"the {suffix} differs"


def test_the_wheel_holds_all_of_the_package(first: dict[str, Path]) -> None:
    with zipfile.ZipFile(first[".whl"]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "postlint").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    schemas = {f"postlint/schemas/{path.name}" for path in (ROOT / "schemas").iterdir()}
    assert names == package | schemas
    for needed in (
        "postlint/conformance/data/html.json",
        "postlint/widgets/catalogue.json",
        "postlint/report/page/page.html",
        "postlint/schemas/jekyll-post.schema.json",
        "postlint/rules/html/duplicate_id.py",
    ):
        assert needed in names


def test_the_wheel_names_its_licence_and_its_command(first: dict[str, Path]) -> None:
    with zipfile.ZipFile(first[".whl"]) as wheel:
        inside = {
            name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name
        }
        assert "licenses/LICENSE" in inside
        assert "postlint = postlint.cli:program" in wheel.read(inside["entry_points.txt"]).decode()


def test_the_sdist_holds_what_builds_and_tests_it(first: dict[str, Path]) -> None:
    with tarfile.open(first[".gz"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
        owners = {(one.uid, one.gid, one.uname, one.gname) for one in archive.getmembers()}
    for needed in ("pyproject.toml", "LICENSE", "schemas/jekyll-post.schema.json", "tests/conftest.py"):
        assert needed in names
    assert {name.partition("/")[0] for name in names} >= {"postlint", "tests", "fixtures", "docs", "tools"}
    assert owners == {(0, 0, "", "")}

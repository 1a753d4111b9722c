"""The VS Code extension: built, run against a real server in a stand-in for the editor, packaged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from postlint import __version__

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"
pytestmark = pytest.mark.skipif(shutil.which("npm") is None, reason="no node and npm here")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension in a folder of its own, with the packages that it is built from; built."""
    pytest.importorskip("pygls")
    folder = tmp_path_factory.mktemp("editors") / "vscode"
    unwanted = shutil.ignore_patterns("node_modules", "dist", "*.vsix")
    shutil.copytree(EXTENSION, folder, ignore=unwanted)
    if (EXTENSION / "node_modules").is_dir():
        (folder / "node_modules").symlink_to(EXTENSION / "node_modules")
    else:
        done = npm(folder, "install")
        if done.returncode != 0:
            pytest.skip(f"the packages cannot be had: {done.stderr[-300:]}")
    done = npm(folder, "run", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def npm(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "POSTLINT": shutil.which("postlint", path=_beside_python()) or "postlint"}
    return subprocess.run(
        ["npm", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def _beside_python() -> str:
    import sys

    return os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))


def test_types(built: Path) -> None:
    done = npm(built, "run", "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_built_extension_talks_to_a_real_server(built: Path) -> None:
    done = npm(built, "test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "fail 0" in done.stdout, done.stdout


def test_the_package_holds_what_is_needed(built: Path) -> None:
    done = npm(built, "run", "package")
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(built / "postlint.vsix") as package:
        files = {name.removeprefix("extension/").lower() for name in package.namelist()}
    assert files >= {"dist/extension.js", "package.json", "readme.md"}
    assert not any(name.startswith(("src/", "node_modules/", "test/")) for name in files)


def test_its_version_is_postlints() -> None:
    assert json.loads((EXTENSION / "package.json").read_text("utf-8"))["version"] == __version__


def test_every_setting_is_in_the_readme() -> None:
    readme = (EXTENSION / "README.md").read_text("utf-8")
    manifest = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    for name in manifest["contributes"]["configuration"]["properties"]:
        assert f"`{name}`" in readme


def test_no_lock_file_names_a_registry() -> None:
    assert not list(EXTENSION.glob("*lock*"))

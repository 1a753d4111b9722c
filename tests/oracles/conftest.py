"""The real command line, run once over many small sites."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-11-23T12:00:00+08:00"
Records = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def postlint() -> Callable[..., Records]:
    """Run `postlint COMMAND --isolated` on a folder: its JSON lines by the first part of their path."""

    def run(command: str, folder: Path, *arguments: str) -> Records:
        form = ("--output-format", "jsonl") if command == "check" else ()
        done = subprocess.run(
            [sys.executable, "-m", "postlint", command, "--isolated", "--now", NOW, *form, *arguments, "."],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        found: Records = {}
        for line in done.stdout.split("\n"):
            if line:
                record = json.loads(line)
                found.setdefault(record["path"].partition("/")[0], []).append(record)
        return found

    return run


@pytest.fixture(scope="session")
def vectors(shared: Path) -> Callable[[str], list[dict[str, Any]]]:
    """The records of a file of oracle data."""

    def read(name: str) -> list[dict[str, Any]]:
        text = (shared / "vectors" / name).read_text("utf-8")
        return [json.loads(line) for line in text.split("\n") if line]

    return read


@pytest.fixture(scope="session")
def sites() -> Callable[[Path, Iterable[dict[str, bytes]]], Path]:
    """Write small sites side by side, each a mapping from paths to bytes, into folders `000`, `001`, ..."""

    def write(folder: Path, files: Iterable[dict[str, bytes]]) -> Path:
        for number, site in enumerate(files):
            for name, data in site.items():
                path = folder / f"{number:03}" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        return folder

    return write

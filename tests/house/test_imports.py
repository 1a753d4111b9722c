"""Imports go one way, and nothing heavy is imported before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "postlint"
LAYERS = (
    ("lazy",),
    ("text", "clock", "digest", "patience", "identity", "workers"),
    ("names", "errors", "shard"),
    ("encodings", "hosts", "spans"),
    ("diagnostic",),
    ("context",),
    ("front_matter", "body"),
    ("post",),
    ("bounds",),
    ("conformance", "schema", "site", "widgets"),
    ("registry", "shapes"),
    ("suppress",),
    ("rules", "patterns"),
    ("selection", "needs"),
    ("ordinary",),
    ("alike",),
    ("engine", "fix", "settings"),
    ("config", "plugins"),
    ("files", "cache", "baseline"),
    ("web", "staged"),
    ("project",),
    ("provenance",),
    ("run",),
    ("report",),
    ("testing", "server", "starting", "batch"),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
FILES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported(path: Path) -> set[str]:
    """The rooms that a module imports, function bodies included."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "postlint" else [f"postlint.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("postlint.")}
    return rooms & LEVEL.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    room = _room(path)
    assert room in LEVEL, f"{room} has no place in the order of the rooms"
    # The registry finds the rules by the package's path; it imports none of their names.
    above = {r for r in _imported(path) if LEVEL[r] > LEVEL[room] and (room, r) != ("registry", "rules")}
    assert not above
    beside = {r for r in _imported(path) if LEVEL[r] == LEVEL[room] and r != room}
    assert len(beside) == 0 or room in ("front_matter", "body", "site", "widgets", "conformance", "fix"), (
        beside
    )


HEAVY = (
    "jsonschema",
    "html5lib",
    "turbohtml",
    "rapidfuzz",
    "aiohttp",
    "pyarrow",
    "pygls",
    "importlib.metadata",
    "concurrent.futures.process",
    "asyncio",
    "email",
)


def test_a_clean_run_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: x\n")
    (tmp_path / "_posts").mkdir()
    text = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\nHello *you*, <b>there</b>.\n"
    (tmp_path / "_posts" / "2021-12-29-x.md").write_text(text)
    program = (
        "import sys\nfrom postlint.cli import group\n"
        f"code = group.main(['check', {str(tmp_path)!r}], standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] 0", done.stdout

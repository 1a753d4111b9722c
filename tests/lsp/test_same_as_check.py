"""The editor's list is that of `postlint check` for the same bytes: fixtures, and real sites."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from .editing import POSTLINT, Editor, Talk

lsp = pytest.importorskip("lsprotocol.types")

ROOT = Path(__file__).parents[2]
SITES = ("posts", "sites/jekyll-blog", "sites/hugo-blog")
MOST = 60
"""So many posts of a large site are opened."""


def listed(folder: Path) -> dict[str, list[tuple[str, str, int, int]]]:
    """What `postlint check` finds in a project: rule, message, line and character for each post."""
    command = [
        sys.executable,
        "-m",
        "postlint",
        "check",
        *POSTLINT[-2:],
        "--no-cache",
        "--output-format",
        "json",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
    for one in json.loads(done.stdout)["diagnostics"]:
        start = one["start"]
        found[one["path"]].append((one["rule"], one["message"], start["line"] - 1, start["column"] - 1))
    return found


def seen(diagnostics: list[Any]) -> list[tuple[str, str, int, int]]:
    """The same of an editor's list, whose messages have their advice on a second line."""
    return [(one.code, one.message, one.range.start.line, one.range.start.character) for one in diagnostics]


def same(ours: list[tuple[str, str, int, int]], theirs: list[tuple[str, str, int, int]]) -> bool:
    """Whether two lists say the same; ours has advice after its messages."""
    pairs = zip(sorted(ours), sorted(theirs), strict=False)
    return len(ours) == len(theirs) and all(
        a[0] == b[0] and a[2:] == b[2:] and (a[1] == b[1] or a[1].startswith(b[1] + "\n")) for a, b in pairs
    )


def compare(talk: Talk, folder: Path, posts: list[Path], encoding: str = "utf-32") -> None:
    expected = listed(folder)

    async def session(me: Editor) -> dict[str, tuple[Any, Any]]:
        differing = {}
        for path in posts:
            uri, wanted = path.as_uri(), expected[path.relative_to(folder).as_posix()]
            me.open(uri, path.read_bytes().decode())
            await me.until(lambda: uri in me.shown and same(seen(me.shown[uri]), wanted), 120)  # noqa: B023
            if not same(ours := seen(me.shown.get(uri, [])), wanted):
                differing[uri] = (sorted(ours), sorted(wanted))
        # Nothing is taken back or added later.
        await me.until(lambda: False, 0.5)
        for path in posts:
            wanted = expected[path.relative_to(folder).as_posix()]
            if not same(ours := seen(me.shown[path.as_uri()]), wanted):
                differing[path.as_uri()] = (sorted(ours), sorted(wanted))
        return differing

    assert talk(session, *POSTLINT, encoding=encoding) == {}


def readable(folder: Path) -> list[Path]:
    """The posts that an editor can open as they are: those that are UTF-8."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        try:
            path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        found.append(path)
    return found


@pytest.mark.parametrize("name", SITES)
def test_fixtures(talk: Talk, tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(ROOT / "fixtures" / name, site)
    posts = readable(site)
    assert posts
    compare(talk, site, posts)


@pytest.mark.parametrize("name", ["mzlogin", "18f", "rust-blog"])
def test_real_sites(talk: Talk, tmp_path: Path, shared: Path, name: str) -> None:
    """A sample of the posts of a real site, with its whole site around them."""
    corpus = shared / "corpora" / name
    if not corpus.is_dir():
        pytest.skip(f"no corpus `{name}`")
    site = tmp_path / "site"
    shutil.copytree(corpus, site, symlinks=True)
    posts = readable(site)
    compare(talk, site, posts[:: max(len(posts) // MOST, 1)])

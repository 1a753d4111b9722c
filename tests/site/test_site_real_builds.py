"""The project's own sites, built by the real generators: every file written, and every heading id."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postlint.context import Generator
from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import load_context
from postlint.site.model import Site
from postlint.text import Source

SITES = Path(__file__).parents[2] / "fixtures" / "sites"


def _model(folder: Path, generator: Generator) -> Site:
    """The site that postlint sees in a folder."""
    paths = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    files = {path: (folder / path).read_bytes for path in paths}
    context = load_context(generator, files, now=datetime.now(UTC))
    texts = [path for path in paths if path.endswith((".md", ".html")) and not path.startswith("layouts/")]
    known = [facts(Post(Source.decode(path, files[path]()), context)) for path in texts]
    return Site(context, known, paths, lambda path: files[path]())


def _expected(site: Site) -> Iterator[str]:
    for file, all_ in site.by_file.items():
        if all(one.breaks is None for one in all_):
            yield file


def _ids(html: str) -> list[str]:
    return re.findall(r'<h[1-6][^>]* id="?([^">]+)"?', html)


def _check(site: Site, output: Path, made: frozenset[str]) -> None:
    written = {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()}
    assert set(_expected(site)) == written - made
    for one in site.by_path.values():
        if one.file is not None and one.file.endswith(".html"):
            html = (output / one.file).read_text("utf-8")
            assert set(_ids(html)) <= set(one.anchors), one.path


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")
def test_jekyll_builds_what_postlint_expects(tmp_path: Path) -> None:
    output = tmp_path / "out"
    command = ["jekyll", "build", "--quiet", "--disable-disk-cache"]
    command += ["-s", str(SITES / "jekyll-blog"), "-d", str(output)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
    _check(_model(SITES / "jekyll-blog", "jekyll"), output, frozenset())


@pytest.mark.skipif(shutil.which("hugo") is None, reason="Hugo is not installed")
def test_hugo_builds_what_postlint_expects(tmp_path: Path) -> None:
    source, output = tmp_path / "site", tmp_path / "out"
    shutil.copytree(SITES / "hugo-blog", source)
    command = ["hugo", "--quiet", "-s", str(source), "-d", str(output), "--noTimes"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    _check(_model(SITES / "hugo-blog", "hugo"), output, frozenset({"news/index.html", "notes/index.html"}))

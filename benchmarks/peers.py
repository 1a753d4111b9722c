"""The tools that are measured: postlint, and the peers that are installed here."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


def _nothing(_folder: Path) -> None:
    """Nothing to do before a run."""


@dataclass(frozen=True)
class Tool:
    """A command line that lints the posts below a folder.

    `part` says which part of the work it does. `ready` is done before each run, and not measured.
    """

    name: str
    part: str
    command: tuple[str, ...]
    ready: Callable[[Path], None] = _nothing


_CHECK = (sys.executable, "-m", "postlint", "check", "_posts")


def own() -> Iterator[Tool]:
    """postlint, as it comes on a fresh machine, again when nothing changed, and when one post did."""
    yield Tool("postlint", "all default rules", (*_CHECK, "--no-cache"))
    yield Tool("postlint, again", "nothing changed", _CHECK, _warm)
    yield Tool("postlint, edited", "one post changed", _CHECK, _edited)


def _warm(folder: Path) -> None:
    """Have the cache filled, from files that are old enough for their times to tell."""
    if not (folder / ".postlint_cache").exists():
        time.sleep(2.1)
        os.system(f"cd '{folder}' && {sys.executable} -m postlint check --quiet _posts > {os.devnull} 2>&1")


def _edited(folder: Path) -> None:
    _warm(folder)
    post = min((folder / "_posts").iterdir())
    with post.open("a", encoding="utf-8") as file:
        file.write("\nOne more line.\n")
    time.sleep(2.1)


def peers(modules: Path) -> Iterator[Tool]:
    """The peers that are installed: those of npm in `modules`, a folder called ``node_modules``."""
    binaries = modules / ".bin"

    def npm(name: str, part: str, *arguments: str, called: str = "") -> Iterator[Tool]:
        if (binaries / (called or name)).exists():
            yield Tool(name, part, (str(binaries / (called or name)), *arguments))

    yield from npm("rumdl", "Markdown style", "check", "--no-cache", "_posts")
    if shutil.which("tidy"):
        yield Tool("tidy", "HTML parse", ("sh", "-c", "tidy -q -e -utf8 ../html/*.html"))
    yield from npm("htmlhint", "HTML style", "../html/*.html")
    jar = modules / "vnu-jar/build/dist/vnu.jar"
    if jar.exists() and shutil.which("java"):
        checker = ("java", "-Xss2m", "-jar", str(jar), "--skip-non-html")
        yield Tool("vnu --no-langdetect", "HTML conformance", (*checker, "--no-langdetect", "../html"))
        yield Tool("vnu", "HTML conformance", (*checker, "../html"))
    yield from npm("html-validate", "HTML", "../html/*.html")
    yield from npm("markdownlint-cli2", "Markdown style", "_posts/*.md")
    if (modules / "remark-lint-frontmatter-schema").exists():
        yield from npm("remark + schema", "front matter", "_posts", "--quiet", "--no-stdout", called="remark")


def prepare(folder: Path, modules: Path) -> None:
    """What peers need: whole pages beside the site for those that read no Markdown, and a schema in it."""
    pages = folder.parent / "html"
    pages.mkdir()
    head = '<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="utf-8"><title>t</title></head>\n<body>\n'
    for post in (folder / "_posts").iterdir():
        body = post.read_text("utf-8").partition("\n---\n")[2]
        article = next((line for line in body.split("\n") if line.startswith("<p>")), body)
        (pages / f"{post.stem}.html").write_text(f"{head}{article}\n</body></html>\n", "utf-8")
    if modules.exists():
        (folder / "node_modules").symlink_to(modules)
    schema = {"type": "object", "required": ["layout", "title"], "properties": {"title": {"type": "string"}}}
    (folder / "schema.json").write_text(json.dumps(schema), "utf-8")
    plugins = [
        ["remark-frontmatter", ["yaml"]],
        ["remark-lint-frontmatter-schema", {"schemas": {"./schema.json": ["./_posts/*.md"]}}],
    ]
    (folder / ".remarkrc.json").write_text(json.dumps({"plugins": plugins}), "utf-8")

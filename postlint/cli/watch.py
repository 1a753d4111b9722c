"""``postlint check --watch``: lint again whenever something changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from postlint import cache
from postlint.cli.problems import explained
from postlint.errors import UserError
from postlint.files import Tree

# What generators write, besides what .gitignore excludes.
_WRITTEN = frozenset({cache.FOLDER, "_site", ".jekyll-cache", ".sass-cache", ".hugo_build.lock", "_gen"})
_MILLISECONDS = 200


def require() -> None:
    """Say before any work that nothing can be watched; raises `UserError`."""
    if find_spec("watchfiles") is None:
        raise UserError("`--watch` needs watchfiles, which is not installed: install `postlint[watch]`")


def forever(once: Callable[[], object], root: Path, own: Collection[Path]) -> int:
    """Run once, and again after each change below a folder; until Ctrl-C, which is exit code 0.

    `own` are files that the run itself writes. What is wrong with the call or the settings ends the
    first run; later ones show it, and wait for the next change.
    """
    with suppress(KeyboardInterrupt):
        for number, _ in enumerate(_changes(root, own)):
            if sys.stdout.isatty():
                click.clear()
            try:
                explained(once)()
            except click.ClickException as error:
                if number == 0:
                    raise
                click.echo(f"postlint: {error.format_message()}", err=True)
            sys.stdout.flush()
            click.echo("postlint: watching for changes; Ctrl-C ends it", err=True)
    return 0


def _changes(root: Path, own: Collection[Path]) -> Iterator[None]:
    """Once at the start, when changes begin to be seen, and then after each of them."""
    from watchfiles import DefaultFilter, watch

    usual = DefaultFilter()

    def wanted(change: Any, path: str) -> bool:
        return usual(change, path) and Path(path) not in own and _is_source(root, Path(path))

    started = False
    for changes in watch(root, watch_filter=wanted, rust_timeout=_MILLISECONDS, yield_on_timeout=True):
        if changes or not started:
            started = True
            yield


def _is_source(root: Path, path: Path) -> bool:
    """Whether a path is no output: of a generator, or of what .gitignore excludes."""
    if not _WRITTEN.isdisjoint(path.relative_to(root).parts):
        return False
    tree = Tree(root)
    above = [p for p in path.parents if p.is_relative_to(root) and p != root]
    return not (
        any(tree.ignored(p, is_folder=True) for p in reversed(above)) or tree.ignored(path, is_folder=False)
    )

"""``postlint cache show | clean``: the results of earlier runs."""

from __future__ import annotations

import os
from pathlib import Path

import click

from postlint import cache
from postlint.cli.problems import explained
from postlint.files import Arguments
from postlint.report import plural


@click.group("cache")
def command() -> None:
    """Show or clean the result cache of the project around PATH (default: the current folder)."""


def _root(path: str) -> Path:
    return Arguments.parse((path,)).root


def _told(usage: cache.Usage) -> str:
    return f"{plural(usage.entries, 'result').strip()} in {plural(usage.files, 'file')}, {_size(usage.size)}"


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.1f} kB"


@command.command("show")
@click.argument("path", default=".")
@explained
def show(path: str) -> int:
    """Say where the cache is, and what it holds."""
    root = _root(path)
    click.echo(f"{root / cache.FOLDER}{os.sep}: {_told(cache.usage(root))}")
    return 0


@command.command("clean")
@click.argument("path", default=".")
@explained
def clean(path: str) -> int:
    """Remove the cache; the next run looks at every post again."""
    click.echo(f"removed: {_told(cache.clean(_root(path)))}")
    return 0

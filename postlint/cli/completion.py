"""What a shell offers when Tab is pressed: rules, formats, files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def rules(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of rules and groups; of several with commas between them, the last."""
    from postlint.registry import known, selectors

    before, comma, last = incomplete.rpartition(",")
    found = known()
    return [
        _item(before + comma + name, help=found[name].summary if name in found else "a group")
        for name in sorted(selectors())
        if name.startswith(last)
    ]


def formats(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of output formats."""
    from postlint.report import FORMATS

    return _starting(FORMATS, incomplete)


def schemas(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of shipped schemas."""
    from postlint.schema import SHIPPED

    return _starting(SHIPPED, incomplete)


def files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Whatever files the shell finds."""
    return [_item(incomplete, type="file")]


def _starting(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [_item(name) for name in names if name.startswith(incomplete)]


def _item(value: str, **told: str) -> CompletionItem:
    # Imported when a shell asks, and by no other run.
    from click.shell_completion import CompletionItem

    return CompletionItem(value, **told)

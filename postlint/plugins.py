"""Plugins: rules that other packages bring, by the entry point ``postlint.rules``.

A plugin is code. It runs only when the user's own command line or environment names it; nothing in a
site's settings can.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from postlint import registry
from postlint.context import TIME_LIMIT
from postlint.errors import UserError
from postlint.names import suggestion
from postlint.patience import Stuck, within
from postlint.registry import Rule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINTS = "postlint.rules"
VARIABLE = "POSTLINT_PLUGINS"

_enabled: set[str] = set()


class PluginError(UserError):
    """A plugin that is not installed, or does not bring rules."""


def from_environment() -> tuple[str, ...]:
    """The plugins that the variable POSTLINT_PLUGINS names, separated by commas or blanks."""
    return tuple(os.environ.get(VARIABLE, "").replace(",", " ").split())


def enable(names: Iterable[str]) -> None:
    """Import these plugins and let their rules be known, each within `TIME_LIMIT` seconds.

    Raises `PluginError`.
    """
    for name in names:
        if name not in _enabled:
            point = _point(name)
            try:
                with within(TIME_LIMIT):
                    registry.add(_rules(point))
            except Stuck:
                told = f"it was still busy after {TIME_LIMIT} seconds"
                raise PluginError(f"the plugin `{name}` cannot be loaded: {told}") from None
            except ValueError as error:
                raise PluginError(f"the plugin `{name}` cannot be used: {error}") from None
            _enabled.add(name)


def enabled() -> tuple[str, ...]:
    """The plugins whose rules are known."""
    return tuple(sorted(_enabled))


def _point(name: str) -> EntryPoint:
    from importlib.metadata import entry_points

    installed = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in installed:
        others = f"; there are {', '.join(f'`{n}`' for n in sorted(installed))}" if installed else "; none is"
        raise PluginError(f"no plugin `{name}` is installed{suggestion(name, installed) or others}")
    return installed[name]


def _rules(point: EntryPoint) -> list[Rule]:
    try:
        loaded = point.load()
        found = list(_found(loaded() if callable(loaded) and not isinstance(loaded, Rule) else loaded))
    except (Exception, SystemExit) as error:
        told = f"{type(error).__name__}: {error}"
        raise PluginError(f"the plugin `{point.name}` cannot be loaded: {told}") from error
    if not found:
        raise ValueError("it brings no rules")
    taken = {rule.group for rule in registry.builtin().values()} | {"pattern"}
    for rule in found:
        if rule.group in taken:
            raise ValueError(f"the group of its rule `{rule.name}` is postlint's own")
    identity = _identity(point)
    return [replace(rule, identity=identity) for rule in found]


def _found(loaded: object) -> Iterator[Rule]:
    """The rules of what an entry point names: a rule, a module with rules, or several of these."""
    if isinstance(loaded, Rule):
        yield loaded
    elif isinstance(loaded, ModuleType):
        yield from (value for value in vars(loaded).values() if isinstance(value, Rule))
    elif isinstance(loaded, Iterable) and not isinstance(loaded, str | bytes):
        for one in loaded:
            yield from _found(one)
    else:
        raise TypeError(f"expected rules, and found {type(loaded).__name__}")


def _identity(point: EntryPoint) -> str:
    """What changes when a plugin does: its version, and the files of its package as they are now."""
    import sys

    module = sys.modules[point.module]
    files = [Path(module.__file__ or "")]
    for folder in getattr(module, "__path__", ()):
        files += Path(folder).rglob("*.py")
    stamps = (_stamp(file) for file in sorted(files))
    return f"{point.value} {point.dist.version if point.dist else ''} {' '.join(stamps)}"


def _stamp(file: Path) -> str:
    try:
        status = file.stat()
    except OSError:
        return str(file)
    return f"{file} {status.st_size} {status.st_mtime_ns}"

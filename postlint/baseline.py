"""The baseline: the faults of today, accepted, so that only new ones count.

A project that adopts postlint has old faults. The file `postlint-baseline.json` holds the
fingerprint of each; a fault that it holds is still reported, with the state ``baseline``, but does
not fail a run. A fingerprint names no line number: moved text keeps its faults known.

The file is made to be kept in git: one line for each fault, in one order, so that two branches
that each mend a fault merge without a conflict, or with one that is easily seen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from postlint.diagnostic import Diagnostic
from postlint.errors import UserError
from postlint.settings import BASELINE_NAME

ACCEPTED = "baseline"
"""The state of a diagnostic that the baseline holds."""

_VERSION = 1


class BaselineError(UserError):
    """A baseline file that cannot be read; the message is one sentence that says where and why."""


class Entry(NamedTuple):
    """One accepted fault. Rule and path are there for the reader: the fingerprint decides."""

    path: str
    rule: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The accepted faults of a project, in the order of the file."""

    entries: tuple[Entry, ...] = ()


class Compared(NamedTuple):
    """Diagnostics with their states, and the entries that no fault answers to.

    Those are `stale` where a run would have found the fault; of the `unseen` it says nothing.
    """

    diagnostics: list[Diagnostic]
    stale: tuple[Entry, ...]
    unseen: tuple[Entry, ...] = ()


def create(diagnostics: Iterable[Diagnostic], keeping: Iterable[Entry] = ()) -> Baseline:
    """The baseline that accepts all of these faults, and keeps these entries of an older one."""
    return Baseline(tuple(sorted({*keeping, *(Entry(d.path, d.rule, d.fingerprint) for d in diagnostics)})))


def apply(baseline: Baseline, diagnostics: Iterable[Diagnostic], judged: Callable[[Entry], bool]) -> Compared:
    """Mark the faults that the baseline holds.

    `judged` says of an entry whether the run would have found its fault: its file was looked at by
    its rule, or is no longer there.
    """
    known = {entry.fingerprint for entry in baseline.entries}
    marked = [d._replace(state=ACCEPTED) if d.fingerprint in known else d for d in diagnostics]
    alive = {d.fingerprint for d in marked}
    silent = [entry for entry in baseline.entries if entry.fingerprint not in alive]
    stale = tuple(entry for entry in silent if judged(entry))
    gone = set(stale)
    return Compared(marked, stale, tuple(entry for entry in silent if entry not in gone))


def prune(baseline: Baseline, stale: Iterable[Entry]) -> Baseline:
    """The baseline without its stale entries; it never grows."""
    gone = set(stale)
    return Baseline(tuple(entry for entry in baseline.entries if entry not in gone))


def dumps(baseline: Baseline) -> str:
    """The text of the file: JSON, sorted, one entry on a line."""
    lines = [_line(entry) for entry in sorted(baseline.entries)]
    body = "".join(f"\n    {line}," for line in lines).removesuffix(",")
    return f'{{\n  "version": {_VERSION},\n  "faults": [{body}{chr(10) + "  " if lines else ""}]\n}}\n'


def _line(entry: Entry) -> str:
    # A file name that is not UTF-8 has lone surrogates, which only an escape can hold.
    readable = json.dumps(entry._asdict(), ensure_ascii=False)
    return json.dumps(entry._asdict()) if any("\ud800" <= c <= "\udfff" for c in readable) else readable


def loads(text: str, name: str = BASELINE_NAME) -> Baseline:
    """The baseline that a file's text holds; `name` is how messages call the file.

    Raises:
        BaselineError: the text is not a baseline of this version.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise BaselineError(f"{place}: the baseline is not JSON: {error.msg.lower()}") from error
    except RecursionError as error:
        raise BaselineError(f"{name}: the baseline is nested too deeply") from error
    if not isinstance(data, dict) or not isinstance(data.get("faults"), list):
        raise BaselineError(f"{name}: a baseline is an object with a list of `faults`")
    if data.get("version") != _VERSION:
        said = json.dumps(data.get("version"))
        raise BaselineError(f"{name}: this postlint reads baselines of version {_VERSION}, not {said}")
    return Baseline(tuple(sorted(set(_entries(data["faults"], name)))))


def load(path: Path) -> Baseline:
    """The baseline in a file; raises `BaselineError`."""
    return read(Path.read_bytes, path)


def read(files: Callable[[Path], bytes], path: Path) -> Baseline:
    """The baseline in a file that `files` reads.

    Raises:
        BaselineError: there is no such file, or it cannot be read.
    """
    try:
        return loads(files(path).decode("utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise BaselineError(f"{path.name}: the baseline is not UTF-8") from error
    except FileNotFoundError as error:
        raise BaselineError(f"there is no baseline `{path}`; `postlint baseline create` makes one") from error
    except OSError as error:
        raise BaselineError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error


def _entries(faults: list[Any], name: str) -> Iterator[Entry]:
    for number, fault in enumerate(faults, 1):
        values = [fault.get(key) for key in Entry._fields] if isinstance(fault, dict) else []
        strings = [value for value in values if isinstance(value, str)]
        if len(strings) != len(Entry._fields):
            keys = ", ".join(f"`{key}`" for key in Entry._fields)
            raise BaselineError(f"{name}: fault {number} is no object with {keys}, each a string")
        yield Entry(*strings)

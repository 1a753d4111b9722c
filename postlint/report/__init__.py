"""Reports: one module for each format, the only place that knows lines and columns.

A format is a function ``render(report) -> Iterator[str]``, pieces of text in order, in the
module of its name. It decides nothing about which faults are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from typing import NamedTuple

from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.text import Source

FORMATS = (
    "full",
    "concise",
    "grouped",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "html",
)
"""The names of the formats, in the order in which `--help` shows them."""


class Style(NamedTuple):
    """How a report for people looks.

    `width` is in terminal cells; `least` is the lowest severity that is shown one by one: what
    lies below is only counted. `processes` may be used where there is much to show. `links` says that
    the terminal knows links (OSC 8), `wrap` that sentences are broken at its width.
    """

    width: int = 80
    color: bool = False
    least: Severity = Severity.INFO
    processes: int = 1
    links: bool = False
    wrap: bool = False


PLAIN = Style()


@dataclass(frozen=True)
class Report:
    """What a run found.

    `diagnostics` are in the order of `Diagnostic.order`. `source` gives the text of a file by
    its path (it may read the file again: texts are not kept). `files` counts the posts that
    were linted, `suppressed` the faults that a comment took out; `quiet` leaves out the summary.
    `dates` are the days of posts (ISO 8601) by their paths, as far as they are known; `made` is when
    the run took place.
    """

    diagnostics: Sequence[Diagnostic]
    source: Callable[[str], Source]
    files: int
    suppressed: int = 0
    style: Style = PLAIN
    quiet: bool = False
    dates: Mapping[str, str] = field(default_factory=dict)
    made: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def new(self) -> Iterator[Diagnostic]:
        """The diagnostics that the baseline does not hold."""
        return (d for d in self.diagnostics if d.state == "new")

    @property
    def shown(self) -> Iterator[Diagnostic]:
        """The new diagnostics that are severe enough to be shown one by one."""
        least = self.style.least.rank
        return (d for d in self.new if d.severity.rank >= least)

    @property
    def touched(self) -> int:
        """How many posts have new diagnostics; what is said of a whole site is in none."""
        return min(len({d.path for d in self.new}), self.files)

    def count(self, severity: Severity) -> int:
        """How many new diagnostics are of a severity."""
        return sum(d.severity is severity for d in self.new)

    def fixable(self, safety: Safety) -> int:
        """How many new diagnostics have a fix of that safety."""
        return sum(d.fix is not None and d.fix.safety is safety for d in self.new)


def renderer(name: str) -> Callable[[Report], Iterator[str]]:
    """The render function of a format in `FORMATS`."""
    module = import_module(f"postlint.report.{name}")
    render: Callable[[Report], Iterator[str]] = module.render
    return render


def plural(count: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

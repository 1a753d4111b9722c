"""What a run found and did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from postlint import engine
from postlint.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from postlint.baseline import Entry


class Failure(NamedTuple):
    """A file that could not be read or written: exit code 2, after all others are done."""

    path: str
    reason: str


@dataclass
class Outcome:
    """What a run found and did.

    `fixed` counts the fixes made, by rule; `changes` holds the texts before and after of the
    files that `--fix` changed or `--diff` would change; `unsettled` names, by file, the rules whose
    fixes came to no end, and were left out. `stale` are entries of the baseline that
    no fault answers to any more. `unasked` counts the external links that an interrupted run
    did not ask for. `dates` are the days (ISO 8601) of the posts, by path, as far as site rules
    asked for them.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    suppressed: int = 0
    failures: list[Failure] = field(default_factory=list)
    fixed: Counter[str] = field(default_factory=Counter)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    unsettled: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stale: tuple[Entry, ...] = ()
    unseen: tuple[Entry, ...] = ()
    unasked: int = 0
    dates: Mapping[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether postlint could not do all that it was asked."""
        return (
            bool(self.failures) or self.unasked > 0 or any(d.rule in engine.UNDONE for d in self.diagnostics)
        )

    def worst(self) -> Severity | None:
        """The highest severity found that the baseline does not hold, or None."""
        return max(
            (d.severity for d in self.diagnostics if d.state == "new"), key=lambda s: s.rank, default=None
        )

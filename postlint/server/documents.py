"""The open documents: their text as the editor has it, and what was last found in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from postlint.diagnostic import Diagnostic, Edit, Fix, Safety
from postlint.fix import fixpoint
from postlint.server.positions import Positions
from postlint.text import Source, Span

Lint: TypeAlias = Callable[[str, str], Sequence[Diagnostic]]
"""Finds the faults of a text, given its file's absolute path; the file may differ, or be missing."""


@dataclass(frozen=True)
class Checked:
    """One version of a document, and its faults."""

    path: str
    version: int | None
    positions: Positions
    faults: Sequence[Diagnostic]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.positions.text

    def touching(self, span: Span) -> list[Diagnostic]:
        """The faults that share a place with a span."""
        return [fault for fault in self.faults if fault.span.touches(span)]


def check(lint: Lint, path: str, version: int | None, text: str, encoding: str) -> Checked:
    """Lint one version of a document."""
    return Checked(path, version, Positions.of(text, encoding), lint(path, text))


def applicable(fix: Fix | None) -> bool:
    """Whether the editor may offer a fix."""
    return fix is not None and fix.safety is not Safety.DISPLAY and bool(fix.edits)


def fix_all(lint: Lint, checked: Checked) -> Edit | None:
    """The one edit that makes all safe fixes; None when there is nothing to change."""
    if not any(fault.fix and fault.fix.safety is Safety.SAFE for fault in checked.faults):
        return None
    source = Source.decode(checked.path, checked.text.encode("utf-8", "surrogatepass"))
    fixed = fixpoint(source, lambda text: lint(checked.path, text), Safety.SAFE)
    return difference(source.text, fixed.text) if fixed.text != checked.text else None


def difference(before: str, after: str) -> Edit:
    """The smallest single edit from one text to another, so that the editor's cursor stays where it can."""
    start = _common(before, after)
    rest = min(len(before), len(after)) - start
    tail = _common(before[::-1][:rest], after[::-1][:rest])
    # A place between CR and LF is none to an editor.
    if start and before[start - 1] == "\r":
        start -= 1
    if tail and before[-tail] == "\n" and tail < min(len(before), len(after)) - start:
        tail -= 1
    return Edit(Span(start, len(before) - tail), after[start : len(after) - tail])


def _common(a: str, b: str) -> int:
    """How many characters the two have in common at their start."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low

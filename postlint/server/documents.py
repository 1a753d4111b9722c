"""The open documents: their text as the editor has it, and what was last found in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from postlint import engine
from postlint.diagnostic import Diagnostic, Edit, Fix, Safety
from postlint.fix import RECENT, fixpoint
from postlint.post import Post
from postlint.server.positions import Positions
from postlint.server.reading import Lint, Reading
from postlint.text import Span


class Late(NamedTuple):
    """What the site said of one text of a document: it comes after what the text itself shows.

    `spoken` are the rules that have said all that they have to say of it.
    """

    text: str
    faults: Sequence[Diagnostic] = ()
    spoken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Checked:
    """One version of a document, and its faults."""

    path: str
    version: int | None
    positions: Positions
    reading: Reading
    faults: Sequence[Diagnostic]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.positions.text

    @property
    def post(self) -> Post:
        """The post in it."""
        return self.reading.post

    def touching(self, span: Span) -> list[Diagnostic]:
        """The faults that share a place with a span."""
        return [fault for fault in self.faults if fault.span.touches(span)]


def check(lint: Lint, path: str, version: int | None, text: str, encoding: str) -> Checked:
    """Lint one version of a document."""
    reading = lint(path, text)
    return Checked(path, version, Positions.of(text, encoding), reading, _fresh(reading, reading.faults))


def joined(checked: Checked, late: Late) -> Checked:
    """A document with what the site said of it, or of its last text of which it spoke."""
    reading = checked.reading
    moved = (
        _moved(late.faults, difference(late.text, checked.text)) if late.text != checked.text else late.faults
    )
    names = reading.selection.names
    wanted = [one for one in moved if one.rule in names or one.rule in engine.UNDONE]
    spoken = late.spoken if late.text == checked.text else ()
    shown, _ = engine.finish_late(reading.post, wanted, reading.selection, spoken)
    faults = sorted([*reading.faults, *shown], key=lambda one: one.order)
    return Checked(checked.path, checked.version, checked.positions, reading, _fresh(reading, faults))


def _fresh(reading: Reading, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The faults that the baseline does not hold."""
    return [one for one in faults if one.fingerprint not in reading.accepted]


def _moved(faults: Iterable[Diagnostic], edit: Edit) -> list[Diagnostic]:
    """Faults where an edit has moved them; those that it changed are left out."""
    by = len(edit.replacement) - (edit.span.end - edit.span.start)
    found = []
    for fault in faults:
        if fault.span.end <= edit.span.start:
            found.append(fault._replace(fix=None) if fault.fix else fault)
        elif fault.span.start >= edit.span.end:
            found.append(fault._replace(span=fault.span.shift(by), fix=None))
    return found


def applicable(fix: Fix | None) -> bool:
    """Whether the editor may offer a fix."""
    return fix is not None and fix.safety is not Safety.DISPLAY and bool(fix.edits)


def fix_all(lint: Lint, checked: Checked) -> Edit | None:
    """The one edit that makes all safe fixes; None when there is nothing to change."""
    if not any(fault.fix and fault.fix.safety is Safety.SAFE for fault in checked.faults):
        return None
    source = checked.post.source

    @lru_cache(RECENT)
    def reading(text: str) -> Reading:
        return checked.reading if text == checked.text else lint(checked.path, text)

    fixed = fixpoint(
        source,
        lambda text: reading(text).faults,
        Safety.SAFE,
        checked.faults,
        lambda text: reading(text).post,
    )
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

"""What a rule finds, and what a report shows.

A rule yields a `Finding`: where, what, and perhaps how to mend it. The engine stamps the rule's
name, the severity and the path on it, and so makes a `Diagnostic`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from postlint.text import Source, Span


class Severity(StrEnum):
    """How bad it is.

    An *error* is broken: the build fails, the post is lost, the page is invalid, the link is
    dead. A *warning* works, but not as the author meant. *Info* is advice.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for a warning, 2 for an error."""
        return ("info", "warning", "error").index(self.value)


class Safety(StrEnum):
    """What a fix may change.

    *Safe*: the page stays the same but for what the rule is about. *Unsafe*: the page may lose
    or change something. *Display*: shown to the author, never applied.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class Edit(NamedTuple):
    """Replace the characters of `span` (empty: insert before it) by `replacement`."""

    span: Span
    replacement: str


class Fix(NamedTuple):
    """Edits that belong together: all are made, or none. `title` is an imperative: ``quote the title``."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE


class Related(NamedTuple):
    """Another place that explains the finding; `path` is None for the same file."""

    span: Span
    message: str
    path: str | None = None


class Finding(NamedTuple):
    """One fault, as a rule yields it.

    `message` states the fact: lower case, names in backticks, no full stop. `help` is advice.
    `severity` is set only where one rule knows faults of different weight; otherwise the
    rule's own severity holds. A site rule, which sees many posts, names the `path`. `subject` is
    what statistics count beneath the rule: the provider and symbol of a widget.
    """

    span: Span
    message: str
    help: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    path: str | None = None
    subject: str | None = None


class Diagnostic(NamedTuple):
    """One fault, as reports show it.

    `state` is ``new``, or ``baseline`` for a fault that the project's baseline already holds.
    `fingerprint` stays the same when lines are inserted above: see `fingerprints`.
    """

    path: str
    rule: str
    severity: Severity
    span: Span
    message: str
    help: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    state: str = "new"
    fingerprint: str = ""
    subject: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key that reports are sorted by."""
        return (self.path, self.span.start, self.span.end, self.rule, self.message)


def fingerprints(source: Source, faults: Iterable[tuple[str, Span]]) -> list[str]:
    """A stable name for each fault (rule, span) of one file, given in the order of their places.

    It is made of the rule, the path, the flagged text with its line, white space folded, and the
    ordinal among equals: no line number, so that a fault keeps its name when others move it.
    On a long line (an imported post's body) only a window around the flagged text counts.
    """
    # A clean post needs none.
    from postlint.digest import blake2b

    seen: dict[tuple[str, str], int] = {}
    names = []
    for rule, span in faults:
        key = (rule, _flagged(source, span))
        ordinal = seen.get(key, 0)
        seen[key] = ordinal + 1
        text = "\0".join((rule, source.path, key[1], str(ordinal)))
        names.append(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())
    return names


_WINDOW = 60


def _flagged(source: Source, span: Span) -> str:
    line = source.line_span(source.position(span.start).line)
    start = max(line.start, span.start - _WINDOW)
    end = max(min(line.end, span.end + _WINDOW), min(span.end, start + 4 * _WINDOW))
    return " ".join(source.text[start:end].split())

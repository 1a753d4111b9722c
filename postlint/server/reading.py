"""One version of a text as it was read: the post in it, what was found, and what holds for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from postlint.diagnostic import Diagnostic
from postlint.post import Post
from postlint.selection import Selection
from postlint.site.facts import Facts


@dataclass(frozen=True, slots=True)
class Reading:
    """A text of a post, linted.

    `faults` are those that the text alone shows; what the site says of it comes later. `root` is the
    folder of its project, None where it belongs to none. `facts` is None for a file that a run over the
    project would pass over: nothing is said of it. `accepted` are the fingerprints in the baseline.
    """

    post: Post
    faults: Sequence[Diagnostic] = ()
    selection: Selection = field(default_factory=lambda: Selection(()))
    root: Path | None = None
    facts: Facts | None = None
    accepted: frozenset[str] = frozenset()


Lint: TypeAlias = Callable[[str, str], Reading]
"""Reads a text, given its file's absolute path; the file may differ, or be missing."""

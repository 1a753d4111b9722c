"""What the server asks of the process that knows whole sites, and what that answers.

Each question is answered once, in the order in which they are asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from postlint.diagnostic import Diagnostic, Edit
from postlint.site.facts import Facts, Reference
from postlint.site.leads import Lead


class Update(NamedTuple):
    """The open posts of a project that have changed: their facts by path, None for one that was closed."""

    root: Path
    posts: Mapping[str, Facts | None]


class Said(NamedTuple):
    """The faults that a site shows in a post, and the rules that have said all that they have to say."""

    faults: Sequence[Diagnostic] = ()
    spoken: frozenset[str] = frozenset()


Found: TypeAlias = Mapping[str, Said]
"""What an `Update` is answered with, for each open post of the project."""


class Changed(NamedTuple):
    """Files that are not as they were; no paths: anything may have changed."""

    paths: Sequence[Path] = ()


class Names(NamedTuple):
    """Which names the site of a post uses."""

    root: Path
    path: str


class Used(NamedTuple):
    """The names that a site's posts use, each list with the most frequent first."""

    tags: Sequence[str] = ()
    categories: Sequence[str] = ()
    layouts: Sequence[str] = ()


class Leads(NamedTuple):
    """Where links of a page lead; answered by a `Lead` or None for each."""

    root: Path
    page: Facts
    links: Sequence[Reference]


Led: TypeAlias = Sequence[Lead | None]


class Stops(NamedTuple):
    """Why the build stops at a post; answered by words, or None where it does not."""

    root: Path
    page: Facts


class Renames(NamedTuple):
    """Files of a project (or folders) that are about to be renamed: their old and new absolute paths."""

    root: Path
    files: Sequence[tuple[Path, Path]]


class Rewritten(NamedTuple):
    """Edits of one file, by its path in the project, and its text that they are for."""

    path: str
    text: str
    edits: Sequence[Edit]


Question: TypeAlias = Update | Changed | Names | Leads | Stops | Renames

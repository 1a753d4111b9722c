"""The sites of a run: what their rules find, in the posts that were linted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from postlint import engine
from postlint.diagnostic import Diagnostic
from postlint.engine import Linted
from postlint.post import Post
from postlint.project import Project
from postlint.selection import Selection
from postlint.site.facts import Facts
from postlint.site.model import Site
from postlint.text import Source

Texts = Callable[[str], Source]
"""The text of a file of the run by its path."""


class Found(NamedTuple):
    """Diagnostics, and how many more a comment suppressed.

    `concerned` are the files that site rules had something to say of, suppressed or not.
    """

    diagnostics: list[Diagnostic]
    suppressed: int = 0
    concerned: frozenset[str] = frozenset()

    def plus(self, other: Found) -> Found:
        """Both, as one."""
        return Found(
            [*self.diagnostics, *other.diagnostics],
            self.suppressed + other.suppressed,
            self.concerned | other.concerned,
        )


def found(project: Project, linted: Iterable[Linted], texts: Texts) -> Found:
    """What the site rules find, in the posts that were linted."""
    by_folder: dict[str, list[Linted]] = {}
    for one in linted:
        if one.facts is not None:
            by_folder.setdefault(one.path.rpartition("/")[0], []).append(one)
    by_site: dict[Path | None, list[Linted]] = {}
    for name, members in by_folder.items():
        by_site.setdefault(project.site_root(project.root / name), []).extend(members)
    total = Found([])
    for root, members in by_site.items():
        total = total.plus(_in_site(project, root, members, texts))
    return total


def _in_site(project: Project, root: Path | None, members: Sequence[Linted], texts: Texts) -> Found:
    site = site_at(project, root, [one.facts for one in members if one.facts is not None])
    _, selection = project.setup((root or project.root) / "x")
    linted_paths = frozenset(one.path for one in members)
    kept: list[Diagnostic] = []
    suppressed = 0
    by_path: dict[str, list[Diagnostic]] = {}
    concerned: set[str] = set()
    for diagnostic in engine.lint_site(site, selection):
        concerned.update((diagnostic.path, *(place.path or "" for place in diagnostic.related)))
        if diagnostic.rule in engine.UNDONE:
            kept.append(diagnostic if root is None else diagnostic._replace(path=project.name(root) or "."))
        elif diagnostic.path in linted_paths:
            by_path.setdefault(diagnostic.path, []).append(diagnostic)
    commented = {one.path for one in site.posts if one.commented}
    said: frozenset[str] = frozenset()
    if commented and not kept:
        said = spoken(site, selection, posts_of(project, root))
    for path in sorted({*by_path, *(commented if said else ())}):
        context, own = project.setup(project.root / path)
        wanted = [d for d in by_path.get(path, ()) if d.rule in own.names]
        post = Post(texts(path), context)
        shown, count = engine.finish_late(post, wanted, own, said)
        kept += shown
        suppressed += count
    return Found(kept, suppressed, frozenset(concerned))


def spoken(site: Site, selection: Selection, posts: frozenset[str] | None) -> frozenset[str]:
    """The rules that have said all that they have to say of a site whose posts are these.

    None of them where the site does not know all the posts, or not what the front matter of one says.
    """
    if posts is None or site.anywhere is not None or not posts.issubset(one.path for one in site.posts):
        return frozenset()
    return selection.of_sites


def posts_of(project: Project, root: Path | None) -> frozenset[str] | None:
    """The paths of all posts of a site; None where a run is about a part of them."""
    request, top = project.request, root or project.root
    part = project.index is not None or request.stdin is not None or request.shard is not None
    if part or request.exclude or not any(top.is_relative_to(one) for one in project.arguments.folders):
        return None
    below = (path for path in project.posts() if path.is_relative_to(top))
    return frozenset(project.name(path) for path in below if project.site_root(path.parent) == root)


def site_at(project: Project, root: Path | None, facts: Sequence[Facts] = ()) -> Site:
    """A site of the project, given the facts of some of its posts; the others are read when asked for."""
    folder = root or project.root
    context = project.setup(folder / "x").context
    return Site(context, facts, lambda: _listing(project, folder), _reader(project))


def _listing(project: Project, folder: Path) -> list[str]:
    """The paths of all files of a site, relative to the project, and those that are assumed to be there."""
    base = "" if folder == project.root else project.tree.relative(folder) + "/"
    there = [base + inside + name for inside, names in project.tree.everything(folder) for name in names]
    return [*there, *(base + name for name in project.request.assumed)]


def _reader(project: Project) -> Callable[[str], bytes | None]:
    def read(path: str) -> bytes | None:
        try:
            return project.tree.files.read(project.root / path)
        except OSError:
            return None

    return read


def source_of(project: Project, path: str) -> Source:
    """The text of a file of the run, read again; empty where it has gone meanwhile."""
    stdin = project.request.stdin
    try:
        file = project.root / path
        data = (
            stdin[1] if stdin and Path(os.path.abspath(stdin[0])) == file else project.tree.files.read(file)
        )
    except OSError:
        data = b""
    return Source.decode(path, data)

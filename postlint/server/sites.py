"""The whole sites of the open posts, and the answers to all that the server asks of them.

They are known in a process of their own (`site_process`), so that typing waits for none.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from postlint import engine
from postlint.clock import Clock
from postlint.diagnostic import Diagnostic
from postlint.errors import UserError
from postlint.project import Project, Request
from postlint.run import Job, jobs, site_at
from postlint.run.posts import do
from postlint.run.sites import posts_of, spoken
from postlint.run.spread import done
from postlint.run.watch import Nobody
from postlint.server.questions import (
    Changed,
    Found,
    Leads,
    Led,
    Names,
    Question,
    Renames,
    Said,
    Stops,
    Update,
    Used,
)
from postlint.settings import ConfigError
from postlint.site.facts import Facts
from postlint.site.leads import lead
from postlint.site.model import Site
from postlint.workers import available

_SECONDS = 3600
"""How long the clock of a project may stand still."""


@dataclass
class Known:
    """One project: the facts of its posts on disk, of those that are open, and its sites."""

    project: Project
    since: float
    stored: dict[str, Facts]
    open: dict[str, Facts] = field(default_factory=dict)
    bases: dict[Path | None, Site] = field(default_factory=dict)
    sites: dict[Path | None, Site] = field(default_factory=dict)
    found: dict[Path | None, dict[str, list[Diagnostic]]] = field(default_factory=dict)
    roots: dict[str, Path | None] = field(default_factory=dict)
    posts: dict[Path | None, frozenset[str] | None] = field(default_factory=dict)

    def root_of(self, path: str) -> Path | None:
        """The folder of the site that a post belongs to."""
        folder = path.rpartition("/")[0]
        if folder not in self.roots:
            self.roots[folder] = self.project.site_root(self.project.root / folder)
        return self.roots[folder]

    def site(self, root: Path | None) -> Site:
        """A site as it is now, the open posts in the place of those on disk."""
        known = self.sites.get(root)
        if known is None:
            if root not in self.bases:
                self.bases[root] = site_at(self.project, root)
            posts = {**self.stored, **self.open}
            mine = (facts for path, facts in posts.items() if self.root_of(path) == root)
            known = self.sites[root] = self.bases[root].with_posts(mine)
        return known

    def put(self, posts: dict[str, Facts], path: str, facts: Facts | None) -> None:
        """Know a post by other facts, or (None) by none."""
        if posts.get(path) != facts:
            root = self.root_of(path)
            self.sites.pop(root, None)
            self.found.pop(root, None)
        if facts is None:
            posts.pop(path, None)
        else:
            posts[path] = facts

    def faults(self, root: Path | None) -> dict[str, list[Diagnostic]]:
        """What the rules of a site find in its posts."""
        known = self.found.get(root)
        if known is None:
            known = self.found[root] = {}
            _, selection = self.project.setup((root or self.project.root) / "x")
            for one in engine.lint_site(self.site(root), selection):
                known.setdefault(one.path, []).append(one)
        return known

    def said(self, path: str) -> Said:
        """What a site says of an open post."""
        root = self.root_of(path)
        faults = self.faults(root)
        undone = any(one.rule in engine.UNDONE for one in faults.get(engine.SITE, ()))
        if undone or not self.open[path].commented:
            return Said(faults.get(path, ()))
        if root not in self.posts:
            self.posts[root] = posts_of(self.project, root)
        _, selection = self.project.setup((root or self.project.root) / "x")
        return Said(faults.get(path, ()), spoken(self.site(root), selection, self.posts[root]))


class Sites:
    """The projects that were asked about; `request` is what the command line of the server asked for."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._known: dict[Path, Known] = {}

    def answer(self, question: Question) -> Any:
        """The answer to a question; None where settings cannot be read."""
        try:
            return self._answer(question)
        except (ConfigError, UserError):
            return None

    def _answer(self, question: Question) -> Any:
        match question:
            case Update():
                return self._update(question)
            case Changed():
                return self._changed(question.paths)
            case Names():
                known = self._project(question.root)
                return _used(known.site(known.root_of(question.path)))
            case Leads():
                return self._leads(question)
            case Stops():
                return self._stops(question)
            case Renames():
                from postlint.server.renames import rewritten

                return rewritten(self._project(question.root), question.files)

    def _project(self, root: Path) -> Known:
        known = self._known.get(root)
        if known is None or (self._request.now is None and monotonic() - known.since > _SECONDS):
            opened = known.open if known else {}
            known = self._known[root] = _read(self._request, root)
            known.open.update(opened)
        return known

    def _update(self, question: Update) -> Found:
        known = self._project(question.root)
        for path, facts in question.posts.items():
            if facts is None:
                known.put(known.stored, path, _stored(known.project, path))
            known.put(known.open, path, facts)
        return {path: known.said(path) for path in known.open}

    def _changed(self, paths: Iterable[Path]) -> None:
        given = list(paths)
        for root, known in list(self._known.items()):
            mine = [path for path in given if path.is_relative_to(root)]
            if all(_is_known_post(known, path) for path in mine) and given:
                for path in mine:
                    name = known.project.name(path)
                    known.put(known.stored, name, _stored(known.project, name))
            else:
                # A file came or went, or a setting changed: what is in the cache makes it quick.
                fresh = self._known[root] = _read(self._request, root)
                fresh.open.update(known.open)

    def _leads(self, question: Leads) -> Led:
        known = self._project(question.root)
        site = known.site(known.root_of(question.page.path))
        return [lead(site, question.page, link) for link in question.links]

    def _stops(self, question: Stops) -> str | None:
        known = self._project(question.root)
        site = known.site(known.root_of(question.page.path))
        if site.context.generator != "jekyll":
            return None
        from postlint.site.jekyll_links import unresolved_in

        found = next(unresolved_in(question.page, site), None)
        return found.verdict.why if found else None


def _is_known_post(known: Known, path: Path) -> bool:
    return known.project.name(path) in known.stored and path.is_file()


def _read(request: Request, root: Path) -> Known:
    """All posts of a project, from the cache where they are in it; raises `ConfigError`."""
    clock = Clock.at(request.now or datetime.now(UTC))
    # One core is left to the editor.
    cores = max(available() - 1, 1)
    asked = request._replace(paths=(str(root),), now=clock, cache=True, jobs=cores)
    project = Project.open(asked, clock)
    project.setup(project.root / "x")
    kept = (result.kept for result in done(project, jobs(project), Nobody()))
    stored = {one.linted.path: one.linted.facts for one in kept if one and one.linted.facts}
    known = Known(project, monotonic(), stored)
    # Thousands of facts that stay: the collector need not look at them again and again.
    gc.collect()
    gc.freeze()
    return known


def _stored(project: Project, path: str) -> Facts | None:
    """The facts of a post as it is on disk; None where it is not, or is none of the project's."""
    file = project.root / path
    if not file.is_file() or not project.covers(file):
        return None
    kept = do(project, Job(str(file))).kept
    return kept.linted.facts if kept else None


def _used(site: Site) -> Used:
    tags = Counter(name.name for one in site.posts for name in one.tags)
    categories = Counter(name.name for one in site.posts for name in one.categories)
    layouts = Counter(one.layout.name for one in site.posts if one.layout)
    layouts.update(_layouts(site))
    return Used(*([name for name, _ in names.most_common()] for names in (tags, categories, layouts)))


def _layouts(site: Site) -> Iterator[str]:
    folder = site.context.config.get("layouts_dir")
    start = (folder.strip("/") if isinstance(folder, str) else "_layouts") + "/"
    for path in site.listing:
        if path.startswith(start) and "." in path:
            yield path[len(start) :].rpartition(".")[0]

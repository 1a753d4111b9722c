"""External links of a run, with `--online`: asked for once each, after all posts are read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from fnmatch import translate
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from postlint import cache, engine
from postlint.cache.results import Kept
from postlint.diagnostic import Diagnostic
from postlint.errors import UserError
from postlint.project import Project
from postlint.run.sites import Found, Texts
from postlint.run.watch import Watch

if TYPE_CHECKING:
    from postlint.web import Options, Outcome


class NotInstalled(UserError):
    """A part of postlint that was left out when it was installed."""


def require() -> None:
    """Say before any work that links cannot be asked for; raises `NotInstalled`, `BadCredentials`."""
    if find_spec("aiohttp") is None:
        raise NotInstalled("`--online` needs aiohttp, which is not installed: install `postlint[online]`")
    from postlint import web

    web.credentials(os.environ)


def asked(project: Project, posts: Iterable[Kept], watch: Watch) -> dict[str, Outcome | None]:
    """The outcome of each address that the posts link to; None for one that an interrupted run left."""
    from postlint import web

    settings = project.settings(project.root).online
    wanted = _wanted(project, posts, settings)
    root = project.root
    remembers = project.request.cache and project.tree.folder(root).is_project
    memory = web.Memory(cache.read(root, web.FILE_NAME) if remembers else b"")
    asked_for = dict(wanted.values())
    watch.begin("links", len(asked_for))

    def tell(address: str, outcome: Outcome) -> None:
        dead = outcome.state is web.State.BROKEN
        watch.advance(f"{asked_for[address]}: {web.spoken(address, outcome)}" if dead else None)

    try:
        outcomes = web.outcomes(asked_for, memory, _options(project, settings), tell)
    finally:
        watch.end()
        if remembers and memory.news:
            cache.update(root, web.FILE_NAME, memory.merged)
    return {url: outcomes.get(address) for url, (address, _) in wanted.items()}


def _wanted(
    project: Project, posts: Iterable[Kept], settings: Mapping[str, Any]
) -> dict[str, tuple[str, str]]:
    """By each link's address: what is asked for it, and the first post that has it."""
    excluded = re.compile("|".join(map(translate, settings.get("exclude", ()))) or r"(?!)", re.IGNORECASE)
    fragments = settings.get("fragments", False)
    wanted: dict[str, tuple[str, str]] = {}
    for kept in posts:
        if not kept.links or not _speaks(project, kept):
            continue
        for url, _, _ in kept.links:
            if url not in wanted and not excluded.match(url):
                wanted[url] = (url if fragments else url.partition("#")[0], kept.linted.path)
    return wanted


def _options(project: Project, settings: Mapping[str, Any]) -> Options:
    from postlint import web

    numbers: dict[str, Any] = {
        key.replace("-", "_"): value for key, value in settings.items() if type(value) is int
    }
    private = frozenset(host.lower().strip("[]") for host in project.request.private)
    return web.Options(**numbers, private=private, credentials=web.credentials(os.environ))


def _speaks(project: Project, kept: Kept) -> bool:
    """Whether a post has rules that would say what is wrong with a link."""
    from postlint.web.findings import BROKEN, REDIRECTED, UNVERIFIED

    names = project.setup(project.root / kept.linted.path).selection.names
    return not names.isdisjoint((BROKEN, REDIRECTED, UNVERIFIED))


def found(
    project: Project, posts: Iterable[Kept], outcomes: Mapping[str, Outcome | None], texts: Texts
) -> Found:
    """What the outcomes say of the links of the posts."""
    from postlint import web

    known = {url: outcome for url, outcome in outcomes.items() if outcome is not None}
    diagnostics: list[Diagnostic] = []
    suppressed = 0
    for kept in posts:
        externals = [web.External(*link) for link in kept.links or ()]
        said = list(web.findings(externals, known))
        if said:
            path = kept.linted.path
            _, selection = project.setup(project.root / path)
            shown, count = engine.finish_said(texts(path), said, selection)
            diagnostics += shown
            suppressed += count
    return Found(diagnostics, suppressed)

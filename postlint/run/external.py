"""External links of a run, with `--online`: asked for once each, after all posts are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from postlint import cache, engine
from postlint.cache.results import Kept
from postlint.errors import UserError
from postlint.project import Project
from postlint.run.sites import Found, Texts

if TYPE_CHECKING:
    from postlint.web import Outcome

Progress = Callable[[int, int], None]
"""Is told how many links are known by now, of how many."""


class NotInstalled(UserError):
    """A part of postlint that was left out when it was installed."""


def require() -> None:
    """Say so before any work where links cannot be asked for; raises `NotInstalled`."""
    if find_spec("aiohttp") is None:
        raise NotInstalled("`--online` needs aiohttp, which is not installed: install `postlint[online]`")


def asked(project: Project, posts: Iterable[Kept], progress: Progress) -> dict[str, Outcome | None]:
    """The outcome of each address that the posts link to; None for one that an interrupted run left."""
    from postlint import web

    wanted = dict.fromkeys(link.url for kept in posts if _speaks(project, kept) for link in kept.links or ())
    root = project.root
    remembers = project.request.cache and project.tree.folder(root).is_project
    memory = web.Memory(cache.read(root, web.FILE_NAME) if remembers else b"")
    known = 0

    def tell(_url: str, _outcome: Outcome) -> None:
        nonlocal known
        known += 1
        progress(known, len(wanted))

    options = web.Options(private=frozenset(host.lower() for host in project.request.private))
    outcomes = web.outcomes(wanted, memory, options, tell)
    if remembers and known:
        cache.update(root, web.FILE_NAME, memory.merged)
    return {url: outcomes.get(url) for url in wanted}


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
    total = Found([])
    for kept in posts:
        externals = [web.External(*link) for link in kept.links or ()]
        said = list(web.findings(externals, known))
        if said:
            path = kept.linted.path
            _, selection = project.setup(project.root / path)
            total = total.plus(Found(*engine.finish_said(texts(path), said, selection)))
    return total

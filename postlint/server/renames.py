"""What must change in links when files are renamed, so that they lead where they led before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import relpath

from postlint.diagnostic import Edit
from postlint.post import Post
from postlint.server.questions import Rewritten
from postlint.server.sites import Known
from postlint.site.addresses import inner_path, split
from postlint.site.facts import Facts, Reference, outline
from postlint.site.leads import Lead, lead
from postlint.site.model import Site
from postlint.text import Source


@dataclass(frozen=True)
class _Move:
    """A file that gets another path, and perhaps another address."""

    before: Facts
    after: Facts


def rewritten(known: Known, files: Sequence[tuple[Path, Path]]) -> list[Rewritten]:
    """The edits of a project's posts that a renaming of files asks for."""
    found = []
    for root in {known.root_of(known.project.name(old)) for old, _ in files}:
        site = known.site(root)
        moves = {move.before.path: move for move in _moves(known, site, files)}
        for page in site.posts if moves else ():
            changes = tuple(_changes(site, page, moves))
            if changes:
                text = known.project.source(known.project.root / page.path).text
                found.append(Rewritten(page.path, text, [c for c in changes if _stands(text, page, c)]))
    return [one for one in found if one.edits]


def _moves(known: Known, site: Site, files: Sequence[tuple[Path, Path]]) -> Iterator[_Move]:
    base = site.context.base
    for old, new in files:
        before = site.by_path.get(known.project.name(old).removeprefix(base))
        if before is None:
            continue
        path = known.project.name(new)
        if before.role == "asset":
            # Copied as it is: its address is its path.
            moved = path.removeprefix(base) if before.file == before.path.removeprefix(base) else None
            yield _Move(before, before._replace(path=path, file=moved, url=None))
        elif old.is_file():
            source = Source.decode(path, old.read_bytes())
            yield _Move(before, outline(Post(source, site.context)))


def _changes(site: Site, page: Facts, moves: Mapping[str, _Move]) -> Iterator[Edit]:
    own = moves.get(page.path)
    for link in page.links:
        led = lead(site, page, link)
        if led is None or led.by == "mistake" or led.path == page.path:
            continue
        move = moves.get(led.path)
        if move is None and own is None:
            continue
        target = _written(site, link, led, page, own, move)
        if target is not None and target != link.target:
            yield Edit(link.span, target)


def _written(
    site: Site, link: Reference, led: Lead, page: Facts, own: _Move | None, move: _Move | None
) -> str | None:
    """The target of a link after the moves; None where it cannot be told."""
    base = site.context.base
    if link.kind.startswith("liquid["):
        return _argument(link, move.after.path.removeprefix(base)) if move else None
    if "{" in link.target:
        return None
    here = own.after if own else page
    there = move.after if move else site.by_path.get(led.path.removeprefix(base))
    if there is None:
        return None
    if led.by == "path":
        if link.target.startswith("/"):
            return _with_tail(link.target, "/" + there.path.removeprefix(base))
        return _with_tail(link.target, relpath(there.path, here.path.rpartition("/")[0] or "."))
    return _addressed(site, link.target, here, there)


def _argument(link: Reference, path: str) -> str | None:
    """What Jekyll's `link` and `post_url` call a file."""
    if link.kind == "liquid[link]":
        return ("/" if link.target.startswith("/") else "") + path
    if link.kind == "liquid[post_url]" and "_posts/" in path:
        before, _, name = path.partition("_posts/")
        folder = before if link.target.startswith(before) else ""
        return folder + name.rpartition(".")[0]
    return None


def _addressed(site: Site, target: str, here: Facts, there: Facts) -> str | None:
    if there.url is None and there.file is None:
        return None
    address = site.link_to(there)
    whole = inner_path(target, site.context) if "//" in target else None
    if whole is not None:
        host = target[: len(target) - len(whole)] if target.endswith(whole) else None
        return None if host is None else _with_tail(target, host + address)
    if target.startswith("/"):
        return _with_tail(target, address)
    if here.url is None:
        return None
    folder = (site.base + here.url).rpartition("/")[0] or "/"
    near = relpath(address, folder)
    return _with_tail(target, near + ("/" if address.endswith("/") and near != "." else ""))


def _with_tail(target: str, path: str) -> str:
    address = split(target)
    query = "" if address.query is None else "?" + address.query
    return path + query + ("" if address.fragment is None else "#" + address.fragment)


def _stands(text: str, page: Facts, edit: Edit) -> bool:
    """Whether a link's target stands in the text as it is, so that it can be replaced."""
    written = text[edit.span.start : edit.span.end]
    return any(link.span == edit.span and link.target == written for link in page.links)

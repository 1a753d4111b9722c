"""Pages that get into each other's way: one address for two, one article twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from postlint.site.addresses import decoded
from postlint.site.facts import Facts
from postlint.site.model import Site, written_by


class Overwritten(NamedTuple):
    """A page that is lost, and the one that is written over it."""

    page: Facts
    winner: Facts


def overwritten(site: Site) -> Iterator[Overwritten]:
    """The posts, pages and documents that the generator overwrites by another.

    Where only a small part of a site is linted (a hook), its posts are compared with each other
    alone: to know all the others' addresses, each would have to be read.
    """
    for all_ in (site.by_file if site.is_mostly_linted else written_by(site.posts)).values():
        sure = [one for one in all_ if one.sure and one.breaks is None]
        if len(sure) > 1:
            ordered = sorted(sure, key=_write_order)
            for one in ordered[:-1]:
                yield Overwritten(one, ordered[-1])


def _write_order(one: Facts) -> tuple[int, str, str]:
    """Jekyll 4.3, `Site#each_site_file`: pages, then static files, then documents by date and path."""
    kind = {"page": 0, "asset": 1}.get(one.role, 2)
    return (kind, one.date or "" if kind == 2 else "", one.path)


class Repeated(NamedTuple):
    """A post that stands on the site already as `first`, and how one knows."""

    page: Facts
    first: Facts
    why: str


def repeated(site: Site) -> Iterator[Repeated]:
    """The posts that repeat another one, which comes first in the order of dates and paths."""
    bodies: dict[str, Facts] = {}
    days: dict[tuple[str, str], Facts] = {}
    posts = (one for one in site.posts if one.url is not None or site.context.generator == "folder")
    for one in sorted(posts, key=lambda one: (one.date or "", one.path)):
        day = (one.title or "", (one.date or "")[:10])
        if one.digest and one.digest in bodies:
            yield Repeated(one, bodies[one.digest], "its text is the same")
        elif all(day) and day in days:
            yield Repeated(one, days[day], f"its title and its day, {day[1]}, are the same")
        else:
            days.setdefault(day, one)
            if one.digest:
                bodies[one.digest] = one


class Shadowed(NamedTuple):
    """An alias of a page at an address that `other` has."""

    page: Facts
    alias: str
    other: Facts


def shadowed_aliases(site: Site) -> Iterator[Shadowed]:
    """The aliases at which another page is published, or that another page claims too."""
    claimed: dict[str, Facts] = {}
    for one in site.posts:
        for alias in one.aliases:
            if "//" in alias or one.url is None:
                continue
            path = decoded(alias).strip("/")
            found = site.page_at(site.base + "/" + path) or claimed.get(path)
            if found is not None and found.sure and found.path != one.path and found.role != "asset":
                yield Shadowed(one, alias, found)
            claimed.setdefault(path, one)

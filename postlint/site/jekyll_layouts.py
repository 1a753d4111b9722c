"""The layouts of a Jekyll site (Jekyll 4.3 `readers/layout_reader.rb`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from postlint.site.facts import Facts, Name
from postlint.site.model import Site


class Missing(NamedTuple):
    """A page, the layout it asks for, and the layouts that there are."""

    page: Facts
    layout: Name
    known: frozenset[str]


def missing_layouts(site: Site) -> Iterator[Missing]:
    """The published posts whose layout the site does not have.

    Nothing where a theme may bring layouts, or where no layout is there at all: then not the whole
    site is known.
    """
    config = site.context.config
    if site.context.generator != "jekyll" or config.get("theme") or config.get("remote_theme"):
        return
    folder = config.get("layouts_dir")
    folder = (folder.strip("/") if isinstance(folder, str) else "_layouts") + "/"
    files = (path[len(folder) :] for path in site.listing if path.startswith(folder))
    known = frozenset(file.rpartition(".")[0] for file in files if "." in file)
    for one in site.posts if known else ():
        if one.layout is not None and one.url is not None and one.layout.name not in known:
            yield Missing(one, one.layout, known)

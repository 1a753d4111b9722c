"""The source file that a link leads to: what an editor opens, and what changes when a file is renamed."""

from __future__ import annotations

from posixpath import normpath
from typing import Literal, NamedTuple

from postlint.site.addresses import decoded, has_scheme, inner_path, split
from postlint.site.facts import Facts, Reference
from postlint.site.generator import liquid_target
from postlint.site.model import Site
from postlint.site.resolve import absolute
from postlint.site.verdict import Verdict

LAYOUT = "layout"
"""The kind of a reference to a layout, which is the value of a front-matter key and no link."""


class Lead(NamedTuple):
    """A file of the project by its path, and the anchor in it that is meant, if one is.

    `by` is what the link names it by: its address on the site, its own path (from the page's folder),
    or one that is misspelt, old or withheld.
    """

    path: str
    anchor: str | None = None
    by: Literal["address", "path", "mistake"] = "address"


def lead(site: Site, page: Facts, link: Reference) -> Lead | None:
    """Where a link of `page` leads in the sources; None where it leaves the site, or leads nowhere."""
    if link.kind == LAYOUT:
        return _layout(site, link.target)
    if link.kind.startswith("liquid["):
        return _named(site, link.kind[7:-1], link.target)
    target: str | Verdict = link.target
    if "{{" in link.target or "{%" in link.target or link.target.startswith("@/"):
        target = liquid_target(link.target, site)
    if isinstance(target, Verdict):
        return Lead(target.source, by="mistake") if target.source else None
    target = "".join(c for c in target.strip() if c not in "\t\n\r")
    whole = inner_path(target, site.context) if "//" in target else None
    if whole is None and (target.startswith("//") or has_scheme(target)):
        return None
    return _addressed(site, page, target if whole is None else whole)


def _addressed(site: Site, page: Facts, target: str) -> Lead | None:
    address = split(target)
    anchor = decoded(address.fragment) if address.fragment else None
    if not address.path:
        return Lead(page.path, anchor) if anchor else None
    path = absolute(site, page, address.path)
    found = site.page_at(path) if path is not None else None
    if found is not None:
        return Lead(found.path, anchor)
    source = _beside(site, page, address.path)
    if source is not None:
        return Lead(source, anchor, "path")
    source = site.resolve(page, target).source
    return Lead(source, anchor, "mistake") if source else None


def _beside(site: Site, page: Facts, path: str) -> str | None:
    """The file at a path as the page's own folder has it."""
    base = site.context.base
    folder = page.path.removeprefix(base).rpartition("/")[0]
    plain = normpath(f"{folder}/{decoded(path)}").lstrip("/") if path[:1] != "/" else decoded(path)[1:]
    return base + plain if plain in site.listing else None


def _named(site: Site, tag: str, argument: str) -> Lead | None:
    """The file that Jekyll's `link`, `post_url` or `include` names."""
    base = site.context.base
    if tag == "include":
        folder = site.context.config.get("includes_dir")
        name = argument.split(None, 1)[0] if argument else ""
        path = f"{folder.strip('/') if isinstance(folder, str) else '_includes'}/{name}"
        return Lead(base + path) if path in site.listing else None
    written = liquid_target(f"{{% {tag} {argument} %}}", site)
    if isinstance(written, Verdict):
        return Lead(written.source) if written.source else None
    found = site.page_at(decoded(inner_path(written, site.context) or written))
    return Lead(found.path) if found else None


def _layout(site: Site, name: str) -> Lead | None:
    folder = site.context.config.get("layouts_dir")
    start = f"{folder.strip('/') if isinstance(folder, str) else '_layouts'}/{name}."
    found = min((path for path in site.listing if path.startswith(start)), default=None)
    return Lead(site.context.base + found) if found else None

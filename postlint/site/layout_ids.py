"""The anchors that layouts, includes and partials of a site may add to its pages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.site.model import Site

_TEXTS = (".html", ".htm", ".md", ".markdown", ".svg", ".xml", ".liquid", ".njk")
_MOST = 2_000


def may_add(name: str, site: Site) -> bool:
    """Whether a template may make an anchor of that name; True also where the templates are not known."""
    found = site.once(_patterns)
    return found is None or any(pattern.fullmatch(name) for pattern in found)


def _patterns(site: Site) -> tuple[re.Pattern[str], ...] | None:
    """The values of `id` and `name` in the templates, what Liquid prints being anything; None: unknown."""
    folders = _folders(site)
    names = [p for p in site.listing if folders and p.startswith(folders) and p.lower().endswith(_TEXTS)]
    texts = [site.text(name) for name in names[:_MOST]]
    if not names or len(names) > _MOST or None in texts:
        return None
    values = {value for text in texts if text for value in _values(text)}
    return tuple(re.compile(".*".join(map(re.escape, _OUTPUT().split(value)))) for value in sorted(values))


def _folders(site: Site) -> tuple[str, ...]:
    config = site.context.config
    if config.get("theme") or config.get("remote_theme"):
        return ()
    if site.context.generator == "jekyll":
        own = (config.get("layouts_dir") or "_layouts", config.get("includes_dir") or "_includes")
        return tuple(folder.strip("/") + "/" for folder in own if isinstance(folder, str))
    return ("layouts/",) if site.context.generator == "hugo" else ()


def _values(text: str) -> list[str]:
    return [next(filter(None, match.groups()), "") for match in _ATTRIBUTE().finditer(text)]


@cache
def _ATTRIBUTE() -> re.Pattern[str]:
    inside = r"(?:\{\{.*?\}\}|\{%.*?%\}|[^{Q>\n]|\{)*"
    double, single = inside.replace("Q", '"'), inside.replace("Q", "'")
    return re.compile(rf"\b(?:id|name)\s*=\s*(?:\"({double})\"|'({single})'|([^\s\"'>]+))")


@cache
def _OUTPUT() -> re.Pattern[str]:
    return re.compile(r"\{\{.*?\}\}|\{%.*?%\}")

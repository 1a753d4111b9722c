"""What decides about addresses besides the sources: the host of a site, and the machine that builds it.

Each is asked for by `site.once`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from postlint.site.addresses import decoded, site_host
from postlint.site.facts import Facts

if TYPE_CHECKING:
    from postlint.site.model import Site

_REDIRECTS = (
    "_redirects",
    "static/_redirects",
    "netlify.toml",
    "vercel.json",
    ".htaccess",
    "static/.htaccess",
)


def shares_host(site: Site) -> bool:
    """Whether the host may serve other projects: GitHub Pages puts each below its own folder."""
    return "CNAME" in site.listing or site_host(site.context).endswith(
        (".github.io", ".gitlab.io", ".pages.dev")
    )


def redirecting(site: Site) -> str | None:
    """A file of the host's by which any address may be redirected."""
    for name in _REDIRECTS:
        if name in site.listing:
            text = site.text(name)
            if text is None or name.endswith("_redirects"):
                return name
            if "redirect" in text.lower() or "rewrite" in text.lower():
                return name
    return None


def other_days(site: Site) -> frozenset[str]:
    """The paths that posts would have if the machine that builds the site were in another zone."""
    if site.context.generator != "jekyll" or site.context.config.get("timezone"):
        return frozenset()
    return frozenset(path for one in site.posts for path in _shifted(one))


def _shifted(one: Facts) -> Iterator[str]:
    """The path of a post with the days before and after its own."""
    if one.url is None or one.date is None:
        return
    day = datetime.fromisoformat(one.date)
    path = decoded(one.url).strip("/")
    for other in (day - timedelta(days=1), day + timedelta(days=1)):
        for shape in ("{0.year:04}/{0.month:02}/{0.day:02}", "{0.year}/{0.month}/{0.day}", "{0:%Y-%m-%d}"):
            written = shape.format(day)
            if written in path:
                yield path.replace(written, shape.format(other), 1)

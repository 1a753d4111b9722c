"""Eleventy: Markdown and HTML templates, whose addresses their data decides.

A page's permalink may come from its front matter, a data file of its folder, or a function in the
configuration. Only the first is read here: no other address is certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.context import Context
from postlint.front_matter.dates import post_date
from postlint.post import Post
from postlint.site.percent import quote
from postlint.site.pictures import nowhere
from postlint.site.plain import texts_of, title_of
from postlint.site.publication import Publication
from postlint.site.verdict import Verdict, unsure

if TYPE_CHECKING:
    from postlint.site.model import Site
    from postlint.site.resolve import Asked

_POSTS = (".md", ".markdown", ".html", ".htm")
_OUTSIDE = frozenset(("node_modules", "_site", "_includes", "_layouts", "_data", "vendor", "dist"))


def is_post(site_path: str, context: Context) -> bool:  # noqa: ARG001
    """Every Markdown or HTML file that Eleventy does not take for a layout or an include."""
    return site_path.lower().endswith(_POSTS)


def excluded(site_path: str, context: Context) -> bool:  # noqa: ARG001
    """Hidden folders, includes, packages, and the build."""
    return any(part[:1] == "." or part in _OUTSIDE for part in site_path.split("/"))


def publish(post: Post) -> Publication:
    """What Eleventy makes of a template: certain only where its front matter says so."""
    front = post.front_matter
    if front is not None and front.broken:
        message = next(fault.message for fault in front.faults if fault.fatal)
        return Publication("post", why=f"the build stops: {message}", breaks=message)
    data = front.data if front else {}
    own = data.get("permalink")
    literal = isinstance(own, str) and "{" not in own and "<" not in own
    url = "/" + quote(str(own).lstrip("/"), safe="/:%") if literal else None
    if url is not None and url.endswith("/index.html"):
        url = url.removesuffix("index.html")
    why = "its `permalink` is false, so no page is written" if own is False else None
    return Publication(
        "post",
        url,
        _file(url) if url else None,
        why or (None if url else "folder data or the configuration decide on its address"),
        post_date(post).instant,
        title_of(data),
        texts_of(data, "categories"),
        texts_of(data, "tags"),
        sure=url is not None or own is False,
        address=url,
    )


def _file(url: str) -> str:
    from urllib.parse import unquote

    path = unquote(url).lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def assumed(site_path: str, context: Context) -> Publication:
    """Which files are copied, the configuration decides."""
    if excluded(site_path, context):
        return Publication("none", why="Eleventy does not read it", sure=False)
    return Publication("asset" if not is_post(site_path, context) else "post", file=None, sure=False)


def liquid_target(target: str, site: Site) -> str | Verdict:  # noqa: ARG001
    """Templates are not evaluated."""
    return unsure("its template is known only to the build")


def made(asked: Asked, site: Site) -> str | None:
    """Only a file that is nowhere among the sources is certain to be missing."""
    return None if nowhere(asked, site) else "the configuration decides what is written"

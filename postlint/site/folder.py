"""A folder of posts where no generator was found: every Markdown or HTML file, and no URLs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.context import Context
from postlint.post import Post
from postlint.site.pictures import nowhere
from postlint.site.plain import date_of, texts_of, title_of
from postlint.site.publication import Publication
from postlint.site.verdict import Verdict, unsure

if TYPE_CHECKING:
    from postlint.site.model import Site
    from postlint.site.resolve import Asked

_POSTS = (".md", ".markdown", ".html", ".htm")
_OUTSIDE = frozenset(("node_modules", "vendor", "_site", "dist", "__pycache__"))


def is_post(site_path: str, context: Context) -> bool:  # noqa: ARG001
    """Every Markdown or HTML file."""
    return site_path.lower().endswith(_POSTS)


def excluded(site_path: str, context: Context) -> bool:  # noqa: ARG001
    """Hidden folders, and those that hold other people's files or a build."""
    return any(part.startswith(".") or part in _OUTSIDE for part in site_path.split("/"))


def publish(post: Post) -> Publication:
    """No URL: how the files are served is not known."""
    data = post.front_matter.data if post.front_matter else {}
    return Publication(
        "post",
        why="no generator was found, so its address is not known",
        date=date_of(data, post.context),
        title=title_of(data),
        categories=texts_of(data, "categories"),
        tags=texts_of(data, "tags"),
        sure=False,
    )


def assumed(site_path: str, context: Context) -> Publication:  # noqa: ARG001
    """Every file stands where it lies."""
    return Publication("asset", file=site_path)


def liquid_target(target: str, site: Site) -> str | Verdict:  # noqa: ARG001
    """Templates are not evaluated."""
    return unsure("its template is known only to the build")


def made(asked: Asked, site: Site) -> str | None:
    """Without a generator only a file that is nowhere is certain to be missing."""
    return None if nowhere(asked, site) else "how the files are served is not known"

"""Pictures and other files that are nowhere in a site, whatever its generator does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.site.model import Site
    from postlint.site.resolve import Asked

_FILES = frozenset(
    (
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".svg",
        ".bmp",
        ".avif",
        ".mp4",
        ".mp3",
        ".webm",
        ".pdf",
        ".zip",
    )
)


def nowhere(asked: Asked, site: Site) -> bool:
    """Whether a file cannot be in the site: none of its name is among the sources.

    For a path from the root its folder must be among them too: a theme brings folders of its own.
    """
    if not is_no_source(asked.extension, asked.path, site):
        return False
    return asked.relative or asked.path.rpartition("/")[0].lower() in site.folders


def is_no_source(extension: str, path: str, site: Site) -> bool:
    """Whether no source makes the file at a path: it is no page, and none of the sources has its name."""
    return bool(site.listing) and extension in _FILES and path.rpartition("/")[2].lower() not in site.names

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
    folder, _, name = asked.path.rpartition("/")
    if not site.listing or asked.extension not in _FILES or name.lower() in site.names:
        return False
    return asked.relative or folder.lower() in site.folders

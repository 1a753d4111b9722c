"""The dialects of CommonMark that generators render."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from postlint.context import Generator


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between the generators that follow CommonMark."""

    slug: Callable[[str], str]
    definition_lists: bool = False
    bare_links: bool = False
    footnotes_at_end: bool = False


def github_slug(text: str) -> str:
    """A heading's id as GitHub makes it: lower case, blanks to hyphens, no punctuation."""
    kept = (c for c in text.strip().lower() if c.isalnum() or c in " -_")
    return "".join(kept).replace(" ", "-")


GOLDMARK = Dialect(github_slug, definition_lists=True, bare_links=True, footnotes_at_end=True)
PULLDOWN = Dialect(github_slug)
MARKED = Dialect(github_slug, bare_links=True)


def dialect(generator: Generator) -> Dialect:
    """The dialect that a generator renders: Hugo's goldmark, pulldown-cmark, or GitHub's with bare links."""
    return GOLDMARK if generator == "hugo" else MARKED if generator in ("hexo", "astro") else PULLDOWN

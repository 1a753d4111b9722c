"""The dialects of CommonMark that generators render."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from re import Pattern
from re import compile as pattern

from postlint.context import Generator


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between the generators that follow CommonMark.

    `from_source` says that the id of a heading is made of its last line as it is written, markup
    included, not of its words; `tabs_end_values`, that a tab ends an attribute's value without quotes.
    """

    slug: Callable[[str], str]
    from_source: bool = False
    definition_lists: bool = False
    bare_links: bool = False
    footnotes_at_end: bool = False
    tabs_end_values: bool = True


def github_slug(text: str) -> str:
    """A heading's id as GitHub makes it: lower case, blanks to hyphens, no punctuation."""
    kept = (c for c in text.strip().lower() if c.isalnum() or c in " -_")
    return "".join(kept).replace(" ", "-")


def goldmark_slug(text: str) -> str:
    """A heading's id as Hugo makes it: letters and decimal digits, blanks to hyphens; never empty."""
    out: list[str] = []
    for char in text.strip():
        if char in "- ":
            out.append("-")
        elif char == "_" or char.isalpha() or char.isdecimal():
            # Go lowers each character by itself, into one.
            out.append(char if char.isdecimal() else char.lower()[0])
    return "".join(out) or "heading"


def heading_source(text: str) -> str:
    """The last line of a heading as it is written, without the marks of a heading and its attributes."""
    lines = text.strip("\n").split("\n")
    if not lines[0].lstrip().startswith("#"):
        return lines[-2] if len(lines) > 1 else lines[0]
    words = _closing().sub("", lines[0].strip().lstrip("#").strip())
    return _attributes().sub("", words)


@cache
def _closing() -> Pattern[str]:
    return pattern(r"(?:^|(?<![ \t])[ \t]++)#++[ \t]*+$")


@cache
def _attributes() -> Pattern[str]:
    """A block of attributes at the end of a heading: `{#id .class key=value}`."""
    return pattern(r"[ \t]*\{(?:[#.][\w:.-]+|[\w-]+=[^}\s]+)(?:\s+(?:[#.][\w:.-]+|[\w-]+=[^}\s]+))*\}$")


GOLDMARK = Dialect(
    goldmark_slug, from_source=True, definition_lists=True, bare_links=True, footnotes_at_end=True
)
COMMONMARK = Dialect(github_slug)
PULLDOWN = Dialect(github_slug, tabs_end_values=False)
MARKED = Dialect(github_slug, bare_links=True)


def dialect(generator: Generator) -> Dialect:
    """The dialect that a generator renders: plain CommonMark where nothing is known of it."""
    return _OF.get(generator, COMMONMARK)


_OF: dict[Generator, Dialect] = {"hugo": GOLDMARK, "hexo": MARKED, "astro": MARKED, "zola": PULLDOWN}

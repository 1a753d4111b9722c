"""The names of Jekyll's posts: which are passed over, and what they were meant to be."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from postlint.post import Post
from postlint.site import ruby
from postlint.site.jekyll import settings
from postlint.site.jekyll_paths import Skipped, classify, dated


def skipped(post: Post) -> bool:
    """Whether Jekyll passes over a file only because of its name, and hardly on purpose."""
    stem = post.name.partition(".")[0].lower()
    if dated(post.name) is not None or post.name[:1] in "_.#~" or stem in _NO_POSTS:
        return False
    place = classify(post.site_path, settings(post.context))
    return isinstance(place, Skipped) and place.misnamed


_NO_POSTS = frozenset(("readme", "template", "post-template", "index", "example", "license", "contributing"))
"""Names of files that lie among posts and are none."""


def right_name(post: Post) -> str | None:
    """The nearest name that Jekyll reads: the date of the name, else of the front matter, and the title."""
    stem, extension = _parts(post.name)
    found = _DATE().match(stem) or _YEAR_LAST().match(stem)
    day = _day(found) if found else None
    slug = stem[found.end() :] if found and day else stem
    if day is None:
        day = _own_day(post)
    slug = slug.strip("-_. ") or "post"
    return f"{day.isoformat()}-{slug}{extension or '.md'}" if day else None


def _parts(name: str) -> tuple[str, str]:
    extension = ruby.extname(name)
    return (name[: len(name) - len(extension)], extension) if extension else (name, "")


@cache
def _DATE() -> re.Pattern[str]:
    return re.compile(
        r"[-_. ]*(?P<year>(?:19|20)[0-9]{2})[-_. ]?(?P<month>[01]?[0-9])[-_. ]?(?P<day>[0-3]?[0-9])"
    )


@cache
def _YEAR_LAST() -> re.Pattern[str]:
    return re.compile(r"(?P<month>[01]?[0-9])-(?P<day>[0-3]?[0-9])-(?P<year>(?:19|20)[0-9]{2})")


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _own_day(post: Post) -> date | None:
    """The day in the front matter, as a post of a right name would read it."""
    from postlint.front_matter.dates import read_jekyll

    scalar = post.front_matter.scalar("date") if post.front_matter else None
    if scalar is None:
        return None
    instant = read_jekyll(scalar, post.context.timezone, post.context.now).instant
    return instant.date() if instant else None

"""Dates as each generator reads them.

One value of front matter, or a file name, becomes a `DateReading`: which instant the generator
makes of it, who gave the zone, and what was lost on the way. Nothing here reads a clock: `now`
is the run's.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from postlint.context import Context
from postlint.front_matter.block import FrontMatter
from postlint.front_matter.dates.jekyll import read_jekyll, read_jekyll_name
from postlint.front_matter.dates.reading import ABSENT, Dated, DateReading
from postlint.front_matter.tree import Entry, Scalar, resolved

__all__ = [
    "ABSENT",
    "DateReading",
    "DateValue",
    "Dated",
    "date_value",
    "is_mistyped",
    "jekyll_date",
    "post_date",
    "read_date",
    "read_jekyll",
    "read_jekyll_name",
    "read_name",
]


class DateValue(NamedTuple):
    """The value of a post's date key, and what the post's generator makes of it."""

    entry: Entry
    scalar: Scalar
    reading: DateReading


def date_value(post: Dated) -> DateValue | None:
    """The date in a post's front matter, if there is one; ask for it by ``post.once(date_value)``.

    It is read even where the front matter breaks at another key.
    """
    front_matter = post.front_matter
    entry = _date_entry(front_matter, post.context) if front_matter else None
    if entry is None:
        return None
    scalar = resolved(entry.value)
    if not isinstance(scalar, Scalar):
        return None
    return DateValue(entry, scalar, read_date(scalar, post.context))


def _date_entry(front_matter: FrontMatter, context: Context) -> Entry | None:
    entry = front_matter.entry("date")
    if entry is None and context.generator == "astro":
        return front_matter.entry("pubDate")
    return entry


def post_date(post: Dated) -> DateReading:
    """The date that the post's own generator gives it; ask for it by ``post.once(post_date)``.

    It is that of the front matter, else of the file's name. Jekyll gives a post whose front
    matter does not parse the time of the build. `ABSENT`: the generator takes the file's own time, or none.
    """
    front_matter = post.front_matter
    context = post.context
    jekyll = context.generator in ("jekyll", "folder")
    if front_matter is None or (front_matter.broken and not jekyll):
        return read_name(post.path, context) if front_matter is None else ABSENT
    if front_matter.broken:
        return DateReading(context.now.astimezone(context.timezone), origin="build")
    value = post.once(date_value)
    if value is not None and (jekyll or value.scalar.value is not None):
        return value.reading
    if value is None and _date_entry(front_matter, context) is not None:
        return DateReading(None, error="a list or a mapping", stops=True)
    return read_name(post.path, context)


jekyll_date = post_date
"""The date of a Jekyll post: `post_date` under Jekyll's own name."""


_MISTYPED = timedelta(days=365)


def is_mistyped(reading: DateReading, context: Context) -> bool:
    """Whether a date lies so far ahead that nobody waits for it: more than a year."""
    return reading.instant is not None and reading.instant > context.now + _MISTYPED


def read_date(scalar: Scalar, context: Context) -> DateReading:
    """What the site's generator makes of a value of its date key."""
    zone = context.timezone
    match context.generator:
        case "jekyll" | "folder":
            return read_jekyll(scalar, zone, context.now)
        case "hugo":
            from postlint.front_matter.dates.hugo import read_hugo

            return read_hugo(scalar, zone)
        case "zola":
            from postlint.front_matter.dates.zola import read_zola

            return read_zola(scalar)
        case "hexo":
            from postlint.front_matter.dates.javascript import read_hexo

            return read_hexo(scalar, zone)
        case "eleventy":
            from postlint.front_matter.dates.javascript import read_eleventy

            return read_eleventy(scalar)
        case "astro":
            from postlint.front_matter.dates.javascript import read_astro

            return read_astro(scalar, zone)


def read_name(path: str, context: Context) -> DateReading:
    """The date that the generator takes from a file's name; `ABSENT` where it finds or seeks none."""
    match context.generator:
        case "jekyll" | "folder" | "hexo":
            return read_jekyll_name(path, context.timezone, context.now)
        case "eleventy":
            from postlint.front_matter.dates.javascript import read_eleventy_name

            return read_eleventy_name(path)
        case "zola":
            from postlint.front_matter.dates.zola import read_zola_name

            return read_zola_name(path)
        case _:
            return ABSENT

"""Dates in words and in text: what a generator does with one, and how one is written better."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from postlint.context import Context
from postlint.diagnostic import Edit, Fix, Safety
from postlint.front_matter.dates.jekyll import read_jekyll_name
from postlint.front_matter.dates.reading import ABSENT, compiled, day
from postlint.front_matter.tree import Scalar
from postlint.text import Span

GENERATORS = {
    "jekyll": "Jekyll",
    "folder": "Jekyll",
    "hugo": "Hugo",
    "hexo": "Hexo",
    "eleventy": "Eleventy",
    "zola": "Zola",
    "astro": "Astro",
}
_UNREADABLE = {
    "hugo": "Hugo dates the post 0001-01-01",
    "hexo": "Hexo takes the file's own time, which changes with every checkout",
    "astro": "Astro's `z.coerce.date()` stops the build",
}
_NUMBERS = (
    r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:\s*(Z|[-+]\d{2}:?\d{2}))?\s*"
)


def generator_name(context: Context) -> str:
    """The generator's name as its users write it; a folder without one is read as Jekyll would."""
    return GENERATORS[context.generator]


def is_skipped(path: str, context: Context) -> bool:
    """Whether Jekyll passes the file by for its name, so that its date does no harm yet."""
    return (
        context.generator == "jekyll"
        and "_posts/" in path
        and read_jekyll_name(path, UTC, context.now) is ABSENT
    )


def unreadable(path: str, context: Context) -> str:
    """What the generator does when it cannot read a date."""
    if is_skipped(path, context):
        return "Jekyll skips the file for its name, and would stop the whole build"
    return _UNREADABLE.get(context.generator, f"{generator_name(context)} stops the whole build")


def zone_name(zone: tzinfo) -> str:
    """A zone's name, as the site's configuration gives it."""
    return str(getattr(zone, "key", zone))


def offset_text(instant: datetime) -> str:
    """The offset of an aware time, as authors write it: ``+0800``."""
    return instant.strftime("%z")[:5]


def meant_offset(instant: datetime, zone: tzinfo) -> str:
    """The offset that a time read as UTC would have had, had its author written the site's own."""
    try:
        return offset_text(instant.astimezone(UTC).replace(tzinfo=zone))
    except (OverflowError, ValueError):
        return offset_text(instant)


def clock_text(instant: datetime) -> str:
    """A time without its zone, to the minute: ``2021-12-29 18:14``."""
    return instant.strftime("%Y-%m-%d %H:%M")


def day_text(instant: datetime) -> str:
    """The calendar day of a time."""
    return instant.strftime("%Y-%m-%d")


def content_span(scalar: Scalar) -> Span:
    """The characters of a value, its quotes left out."""
    if scalar.style in ("single", "double") and scalar.span.end - scalar.span.start >= 2:
        return Span(scalar.span.start + 1, scalar.span.end - 1)
    return scalar.span


def part_span(scalar: Scalar, part: str) -> Span:
    """The last occurrence of a part of the value's text, or the whole value where escapes hide it."""
    inside = content_span(scalar)
    at = scalar.text.rfind(part)
    if at < 0 or inside.end - inside.start != len(scalar.text):
        return scalar.span
    return Span(inside.start + at, inside.start + at + len(part))


def normal_form(text: str) -> str | None:
    """A date that starts with its year, in whatever marks, as ISO 8601; None for all else."""
    match = compiled(_NUMBERS).fullmatch(text)
    if match is None or day(int(match[1]), int(match[2]), int(match[3])) is None:
        return None
    iso = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    if match[4]:
        clock = timedelta(hours=int(match[4]), minutes=int(match[5]), seconds=int(match[6] or 0))
        if clock >= timedelta(days=1):
            return None
        zone = match[7] or ""
        colon = f"{zone[:3]}:{zone[-2:]}" if len(zone) > 1 else zone
        iso += f"T{int(match[4]):02}:{match[5]}:{match[6] or '00'}{colon}"
    return None if iso == text else iso


def append_offset(scalar: Scalar, offset: str) -> Fix | None:
    """Put an offset behind a date: unsafe, as the time that is published changes."""
    if scalar.style not in ("plain", "single", "double"):
        return None
    end = content_span(scalar).end
    return Fix(f"append `{offset}`", (Edit(Span(end, end), f" {offset}"),), Safety.UNSAFE)

"""Posts that are alike: ordinary ones of a Jekyll site whose front matter differs in title and date alone.

An importer writes thousands of them. Once one was proved ordinary in every way, of the next only what differs
is looked at: whether its title is plain text and its date a full time that has come, and its body. Its facts
are those of the first, with that title, date and address. What is not surely of this kind is for `ordinary`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from re import Match, Pattern
from re import compile as pattern
from typing import Any, Literal, NamedTuple, TypeAlias

from postlint.context import Context
from postlint.front_matter.dates.reading import in_zone
from postlint.identity import remembered
from postlint.ordinary import is_ordinary_text
from postlint.post import Post
from postlint.schema import chosen
from postlint.site.facts import Facts, Name, word_digest
from postlint.site.jekyll_ordinary import address, publication
from postlint.site.jekyll_output import collection_template, settings, written
from postlint.text import Span

_MOST = 32
"""Kinds of posts that are remembered of one site: posts of more kinds are not alike."""
_TICK = timedelta(seconds=1)

_Key: TypeAlias = tuple[Any, ...]


class _Kind(NamedTuple):
    """What the posts of one kind share: the facts of the first, and where its title stood and ended.

    `proves` is the schema's first proof, `categories` are part of the address.
    """

    facts: Facts
    title: int
    end: int
    proves: Callable[[dict[str, str]], bool]
    categories: tuple[str, ...]


class _Site(NamedTuple):
    """What is known of a site: its kinds of posts, and the template of their addresses."""

    kinds: dict[_Key, _Kind]
    template: str


@remembered
def _site(context: Context) -> _Site | None:
    # A glob may give any post a schema of its own.
    if context.generator != "jekyll" or context.schemas:
        return None
    return _Site({}, collection_template("posts", settings(context)))


def facts(post: Post) -> Facts | Literal[False] | None:
    """The facts of a post that is like one that was proved ordinary, and so is ordinary itself.

    False for one that is like it but for its body, and so is not ordinary; None where that is not known.
    """
    site = _site(post.context)
    if site is None or not site.kinds:
        return None
    head, named = _read(post)
    if head is None or named is None:
        return None
    kind = site.kinds.get(_key(post, head, named))
    if kind is None or not kind.proves({"title": _title(head)}):
        return None
    if not is_ordinary_text(post, head.end()):
        return False
    day = _published(head, named, post.context)
    if day is None:
        return None
    return _of(kind, post, head, named, day, site)


def learn(post: Post, known: Facts) -> None:
    """Remember an ordinary post and its facts, if others may be like it."""
    site = _site(post.context)
    if site is None or len(site.kinds) >= _MOST or post.body_left_out:
        return
    head, named = _read(post)
    schema = post.once(chosen)
    folder = post.site_path.rpartition("/")[0]
    if head is None or named is None or schema is None or not settings(post.context).reads_all_posts(folder):
        return
    block = post.front_matter
    if block is None or block.body_start != head.end() or not schema.is_simply_proved(block.data):
        return
    made = publication(post, settings(post.context))
    day = _published(head, named, post.context)
    if made is None or day is None:
        return
    kind = _Kind(known, head.start("title"), head.end("title"), schema.is_simply_proved, made.categories)
    # What does not come out as it was put in is not understood.
    if _of(kind, post, head, named, day, site) == known:
        site.kinds[_key(post, head, named)] = kind


def _read(post: Post) -> tuple[Match[str] | None, Match[str] | None]:
    """The front matter of plain lines, and the name of the file with its date; None where they are others."""
    head = _head().match(post.source.text)
    if head is None or head.end() > post.context.bounds.front_matter_size or not head["title"]:
        return None, None
    return head, _name().search(post.path) if head["day"] and head["title"].isprintable() else None


@cache
def _head() -> Pattern[str]:
    """Front matter of plain lines, with the last title and the last full time in it."""
    plain = r"[^\W\d_][^\s:#<\\]{5,}+(?: [^\s:#<\\]++)*+"
    title = rf"""(?P<title>"(?P<double>[^"\\#<\n]++)"|'(?P<single>[^'\\#<\n]++)'|{plain})"""
    time = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    zone = r"[-+](?:0[0-9]|1[0-4])[0-5][0-9]"
    date = rf"(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}) (?P<time>{time}) (?P<zone>{zone})"
    other = r"[A-Za-z][A-Za-z0-9_]*+: [^\n]++"
    return pattern(rf"---\n(?:(?:title: {title}|date: {date}|{other})\n)++---\n++(?!\s)")


@cache
def _name() -> Pattern[str]:
    return pattern(
        r"(?:\A|/)(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<slug>[A-Za-z0-9_-]++)(?P<extension>\.[a-z]++)\Z"
    )


def _title(head: Match[str]) -> str:
    return head["double"] or head["single"] or head["title"]


def _key(post: Post, head: Match[str], named: Match[str]) -> _Key:
    """All that the posts of one kind share: the folder, the extension, and the lines but for two values."""
    text = head.string
    (a, b), (c, d) = head.span("title"), (head.start("day"), head.end("zone"))
    first, second, third, fourth = (a, b, c, d) if a < c else (c, d, a, b)
    quote = text[a] if text[a] in "\"'" else ""
    parts = (text[:first], text[second:third], text[fourth : head.end()])
    return (post.path[: named.start("day")], named["extension"], a < c, quote, parts)


def _published(head: Match[str], named: Match[str], context: Context) -> datetime | None:
    """The date, where it is that of the name here as in the site's zone, and has come."""
    day = head["day"]
    if named["day"] != day or not "1000" <= day < "9998":
        return None
    try:
        instant = in_zone(datetime.fromisoformat(f"{day}T{head['time']}{head['zone']}"), context.timezone)
    except ValueError:
        return None
    come = instant.isoformat().startswith(day) and context.now >= instant + _TICK
    return instant if come else None


def _of(
    kind: _Kind, post: Post, head: Match[str], named: Match[str], day: datetime, site: _Site
) -> Facts | None:
    """The facts of the kind's first post, with what this one has of its own."""
    url = address(site.template, day, kind.categories, named["slug"])
    if url is None:
        return None
    first, by = kind.facts, head.end("title") - kind.end
    start, end = head.span("title")
    return first._replace(
        path=post.path,
        url=url,
        address=url,
        file=written(url, ".html", index="index.html"),
        title=_title(head),
        date=day.isoformat(),
        tags=_moved(first.tags, kind.title, by),
        categories=_moved(first.categories, kind.title, by),
        layout=next(iter(_moved((first.layout,), kind.title, by)), None) if first.layout else None,
        title_place=Span(start, end),
        digest=word_digest(post, head.end()),
    )


def _moved(names: tuple[Name, ...], after: int, by: int) -> tuple[Name, ...]:
    """Names with their places where they stand once what follows `after` has moved."""
    if not by:
        return names
    return tuple([Name(name, place.shift(by) if place.start > after else place) for name, place in names])

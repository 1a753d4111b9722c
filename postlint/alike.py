"""Posts that are alike: ordinary ones of a Jekyll site whose front matter differs in title and date alone.

An importer writes thousands of them. Once one was proved ordinary in every way, of the next only what differs
is looked at: whether its title is plain text and its date a full time that has come, and its body. Its facts
are those of the first, with that title, date and address. What is not surely of this kind is for `ordinary`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from re import Pattern
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


class _Head(NamedTuple):
    """The front matter of a post, as far as it differs from others of its kind; `kind` is what it shares.

    `title` is the text, which stands at `place` with its quotes; `day` and `time` are those of the date,
    `name` what follows the same day in the file's name. `body` is where the body begins.
    """

    kind: tuple[Any, ...]
    title: str
    place: Span
    day: str
    time: str
    name: str
    body: int


class _First(NamedTuple):
    """The first post of a kind: its facts, where its title stood, and the categories in its address.

    `proves` is the first proof of the schema that its kind has.
    """

    facts: Facts
    place: Span
    categories: tuple[str, ...]
    proves: Callable[[dict[str, str]], bool]


_Kinds: TypeAlias = dict[tuple[Any, ...], _First]


@remembered
def _kinds(context: Context) -> _Kinds | None:
    """The kinds of posts that are known of a site; None where one says nothing of another."""
    # A glob may give any post a schema of its own.
    return None if context.generator != "jekyll" or context.schemas else {}


def facts(post: Post) -> Facts | Literal[False] | None:
    """The facts of a post that is like one that was proved ordinary, and so is ordinary itself.

    False for one that is like it but for its body, and so is not ordinary; None where that is not known.
    """
    kinds = _kinds(post.context)
    head = _head(post) if kinds else None
    first = kinds.get(head.kind) if kinds and head is not None else None
    if head is None or first is None or not first.proves({"title": head.title}):
        return None
    if not is_ordinary_text(post, head.body):
        return False
    return _made(post, head, first)


def learn(post: Post, known: Facts) -> None:
    """Remember an ordinary post and its facts, if others may be like it."""
    kinds = _kinds(post.context)
    if kinds is None or len(kinds) >= _MOST or post.body_left_out:
        return
    head, block, schema = _head(post), post.front_matter, post.once(chosen)
    if head is None or block is None or schema is None or block.body_start != head.body:
        return
    site = settings(post.context)
    made = publication(post, site)
    if made is None or not schema.is_simply_proved(block.data):
        return
    if not site.reads_all_posts(post.site_path.rpartition("/")[0]):
        return
    first = _First(known, head.place, made.categories, schema.is_simply_proved)
    # What does not come out as it was put in is not understood.
    if _made(post, head, first) == known:
        kinds[head.kind] = first


def _head(post: Post) -> _Head | None:
    """The front matter of a post, if it is of plain lines with a title and a full time."""
    text = post.source.text
    match = _lines().match(text)
    if match is None or match.end() > post.context.bounds.front_matter_size:
        return None
    start, end = match.span("title")
    day, zone = match.start("day"), match.end("zone")
    name = _name().fullmatch(post.path)
    if min(start, day) < 0 or name is None or not text[start:end].isprintable():
        return None
    first, second = sorted(((start, end), (day, zone)))
    shared = (text[: first[0]], text[first[1] : second[0]], text[second[1] : match.end()])
    quote = text[start] if text[start] in "\"'" else ""
    return _Head(
        (name["folder"], name["extension"], start < day, quote, shared),
        match["double"] or match["single"] or match["title"],
        Span(start, end),
        match["day"],
        match["time"] + match["zone"],
        name["slug"] if name["day"] == match["day"] else "",
        match.end(),
    )


@cache
def _lines() -> Pattern[str]:
    """Front matter of plain lines, with the last title and the last full time in it."""
    plain = r"[^\W\d_][^\s:#<\\]{5,}+(?: [^\s:#<\\]++)*+"
    title = rf"""(?P<title>"(?P<double>[^"\\#<\n]++)"|'(?P<single>[^'\\#<\n]++)'|{plain})"""
    day = r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    time = r"(?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])"
    zone = r"(?P<zone>[-+](?:0[0-9]|1[0-4])[0-5][0-9])"
    other = r"[A-Za-z][A-Za-z0-9_]*+: [^\n]++"
    return pattern(rf"---\n(?:(?:title: {title}|date: {day} {time} {zone}|{other})\n)++---\n++(?!\s)")


@cache
def _name() -> Pattern[str]:
    day = r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    return pattern(rf"(?P<folder>(?:[^/\n]++/)*+){day}-(?P<slug>[A-Za-z0-9_-]++)(?P<extension>\.[a-z]++)")


def _published(head: _Head, context: Context) -> datetime | None:
    """When a post is published, if that is the day of its name, here as in the site's zone, and has come."""
    if not head.name or not "1000" <= head.day < "9998":
        return None
    try:
        instant = in_zone(datetime.fromisoformat(f"{head.day}T{head.time}"), context.timezone)
    except ValueError:
        return None
    come = instant.isoformat().startswith(head.day) and context.now >= instant + _TICK
    return instant if come else None


def _made(post: Post, head: _Head, first: _First) -> Facts | None:
    """The facts of the first post of a kind, with what this one has of its own."""
    date = _published(head, post.context)
    if date is None:
        return None
    url = address(collection_template("posts", settings(post.context)), date, first.categories, head.name)
    if url is None:
        return None
    known, by = first.facts, head.place.end - first.place.end
    return known._replace(
        path=post.path,
        url=url,
        address=url,
        file=written(url, ".html", index="index.html"),
        title=head.title,
        date=date.isoformat(),
        tags=_moved(known.tags, first.place, by),
        categories=_moved(known.categories, first.place, by),
        layout=next(iter(_moved((known.layout,), first.place, by))) if known.layout else None,
        title_place=head.place,
        digest=word_digest(post, head.body),
    )


def _moved(names: tuple[Name, ...], title: Span, by: int) -> tuple[Name, ...]:
    """Names where they stand once the title, which some of them follow, has another length."""
    if not by:
        return names
    return tuple(
        [Name(name, place.shift(by) if place.start > title.start else place) for name, place in names]
    )

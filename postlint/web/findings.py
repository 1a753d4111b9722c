"""External links of a post, and what their outcomes make of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from postlint.diagnostic import Edit, Finding, Fix, Safety
from postlint.post import Post
from postlint.site.addresses import inner_path
from postlint.text import Span
from postlint.web.outcome import Outcome, State

BROKEN, REDIRECTED, UNVERIFIED = "link/broken-external", "link/redirected", "link/unverified"
"""The rules whose findings are made here."""
_LONGEST = 8_000
# A form's address expects what the form sends; preconnect and the like are no pages.
_NOT_ASKED = frozenset({"form[action]", "link[href]"})


class External(NamedTuple):
    """A link to another site: the address to ask for, its place in the file, and what is written there."""

    url: str
    place: Span
    written: str


def links(post: Post) -> tuple[External, ...]:
    """The links of a post that lead to other sites by `http:` or `https:`."""
    found = []
    for link in post.body.links:
        url = address(link.target) if link.kind not in _NOT_ASKED else None
        if url is not None and inner_path(link.target, post.context) is None:
            found.append(External(url, link.place, post.source.slice(link.place)))
    return tuple(found)


def address(target: str) -> str | None:
    """What is asked for a link's target: an absolute URL; None when it is not asked.

    An address without a scheme (``//host/``) is asked by `https:`.
    """
    text = target.strip()
    if text.startswith("//"):
        text = "https:" + text
    if not _web().match(text) or len(text) > _LONGEST or "{{" in text or "{%" in text:
        return None
    try:
        parts = urlsplit(text)
        if not parts.hostname or (parts.port is not None and parts.port == 0):
            return None
    except ValueError:
        return None
    return parts._replace(scheme=parts.scheme.lower()).geturl()


@cache
def _web() -> re.Pattern[str]:
    return re.compile(r"https?://[^\s/?#]", re.IGNORECASE)


@cache
def _plain() -> re.Pattern[str]:
    # Characters that mean themselves in an HTML attribute and in every place of Markdown
    return re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$,;=%+]+", re.IGNORECASE)


def findings(externals: Iterable[External], outcomes: Mapping[str, Outcome]) -> Iterator[tuple[str, Finding]]:
    """The findings in one post, each with the name of its rule; none for addresses without an outcome."""
    for link in externals:
        outcome = outcomes.get(link.url)
        if outcome is not None:
            yield from _finding(link, outcome)


def _finding(link: External, outcome: Outcome) -> Iterator[tuple[str, Finding]]:
    if outcome.state is State.BROKEN:
        yield BROKEN, Finding(link.place, spoken(link.url, outcome))
    elif outcome.state is State.UNVERIFIED:
        yield UNVERIFIED, Finding(link.place, spoken(link.url, outcome))
    elif outcome.moved:
        yield (
            REDIRECTED,
            Finding(link.place, spoken(link.url, outcome), fix=_moved(link, outcome.moved)),
        )


def spoken(url: str, outcome: Outcome) -> str:
    """An outcome in words."""
    shown = _shown(url)
    by_way = f" (by way of `{_shown(outcome.final)}`)" if outcome.final else ""
    if outcome.state is State.BROKEN:
        return f"`{shown}` is dead: {outcome.reason}{by_way}"
    if outcome.state is State.UNVERIFIED:
        return f"`{shown}` could not be verified: {outcome.reason}{by_way}"
    return (
        f"`{shown}` has moved for good to `{_shown(outcome.moved)}`"
        if outcome.moved
        else f"`{shown}` is well"
    )


def _moved(link: External, now: str) -> Fix | None:
    """Write the new address, with the old one's fragment; None where it would have to be escaped."""
    plain = _plain()
    if not (plain.fullmatch(now) and plain.fullmatch(link.written)):
        return None
    _, mark, fragment = link.written.partition("#")
    return Fix(f"write `{_shown(now)}`", (Edit(link.place, now + mark + fragment),), Safety.UNSAFE)


def _shown(url: str) -> str:
    """A URL for a message: without a user's name and password, and not longer than a line."""
    parts = urlsplit(url)
    text = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return text if len(text) <= 100 else text[:99] + "…"

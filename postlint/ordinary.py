"""The ordinary post, proved clean by one look at each of its lines.

Imported news is mostly this: plain front matter, a quotation, one line of paragraphs in HTML, and
lines of text and of links to other sites. No page is made of it, and no rule is asked: of what is let
through here none of `DISPROVED` is true. Every other post is asked one need after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Pattern
from re import compile as pattern

from postlint.body.kramdown import options, quick
from postlint.conformance.check import is_ordinary as is_ordinary_tag
from postlint.needs import NEEDS
from postlint.post import Post
from postlint.registry import Need
from postlint.site.addresses import site_host
from postlint.widgets.signs import is_calm

_OF_HEAD: tuple[Need, ...] = (
    "fence faults",
    "unusual front matter",
    "doubtful date",
    "odd name",
    "odd schema",
    "schema violations",
)
_OF_TEXT: tuple[Need, ...] = ("odd characters", "odd brackets")
"""What is asked as of any other post: the front matter, and the characters."""

DISPROVED: frozenset[Need] = frozenset(
    (
        *_OF_HEAD,
        *_OF_TEXT,
        "active markup",
        "conflict marks",
        "front matter faults",
        "html violations",
        "images",
        "link faults",
        "liquid",
        "list items",
        "no front matter",
        "notes",
        "parse errors",
        "suppressions",
        "widgets",
    )
)
"""The needs that an ordinary post has none of."""


def is_ordinary(post: Post) -> bool:
    """Whether a post is ordinary: it then has no link into its site and no anchor either."""
    context, block = post.context, post.front_matter
    if context.generator != "jekyll" or block is None or block.faults or not post.path.endswith(".md"):
        return False
    # In the front matter it is nothing but a doubt.
    if "hard_wrap" in options(context.config) or post.source.text.find("<", 0, block.body_start) >= 0:
        return False
    return is_ordinary_text(post, block.body_start) and not any(NEEDS[need](post) for need in _OF_HEAD)


def is_ordinary_text(post: Post, start: int) -> bool:
    """Whether the text of a post is ordinary as far as that does not hang on its front matter.

    Its body begins at `start`, and kramdown renders it without `hard_wrap`.
    """
    text = post.source.text
    if "{" in text or "\r" in text or post.source.holds("postlint:"):
        return False
    plain = _is_plain(text, start, site_host(post.context))
    return plain and not any(NEEDS[need](post) for need in _OF_TEXT)


def _is_plain(text: str, start: int, host: str) -> bool:
    """Whether a body is of plain lines, calm tags and ordinary links to other sites."""
    blocks = quick.plain_blocks(text, start)
    if blocks is None:
        return False
    for block in blocks:
        if block.line is None:
            stop = block.stop
            if text.find("]", block.start, stop) >= 0:
                return False
            if not all(map(_is_calm, set(_tag().findall(text, block.bare, stop)))):
                return False
        elif not all(_leads_away(address, host) for address in _addresses(block, text)):
            return False
    return True


def _addresses(block: quick.PlainBlock, text: str) -> Iterator[str]:
    return (text[slice(*place)] for place in quick.addresses(block))


@cache
def _tag() -> Pattern[str]:
    return pattern("<([^<>]*+)>")


_calm: dict[str, bool] = {}
_MEMO_SIZE = 4096


def _is_calm(text: str) -> bool:
    """Whether of a tag with that text between its brackets no rule has anything to say."""
    known = _calm.get(text)
    if known is None:
        if len(_calm) >= _MEMO_SIZE:
            _calm.clear()
        known = _calm[text] = text[:1] == "/" or (
            _phrase().fullmatch(text) is not None and is_ordinary_tag(text) and is_calm(text)
        )
    return known


@cache
def _phrase() -> Pattern[str]:
    """Elements without a target, and with no attribute that anybody asks for."""
    return pattern(r'(?:p|b|em|i|small|span|strong|sub|sup|u|br ?/?)(?: class="[^"<>&]{0,100}+")?+')


def _leads_away(address: str, host: str) -> bool:
    """Whether an address is that of a page elsewhere, without a fault."""
    match = _address().fullmatch(address)
    return match is not None and match[1] != host and is_calm(address)


@cache
def _address() -> Pattern[str]:
    name = r"(?:[a-z0-9]{1,40}+(?:-[a-z0-9]{1,20}+)?+\.){1,4}+[a-z]{2,12}"
    return pattern(rf"https://({name})(?:/[A-Za-z0-9_,./-]{{0,150}}+)?+")

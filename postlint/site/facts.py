"""What the site needs to know of one post: small, frozen, and JSON, so that it is kept and sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeAlias
from zlib import crc32

from postlint.front_matter.tree import Scalar, Sequence, resolved
from postlint.post import Post
from postlint.site.addresses import leads_inside, site_host
from postlint.site.generator import publish
from postlint.site.targets import MISREAD, faults
from postlint.text import Span


class Reference(NamedTuple):
    """A link that may lead into the site; `span` is the target's own characters in the file."""

    kind: str
    target: str
    span: Span


class Name(NamedTuple):
    """A tag or category as the generator reads it; `span` is the value that gives it."""

    name: str
    span: Span


_START = Span(0, 0)


class Facts(NamedTuple):
    """One post, page or document, as `Site` sees it.

    `path` is relative to the project, `file` to the folder that the generator writes. `place`
    is where a finding about the URL belongs: the value of `permalink` or `slug`, else the start
    of the file; `title_place` and `alias_place` likewise. `links` are those that may lead into
    the site, and the Liquid tags that name a source file, of the kinds ``liquid[link]``,
    ``liquid[post_url]`` and ``liquid[include]``. `digest` is the same for
    bodies of the same words; empty for a body of fewer than 40 bytes. `open` says that a template
    writes the names of some anchors, `commented` that a comment may suppress what is found in it. The other
    fields are those of `Publication`.
    """

    path: str
    role: str
    url: str | None = None
    address: str | None = None
    file: str | None = None
    why: str | None = None
    sure: bool = True
    breaks: str | None = None
    title: str | None = None
    date: str | None = None
    tags: tuple[Name, ...] = ()
    categories: tuple[Name, ...] = ()
    layout: Name | None = None
    aliases: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[Reference, ...] = ()
    place: Span = _START
    title_place: Span = _START
    alias_place: Span = _START
    digest: str = ""
    slug: str | None = None
    open: bool = False
    cascades: bool = False
    second: str | None = None
    second_file: str | None = None
    anywhere: bool = False
    commented: bool = False


def facts(post: Post) -> Facts:
    """The facts of a post, its body's links and anchors included."""
    anchors, opened = anchored(post)
    digest = word_digest(post, post.body.span.start)
    return _facts(post, anchors, (*_references(post), *_sources(post)), digest, opened)


Anchored: TypeAlias = tuple[tuple[str, ...], bool]


def anchored(post: Post) -> Anchored:
    """The names of the anchors of a post, and whether there are more, whose names a template writes."""
    anchors = post.body.anchors
    if post.body_left_out:
        return (), True
    if not anchors:
        return (), False
    names = tuple(anchor.name for anchor in anchors)
    if post.context.generator == "hugo" and _drops_html(post):
        # A comment stands in the place of each tag.
        names = tuple(a.name for a in anchors if not _in_tag().search(post.source.text[: a.span.start]))
    known = tuple(name for name in names if not post.body.is_filler(name))
    return known, len(known) < len(names) or _is_transliterated(post)


def _drops_html(post: Post) -> bool:
    from postlint.site.hugo_settings import keeps_raw_html

    return post.body.markup == "markdown" and not keeps_raw_html(post.context)


@cache
def _in_tag() -> re.Pattern[str]:
    """The end of a text that breaks off before the value of `id` or `name` in a tag."""
    return re.compile(r"<[a-zA-Z][^<>]{0,500}\b(?:id|name)\s*=\s*[\"']?\Z")


def _is_transliterated(post: Post) -> bool:
    """Whether kramdown makes ids with a library's tables, not known here (`transliterated_header_ids`).

    GFM's own ids are never made so, but those of headings within HTML are.
    """
    given = post.context.config.get("kramdown") if post.context.generator == "jekyll" else None
    if not isinstance(given, dict) or given.get("transliterated_header_ids") is not True:
        return False
    own = given.get("input", "GFM") != "GFM" or "markdown=" in post.source.text
    return own and not post.source.text.isascii()


def _references(post: Post) -> Iterator[Reference]:
    """The links that may lead into the site; not those whose text is at fault: one finding for a cause."""
    found = post.once(faults)
    faulty = {f.link.place for kind, all_ in found.items() if kind in MISREAD for f in all_} if found else ()
    context = post.context
    abroad = () if site_host(context) else ("https://", "http://")
    for link in post.body.links:
        target = link.target
        if target.startswith(abroad) and "{" not in target:
            continue
        if leads_inside(target, context) and link.place not in faulty:
            yield Reference(link.kind, target, link.place)


def _sources(post: Post) -> Iterator[Reference]:
    """The Liquid tags that name a source file; the build stops where it is not there."""
    if post.context.generator == "hexo":
        from postlint.site.hexo_tags import named

        yield from (Reference(kind, target, span) for kind, target, span in named(post))
        return
    if "{" not in post.source.text or "{%" not in post.source.text:
        return
    for tag in post.body.liquid:
        if tag.kind == "tag" and tag.name in ("link", "post_url", "include") and tag.closed and not tag.raw:
            text = post.source.slice(tag.span)
            start = text.index(tag.name) + len(tag.name)
            argument = text[start:].removesuffix("%}").removesuffix("-")
            at = tag.span.start + start + len(argument) - len(argument.lstrip())
            yield Reference(f"liquid[{tag.name}]", argument.strip(), Span(at, at + len(argument.strip())))


def facts_of_ordinary(post: Post) -> Facts:
    """`facts` of a post without anchors, and without links and Liquid tags that lead into its site."""
    block = post.front_matter
    return _facts(post, (), (), word_digest(post, block.body_start if block else 0), False)


def outline(post: Post) -> Facts:
    """The facts that the front matter gives: for files that are not linted, only linked to."""
    return _facts(post, (), (), "", False)


def _facts(
    post: Post, anchors: tuple[str, ...], links: tuple[Reference, ...], digest: str, opened: bool
) -> Facts:
    made = post.once(publish)
    return Facts(
        post.path,
        made.role,
        made.url,
        made.address,
        made.file,
        made.why,
        made.sure,
        made.breaks,
        None if made.title is None else str(made.title),
        made.date.isoformat() if made.date else None,
        _named(post, made.tags, ("tags", "tag")),
        _named(post, made.categories, ("categories", "category")),
        _layout(post),
        made.aliases,
        anchors,
        links,
        _value_span(post, ("permalink", "url", "slug")),
        _value_span(post, ("title",)),
        _value_span(post, ("redirect_from", "aliases")) if made.aliases else _START,
        digest,
        made.slug,
        opened,
        made.cascades,
        made.second,
        made.second_file,
        made.anywhere,
        post.source.holds("postlint:"),
    )


def _layout(post: Post) -> Name | None:
    """The layout that the front matter asks for; `none` and an empty value ask for none."""
    scalar = post.front_matter.scalar("layout") if post.front_matter else None
    if scalar is None or not isinstance(scalar.value, str) or scalar.value in ("", "none"):
        return None
    return Name(scalar.value, scalar.span)


def word_digest(post: Post, start: int) -> str:
    """A hash of the words from `start` on: white space, ASCII punctuation and case do not count.

    Of the file's bytes, and their length with a sum: it costs a quarter of what a cryptographic hash does.
    """
    head = post.source.text[:start]
    before = start if head.isascii() else len(head.encode("utf-8", "surrogatepass"))
    words = post.source.data[before:].translate(_LOWER, _BETWEEN_WORDS)
    return f"{len(words):x}-{crc32(words):08x}" if len(words) >= 40 else ""


_LOWER = bytes(range(256)).lower()
_BETWEEN_WORDS = bytes(n for n in range(128) if not chr(n).isalnum())


def _value_span(post: Post, keys: tuple[str, ...]) -> Span:
    block = post.front_matter
    if block is not None:
        for key in keys:
            entry = block.entry(key)
            if entry is not None and entry.value.span.end > entry.value.span.start:
                return entry.value.span
    return _START


def _named(post: Post, names: tuple[str, ...], keys: tuple[str, ...]) -> tuple[Name, ...]:
    """The names with the spans of the values that give them; the whole value where one gives several."""
    if not names:
        return ()
    single = _single(post, names, keys)
    if single is not None:
        return (Name(names[0], single),)
    places = {text: span for key in keys for text, span in _items(post, key)}
    whole = _value_span(post, keys)
    return tuple([Name(name, places.get(name, whole)) for name in names])


def _single(post: Post, names: tuple[str, ...], keys: tuple[str, ...]) -> Span | None:
    """The place of one name that is a whole value, without blanks or escapes."""
    block = post.front_matter
    if len(names) != 1 or block is None or any(block.entry(key) is not None for key in keys[1:]):
        return None
    entry = block.entry(keys[0])
    scalar = entry.value if entry is not None else None
    if not isinstance(scalar, Scalar) or scalar.text != names[0] or scalar.text.split() != [scalar.text]:
        return None
    (start, end), size = scalar.span, len(scalar.text)
    quote = 1 if scalar.style in ("single", "double") else 0
    return Span(start + quote, end - quote) if end - start == size + 2 * quote else scalar.span


def _items(post: Post, key: str) -> Iterator[tuple[str, Span]]:
    entry = post.front_matter.entry(key) if post.front_matter else None
    if entry is None:
        return
    node = resolved(entry.value)
    for item in node.items if isinstance(node, Sequence) else (node,):
        target = resolved(item)
        if isinstance(target, Scalar):
            yield target.text, item.span
            yield from _words(target, item.span)


def _words(scalar: Scalar, span: Span) -> Iterator[tuple[str, Span]]:
    """The words of plain or quoted text without escapes, each in its place."""
    at = span.start + (1 if scalar.style in ("single", "double") else 0)
    if len(scalar.text) != span.end - span.start - 2 * (at - span.start):
        return
    offset = 0
    for word in scalar.text.split():
        offset = scalar.text.index(word, offset)
        yield word, Span(at + offset, at + offset + len(word))
        offset += len(word)

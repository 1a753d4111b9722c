"""The ordinary post of a Jekyll site, published the short way.

Its front matter is plain lines (`front_matter.ordinary`), its date a full time that has come, and no key
nor setting does anything to its address but the site's template. What is not of this kind is for
`jekyll_document`, which says the same of this one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from postlint.front_matter.dates import date_value
from postlint.front_matter.ordinary import is_unusual_post
from postlint.front_matter.tree import Scalar, Timestamp
from postlint.post import Post
from postlint.site import jekyll_urls as urls
from postlint.site import ruby
from postlint.site.jekyll_output import collection_template, written
from postlint.site.jekyll_paths import Settings, dated
from postlint.site.publication import Publication

_DECIDING = frozenset(("permalink", "slug", "category", "tag", "published", "draft", "redirect_from", "<<"))
"""Keys that change where, whether and under which names a post is published."""


def publication(post: Post, known: Settings) -> Publication | None:
    """What Jekyll makes of an ordinary post in `_posts`, or None where it is not of this kind."""
    context, path = post.context, post.site_path
    if not path.startswith("_posts/") or known.collections_dir or known.config.get("defaults"):
        return None
    if context.yaml != "safe_yaml" or post.source.undecodable is not None or post.once(is_unusual_post):
        return None
    block = post.front_matter
    parts = dated(path.rpartition("/")[2])
    if block is None or parts is None or not _DECIDING.isdisjoint(block.data):
        return None
    title, date = block.scalar("title"), _published_date(post)
    if title is None or date is None or parts.extension.lower() not in known.markdown:
        return None
    categories, tags = _words(block.scalar("categories")), _words(block.scalar("tags"))
    url = address(collection_template("posts", known), date, categories, parts.slug.rstrip("."))
    if url is None:
        return None
    return Publication(
        "post",
        url,
        written(url, ".html", index="index.html"),
        None,
        date,
        title.text,
        categories,
        tags,
        address=url,
    )


def _published_date(post: Post) -> datetime | None:
    """The date of the post, where it is a time that has come."""
    value = post.once(date_value)
    if value is None or value.scalar.value.__class__ is not Timestamp:
        return None
    instant = value.reading.instant
    if instant is None or not 1000 <= instant.year < 9998 or value.reading.zone != "given":
        return None
    # Nor is it the second of the build, whose posts take the date of their name.
    return instant if post.context.now >= instant + timedelta(seconds=1) else None


def _words(scalar: Scalar | None) -> tuple[str, ...]:
    return tuple(ruby.words(scalar.text)) if scalar is not None else ()


def address(template: str, date: datetime, categories: tuple[str, ...], slug: str) -> str | None:
    """The address that a template gives a post; None where it holds a key that is seldom used."""
    filled = _filled(template, categories)
    if filled is None:
        return None
    title = slug if slug.isascii() and slug.isalnum() else urls.slugify(slug, pretty=True, cased=True)
    return urls.sanitized(filled.format(date.year, date.month, date.day, urls.encode(title)))


_FIELDS = {"year": "{0:04}", "month": "{1:02}", "day": "{2:02}", "title": "{3}"}


@lru_cache(maxsize=256)
def _filled(template: str, categories: tuple[str, ...]) -> str | None:
    """A template for `str.format`, with what many posts share filled in."""
    shared = {
        "output_ext": ".html",
        "categories": urls.encode("/".join(dict.fromkeys(map(ruby.downcase, categories)))),
    }
    out: list[str] = []
    for literal, key, rest in urls.pieces(template):
        if key and key not in shared and key not in _FIELDS:
            return None
        out += (_braced(literal), _FIELDS.get(key) or _braced(shared.get(key, "")), _braced(rest))
    return "".join(out)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")

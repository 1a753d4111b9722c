"""The tags that name other files of a Jekyll site (Jekyll 4.3 `tags/link.rb`, `tags/post_url.rb`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from postlint.front_matter.dates.ruby_date import Unreadable
from postlint.front_matter.dates.ruby_time import parse as ruby_time
from postlint.identity import remembered
from postlint.site import ruby
from postlint.site.jekyll_filters import relative_url
from postlint.site.jekyll_output import asset_url, settings
from postlint.site.jekyll_paths import Place, Skipped, classify, dated
from postlint.site.nearness import closest
from postlint.site.verdict import Verdict, unsure

if TYPE_CHECKING:
    from postlint.site.facts import Facts
    from postlint.site.model import Site


def link(path: str, site: Site) -> str | Verdict:
    """`{% link path %}`: the exact path of a source file; a slash before it only for static files."""
    if "{{" in path or not site.listing:
        return unsure("its path is known only to the build")
    one = _linked(path, site)
    twin = None if one is None else _twin(path, one, site)
    if twin is not None:
        return _prefixed(twin, site)
    if one is None:
        near = closest(path, {_link_path(source, site): source for source in site.by_path})
        return Verdict("missing", "stops", why=f"the site has no file `{path}`", near=near)
    return _result(one, site)


def _linked(path: str, site: Site) -> Facts | None:
    folder = settings(site.context).collections_dir
    found = site.by_path.get(f"{folder}/{path}") if folder else None
    if found is not None and not _is_document(f"{folder}/{path}", found, site):
        found = None
    plain = path.removeprefix("/")
    one = found or site.by_path.get(plain)
    if one is None or one.role == "none" or (one.role == "asset" and one.file is None):
        return None
    walked = _is_walked(plain, one, site)
    inside = _is_document(plain, one, site) and not walked
    if found is None and inside and folder:
        return None
    static = one.second is None if walked else one.role == "asset" and not inside
    return one if static or path == plain else None


def _is_walked(path: str, one: Facts, site: Site) -> bool:
    """Whether Jekyll finds a file of a collection also among the files of its folder."""
    if one.role != "asset" and one.second_file is None:
        return False
    place = classify(path, settings(site.context))
    return isinstance(place, Place) and place.besides is not None and place.besides.kind == "page"


def _twin(path: str, one: Facts, site: Site) -> str | None:
    """The URL of the page or file that a document's source is besides: it comes first in the site."""
    plain = path.removeprefix("/")
    if one.role == "asset" or plain != _site_path(one, site) or not _is_walked(plain, one, site):
        return None
    if one.second is not None:
        return one.second if path[:1] != "/" else None
    return asset_url(_site_path(one, site), Place("page"), settings(site.context))


def _site_path(one: Facts, site: Site) -> str:
    return one.path.removeprefix(site.context.base)


def _is_document(path: str, one: Facts, site: Site) -> bool:
    """Whether a file belongs to a collection, so that tags name it from `collections_dir` on."""
    if one.role in ("post", "draft", "document"):
        return True
    place = classify(path, settings(site.context)) if one.role == "asset" else None
    return isinstance(place, Place) and place.kind == "document"


def _link_path(source: str, site: Site) -> str:
    folder = settings(site.context).collections_dir
    return source.removeprefix(folder + "/") if folder else source


def _result(one: Facts, site: Site) -> str | Verdict:
    if one.url is None and one.anywhere:
        return unsure(f"the front matter of `{one.path}` was not read")
    if one.url is None and one.role != "asset":
        why = f"`{one.path}` is not published: {one.why}"
        return Verdict("missing", "stops", why=why, source=one.path)
    return _prefixed(one.url if one.url is not None else _asset_url(one, site), site)


def _asset_url(one: Facts, site: Site) -> str:
    """The URL of a file that is copied, which is not always that of its name."""
    path, known = _site_path(one, site), settings(site.context)
    place = classify(path, known)
    if isinstance(place, Skipped):
        return "/" + (one.file or "")
    return asset_url(path, place.besides or place, known) or ""


def _prefixed(url: str, site: Site) -> str:
    version = site.context.version
    if version is not None and version[0] < 4:
        # Before 4.0 both tags give the URL without the base URL.
        return url
    return relative_url(url, site)


def post_url(name: str, site: Site) -> str | Verdict:
    """`{% post_url folder/date-slug %}`: the name of a post's file, without its extension."""
    plain = name.removeprefix("/")
    match = _POST_NAME().match(plain)
    if match is None:
        why = f"`{name}` is not the name of a post, a date and a title"
        return Verdict("missing", "stops", why=why)
    posts = _named_posts(site)
    found = posts.exact.get(plain) if _literal(plain) else None
    found = found or _of_day(posts, match[1], match[2], site)
    if found is not None:
        return _result(found, site)
    if not site.listing:
        return unsure("not all posts of the site are known")
    hidden = posts.hidden.get(plain)
    if hidden is not None:
        return _result(hidden, site)
    if match[2] in posts.undated:
        return unsure("the date of the post is that of its file")
    return Verdict("missing", "stops", why=f"the site has no post `{name}`", near=closest(name, posts.exact))


def _literal(name: str) -> bool:
    """Whether the folders of a name match themselves: Jekyll takes them for a regular expression."""
    return not set("+*?()[]{}|^$\\") & set(name.rpartition("/")[0])


@cache
def _POST_NAME() -> re.Pattern[str]:
    return re.compile(r"(?:.+/)?([0-9]+-[0-9]+-[0-9]+)-(.*)\Z")


class _Posts(NamedTuple):
    """The posts by the names that `post_url` takes: `days` is the deprecated way, slug and own day."""

    exact: dict[str, Facts]
    days: dict[tuple[str, date], Facts]
    hidden: dict[str, Facts]
    undated: frozenset[str]


def _of_day(posts: _Posts, text: str, slug: str, site: Site) -> Facts | None:
    try:
        when = ruby_time(text, site.context.timezone, site.context.now).instant
    except (Unreadable, OverflowError):
        return None
    return posts.days.get((slug, when.date()))


@remembered
def _named_posts(site: Site) -> _Posts:
    posts = [(path, one) for path, one in site.by_path.items() if one.role in ("post", "draft")]
    published = sorted((p for p in posts if p[1].url is not None), key=lambda p: (p[1].date or "", p[0]))
    exact: dict[str, Facts] = {}
    days: dict[tuple[str, date], Facts] = {}
    for path, one in published:
        for name in _names(_link_path(path, site)):
            exact.setdefault(name, one)
        if one.sure and one.date is not None:
            days.setdefault((_slug(path, one), datetime.fromisoformat(one.date).date()), one)
    hidden = {name: one for path, one in posts if one.url is None for name in _names(_link_path(path, site))}
    undated = frozenset(_slug(path, one) for path, one in posts if not one.sure)
    return _Posts(exact, days, hidden, undated)


def _names(path: str) -> Iterator[str]:
    """What `post_url` may call a post: its path without `_posts`, which stands first or last in it."""
    before, _, below = path.rpartition("_posts/") if not path.startswith("_posts/") else ("", "", path[7:])
    if before and "/" in below:
        return
    at = below.find(".", below.rfind("/") + 1)
    while 0 <= at < len(below) - 1:
        if below[at + 1] != ".":
            yield before + below[:at]
        at = below.find(".", at + 1)


def _slug(path: str, one: Facts) -> str:
    """The slug of a post: its own, else that of its name."""
    if one.slug is not None:
        return one.slug
    name = path.rpartition("/")[2]
    parts = dated(name)
    return (parts.slug if parts else name.removesuffix(ruby.extname(name))).rstrip(".")

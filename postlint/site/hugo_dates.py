"""Where Hugo looks for the date of a page: its front matter and, if the site says so, its file's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, NamedTuple

from postlint.front_matter.dates import post_date
from postlint.post import Post
from postlint.site.plain import date_of


class PageDate(NamedTuple):
    """A date; `named`: the file's name gave it, and so the slug; `sure`: no file's time can be meant."""

    instant: datetime | None
    named: bool = False
    sure: bool = True


_KEYS: Mapping[str, tuple[str, ...]] = {
    "publishdate": ("publishdate", "pubdate", "published"),
    "lastmod": ("lastmod", "modified"),
    "expirydate": ("expirydate", "unpublishdate"),
}
_DEFAULT = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")


def page_date(post: Post, data: Mapping[str, Any], order: tuple[str, ...]) -> PageDate:
    """The first date of those that `[frontmatter] date` names, by default `date` and those like it."""
    sure = True
    for name in order or _DEFAULT:
        if name == ":filename":
            instant = _of_name(post)
        elif name == ":default":
            instant = _of_key("date", post, data) or date_of(data, post.context, *_DEFAULT[1:])
        elif name.startswith(":"):
            sure, instant = False, None
        else:
            instant = _of_key(name, post, data)
        if instant is not None:
            return PageDate(instant, name == ":filename", sure)
    return PageDate(None, sure=sure)


def _of_key(name: str, post: Post, data: Mapping[str, Any]) -> datetime | None:
    if name == "date":
        return post_date(post).instant
    return date_of(data, post.context, *_KEYS.get(name, (name,)))


def _of_name(post: Post) -> datetime | None:
    """The day before the title in a file's name, or in that of a bundle's folder."""
    folder, _, name = post.site_path.rpartition("/")
    if name.startswith("index."):
        name = folder.rpartition("/")[2]
    match = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", name)
    try:
        day = datetime.strptime(match[0], "%Y-%m-%d").date() if match else None
    except ValueError:
        return None
    return datetime.combine(day, time(), post.context.timezone) if day else None

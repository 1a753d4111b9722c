"""`limit_posts`: Jekyll keeps the last posts, and forgets all others (Jekyll 4.3 `site.rb`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from postlint.context import Context

if TYPE_CHECKING:
    from postlint.site.facts import Facts


def limit(context: Context) -> int:
    """How many posts are kept; 0 where all are."""
    value = context.config.get("limit_posts") if context.generator == "jekyll" else 0
    return value if isinstance(value, int) and value > 0 else 0


def limited(known: Mapping[str, Facts], context: Context) -> Mapping[str, Facts]:
    """All files of a site by path, where posts beyond the limit are not published."""
    most = limit(context)
    if not most:
        return known
    posts = [path for path, one in known.items() if _is_read(one)]
    if len(posts) <= most:
        return known
    posts.sort(key=lambda path: (_date(known[path]), path))
    why = f"`limit_posts` keeps only the last {most} posts"
    return {**known, **{path: _dropped(known[path], why) for path in posts[:-most]}}


def _dropped(one: Facts, why: str) -> Facts:
    """A post that is forgotten; a page that is made of the same file stays."""
    return one._replace(
        role=one.role if one.second is None else "page",
        url=one.second,
        file=one.second_file,
        second=None,
        second_file=None,
        breaks=None,
        why=why if one.second is None else None,
    )


def _is_read(one: Facts) -> bool:
    """Whether a file is among the posts that are counted: the address of one may be a template's error."""
    return one.role in ("post", "draft") and (
        one.url is not None or (one.breaks is not None and one.date is not None)
    )


def _date(one: Facts) -> datetime:
    return datetime.fromisoformat(one.date) if one.date is not None else datetime.min.replace(tzinfo=UTC)

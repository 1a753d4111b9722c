"""`limit_posts`: Jekyll keeps the last posts, and forgets all others (Jekyll 4.3 `site.rb`)."""

from __future__ import annotations

from collections.abc import Mapping
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
    posts = [p for p, one in known.items() if one.role in ("post", "draft") and one.url is not None]
    if not most or len(posts) <= most:
        return known
    posts.sort(key=lambda path: (known[path].date or "", path))
    why = f"`limit_posts` keeps only the last {most} posts"
    dropped = {path: known[path]._replace(url=None, file=None, why=why) for path in posts[:-most]}
    return {**known, **dropped}

"""Hexo's tags that name posts and files of posts (measured with Hexo 8.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from postlint.post import Post
from postlint.site.jekyll_links import Unresolved
from postlint.site.nearness import closest
from postlint.site.verdict import Verdict
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.site.model import Site

_TEXTS = (".md", ".markdown", ".mkd", ".html", ".htm")


@cache
def _TAG() -> re.Pattern[str]:
    return re.compile(r"\{%-?\s*(post_link|post_path|asset_img|asset_link|asset_path)\s+([^\s%]+)[^%]*%\}")


def named(post: Post) -> Iterator[tuple[str, str, Span]]:
    """The tags that name a post or file: a link's kind, the name, and its place."""
    if "{%" not in post.source.text:
        return
    for match in _TAG().finditer(post.source.text, post.body.span.start):
        kind = "img[src]" if match[1] == "asset_img" else "a[href]"
        span = Span(*match.span(2))
        if not any(shown.start <= span.start < shown.end for shown in post.body.code):
            yield (
                (f"liquid[{match[1]}]" if match[1].startswith("post") else kind),
                match[2].strip("\"'"),
                span,
            )


def unresolved(site: Site) -> Iterator[Unresolved]:
    """The `post_link`s of published posts that name no post: Hexo stops at them."""
    known = site.once(_names)
    # A post of which nothing is known may have any title.
    for one in site.posts if site.listing and site.anywhere is None else ():
        for tag in one.links:
            if tag.kind not in ("liquid[post_link]", "liquid[post_path]") or one.url is None:
                continue
            if tag.target.rpartition("/")[2] not in known:
                why = f"the site has no post `{tag.target}`"
                yield Unresolved(
                    one, tag, Verdict("missing", "stops", why=why, near=closest(tag.target, known))
                )


def _names(site: Site) -> frozenset[str]:
    """What posts may be called: the stems of their files, with and without a date, and their titles."""
    found: set[str] = set()
    for path in site.listing:
        if "_posts/" in path and path.endswith(_TEXTS):
            stem = path.rpartition("/")[2].rpartition(".")[0]
            found |= {stem, re.sub(r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}-", "", stem)}
    return frozenset(found | {one.title for one in site.by_path.values() if one.title})

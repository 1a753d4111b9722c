"""Zola: the pages below `content`, and their addresses.

Not modelled, and so never certain: slugs of names that are not ASCII (Zola transliterates them),
languages, and what templates and themes make.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.context import Context
from postlint.front_matter.dates import post_date
from postlint.post import Post
from postlint.site.percent import quote
from postlint.site.pictures import nowhere
from postlint.site.plain import texts_of, title_of
from postlint.site.publication import Publication
from postlint.site.verdict import Verdict, unsure

if TYPE_CHECKING:
    from postlint.site.facts import Facts
    from postlint.site.model import Site
    from postlint.site.resolve import Asked

_OUTSIDE = frozenset(("public", "templates", "themes", "sass", "node_modules"))


def is_post(site_path: str, context: Context) -> bool:  # noqa: ARG001
    """The Markdown files below `content`."""
    return site_path.startswith("content/") and site_path.lower().endswith(".md")


def excluded(site_path: str, context: Context) -> bool:  # noqa: ARG001
    """Hidden files, and the folders of builds, templates and themes."""
    parts = site_path.split("/")
    return parts[0] in _OUTSIDE or any(part[:1] == "." for part in parts)


def publish(post: Post) -> Publication:
    """What Zola makes of a file below `content`."""
    if not is_post(post.site_path, post.context):
        return assumed(post.site_path, post.context)
    front = post.front_matter
    if front is None or front.broken:
        message = (
            next((f.message for f in front.faults if f.fatal), "") if front else "it has no front matter"
        )
        return Publication("post", why=f"the build stops: {message}", breaks=message)
    data = front.data
    url, sure = _address(post.site_path, data, post.context)
    why = "it is a draft (`draft = true`)" if data.get("draft") is True else None
    why = why or ("it is not rendered (`render = false`)" if data.get("render") is False else None)
    taxonomies = data.get("taxonomies")
    names: Mapping[str, Any] = taxonomies if isinstance(taxonomies, Mapping) else {}
    return Publication(
        "page" if post.name.startswith("_index.") else "post",
        None if why else url,
        None if why or url is None else _file(url),
        why or (None if sure else "its slug is not modelled"),
        post_date(post).instant,
        title_of(data),
        texts_of(names, "categories"),
        texts_of(names, "tags"),
        texts_of(data, "aliases"),
        sure=sure,
        address=url,
    )


def _file(url: str) -> str:
    from urllib.parse import unquote

    return (unquote(url).strip("/") + "/index.html").lstrip("/")


def _address(site_path: str, data: Mapping[str, Any], context: Context) -> tuple[str | None, bool]:
    """The URL of a page, and whether it is certain."""
    folder, _, name = site_path.removeprefix("content/").rpartition("/")
    stem = name.removesuffix(".md")
    own = data.get("path")
    if isinstance(own, str) and own.strip("/ "):
        return "/" + quote(own.strip().strip("/")) + "/", True
    if stem == "_index":
        return "/" + quote(folder) + "/" if folder else "/", _slug(
            folder.replace("/", ""), context
        ) is not None
    if stem == "index":
        folder, _, stem = folder.rpartition("/")
    plain = re.sub(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T0-9:Z.+-]*?[-_](?=.)", "", stem)
    slug = data.get("slug")
    slug = slug if isinstance(slug, str) and slug else _slug(plain, context)
    if slug is None or "." in stem:
        return None, False
    path = f"{folder}/{slug}" if folder else slug
    return "/" + quote(path) + "/", _slug(folder.replace("/", ""), context) == folder.replace("/", "")


def _slug(text: str, context: Context) -> str | None:
    """The slug of an ASCII name; None where Zola would transliterate it."""
    option = context.config.get("slugify")
    mode = option.get("paths", "on") if isinstance(option, Mapping) else "on"
    if mode in ("off", "safe"):
        return text
    if not text.isascii():
        return None
    return _RUNS().sub("-", text.lower()).strip("-")


@cache
def _RUNS() -> re.Pattern[str]:
    return re.compile(r"[^a-z0-9]+")


def assumed(site_path: str, context: Context) -> Publication:
    """What Zola makes of a file by its path alone."""
    top, _, rest = site_path.partition("/")
    if top == "static" and rest:
        return Publication("asset", file=rest)
    if top == "sass" and rest:
        return Publication("asset", file=rest.rpartition(".")[0] + ".css")
    if top != "content" or excluded(site_path, context):
        return Publication("none", why="it lies outside of `content` and `static`")
    if site_path.endswith(".md"):
        url, _ = _address(site_path, {}, context)
        return Publication("post", url, _file(url) if url else None, address=url, sure=False)
    return Publication("asset", file=rest, sure=False)


def liquid_target(target: str, site: Site) -> str | Verdict:
    """Templates in links are not evaluated; `@/page.md` is a link that Zola itself checks."""
    if target.startswith("@/"):
        return internal(target, site)
    return unsure("its template is known only to the build")


def internal(target: str, site: Site) -> str | Verdict:
    """`@/folder/page.md#anchor`: the page of a source file; the build stops where there is none."""
    path, mark, fragment = target[2:].partition("#")
    one: Facts | None = site.by_path.get("content/" + path)
    if one is None:
        return Verdict("missing", "absent") if site.listing else unsure("not all pages are known")
    return site.link_to(one) + mark + fragment if one.url is not None else unsure("its page is not published")


def made(asked: Asked, site: Site) -> str | None:
    """Why a path that no source explains may be served by a Zola site, or None."""
    if not site.listing:
        return "the site's files are not known"
    if nowhere(asked, site):
        return None
    if asked.extension or "post" not in asked.kinds or "page" in asked.path.split("/"):
        return "templates, taxonomies or a theme may make it"
    return None

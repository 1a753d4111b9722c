"""Hexo: the posts below `source/_posts`, and their addresses (measured with Hexo 8.1).

Not modelled, and so never certain: a post without a date that can be read (Hexo takes the file's
own time), `:id`, several categories that are no chain, and plugins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from postlint.context import Context
from postlint.front_matter.dates import post_date
from postlint.post import Post
from postlint.site.hexo_permalinks import address, date_in, parsed_name
from postlint.site.percent import quote
from postlint.site.pictures import nowhere
from postlint.site.plain import texts_of, title_of
from postlint.site.publication import Publication
from postlint.site.verdict import Verdict, unsure

if TYPE_CHECKING:
    from postlint.site.model import Site
    from postlint.site.resolve import Asked

_TEXTS = (".md", ".markdown", ".mkd", ".mkdn", ".mdown", ".mdtxt", ".mdtext", ".html", ".htm")


def _source(context: Context) -> str:
    value = context.config.get("source_dir")
    return value.strip("/") if isinstance(value, str) and value.strip("/") else "source"


def is_post(site_path: str, context: Context) -> bool:
    """The Markdown and HTML files in `_posts` and `_drafts` of the source folder."""
    source = _source(context)
    return site_path.startswith((f"{source}/_posts/", f"{source}/_drafts/")) and site_path.lower().endswith(
        _TEXTS
    )


def excluded(site_path: str, context: Context) -> bool:
    """Hidden files, and the folders of builds, themes and packages."""
    output = context.config.get("public_dir")
    top = site_path.partition("/")[0]
    if top in (output or "public", "node_modules", "themes", "scaffolds"):
        return True
    parts = site_path.split("/")
    return any(part[:1] == "." for part in parts) or parts[-1].endswith(("~", "%"))


def publish(post: Post) -> Publication:
    """What Hexo makes of a post or page."""
    context = post.context
    if not site_text(post.site_path, context):
        return assumed(post.site_path, context)
    front = post.front_matter
    if front is not None and front.broken:
        message = next(fault.message for fault in front.faults if fault.fatal)
        return Publication("post", why=f"the build stops: {message}", breaks=message)
    data = front.data if front else {}
    role = _role(post.site_path, context)
    name = _parsed(post.site_path, context) if role != "page" else {}
    reading = post_date(post) if data.get("date") else None
    date = reading.instant if reading else date_in(name, context.timezone)
    # Hexo applies `timezone` once more to a date that has an offset.
    twice = reading is not None and reading.zone == "given" and context.timezone is not UTC
    if date is not None:
        date = date.astimezone(context.timezone)
    url, sure = (
        (_page(post.site_path, data, context), True)
        if role == "page"
        else _address(data, name, date, context, shifted=twice)
    )
    why = _withheld(role, data, date, context)
    if why is None and url is not None and _malformed().search(unquote(url)):
        why = "Hexo makes no page of a path with a `%` that escapes nothing"
    return Publication(
        role,
        None if why else url,
        None if why or url is None else _file(url),
        why or (None if sure else "its address hangs on the file's own time, or on a plugin"),
        date,
        title_of(data),
        texts_of(data, "categories"),
        texts_of(data, "tags") or texts_of(data, "tag"),
        sure=sure,
        address=url,
    )


@cache
def _malformed() -> re.Pattern[str]:
    return re.compile(r"%(?![0-9a-fA-F]{2})")


def site_text(site_path: str, context: Context) -> bool:
    """Whether a file is text that Hexo renders: a post, or a page of the source folder."""
    return site_path.startswith(_source(context) + "/") and site_path.lower().endswith(_TEXTS)


def is_page(site_path: str, context: Context) -> bool:
    """The Markdown and HTML files of the source folder that are no posts."""
    return site_text(site_path, context) and not excluded(site_path, context)


def _role(site_path: str, context: Context) -> Any:
    inside = site_path[len(_source(context)) + 1 :]
    return {"_posts": "post", "_drafts": "draft"}.get(inside.partition("/")[0], "page")


def _withheld(role: str, data: Mapping[str, Any], date: datetime | None, context: Context) -> str | None:
    config = context.config
    if role == "draft" and config.get("render_drafts") is not True:
        return "it is a draft, and `render_drafts` is off"
    if data.get("published") is False and role != "page" and config.get("render_drafts") is not True:
        return "its `published` is false"
    if date is not None and date > context.now and config.get("future") is False:
        return f"it is dated {date:%Y-%m-%d}, in the future, and `future` is off"
    return None


def _parsed(site_path: str, context: Context) -> Mapping[str, str]:
    pattern = context.config.get("new_post_name")
    inside = site_path[len(_source(context)) + 1 :].partition("/")[2]
    return parsed_name(pattern if isinstance(pattern, str) and pattern else ":title.md", inside)


def _page(site_path: str, data: Mapping[str, Any], context: Context) -> str:
    """A page keeps its path, or has that of its `permalink`; `index.html` is its folder's."""
    own = data.get("permalink")
    if isinstance(own, str) and own:
        path = own + "index" * own.endswith("/")
        path += ".html" * ("." not in path.rpartition("/")[2].lstrip("."))
    else:
        inside = site_path[len(_source(context)) + 1 :]
        path = inside.rpartition(".")[0] + ".html"
    return _quoted(path)


def _address(
    data: Mapping[str, Any],
    name: Mapping[str, str],
    date: datetime | None,
    context: Context,
    *,
    shifted: bool,
) -> tuple[str | None, bool]:
    """The URL of a post, and whether it is certain."""
    pattern = context.config.get("permalink")
    own = data.get("permalink")
    if isinstance(own, str) and own:
        path = own
    else:
        pattern = pattern if isinstance(pattern, str) and pattern else ":year/:month/:day/:title/"
        made = address(pattern, name, data, date, context.config)
        # Hexo writes dates in the zone of the machine that builds, whatever `timezone` says.
        elsewhere = date.astimezone(UTC) if date is not None and not shifted else None
        if made is None or made != address(pattern, name, data, elsewhere, context.config):
            return made and _quoted(made), False
        path = made
    folders = context.config.get("post_asset_folder") is True and not path.endswith(("/", ".html"))
    return _quoted(path + "/" * folders), True


def _quoted(path: str) -> str:
    """A path as it stands in a link, without the name of an index."""
    folder, slash, name = path.lstrip("/").rpartition("/")
    return "/" + quote(folder + slash + ("" if name == "index.html" else name))


def _file(url: str) -> str:
    path = unquote(url).lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def assumed(site_path: str, context: Context) -> Publication:
    """What Hexo makes of a file by its path alone."""
    source = _source(context)
    if not site_path.startswith(source + "/") or excluded(site_path, context):
        return Publication("none", why=f"it lies outside of `{source}`")
    inside = site_path[len(source) + 1 :]
    if site_text(site_path, context):
        role = _role(site_path, context)
        url = _page(site_path, {}, context) if role == "page" else None
        return Publication(role, url, _file(url) if url else None, address=url, sure=False)
    if any(part[:1] == "_" for part in inside.split("/")):
        return Publication("none", why="Hexo skips names that start with `_`", sure=False)
    return Publication("asset", file=inside)


def liquid_target(target: str, site: Site) -> str | Verdict:  # noqa: ARG001
    """Tag plugins are not evaluated."""
    return unsure("its tag is known only to the build")


def made(asked: Asked, site: Site) -> str | None:
    """Why a path that no source explains may be served by a Hexo site, or None."""
    if not site.listing:
        return "the site's files are not known"
    if nowhere(asked, site):
        return None
    return "a theme, a generator or a post's asset folder may bring it"

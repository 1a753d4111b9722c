"""Hugo: the pages below `contentDir`, and their addresses (measured with Hugo 0.111).

Not modelled, and so never certain: modules and themes that bring content or files, a `cascade` that says
whether and where pages are written, and pages that are resources of a leaf bundle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from posixpath import normpath
from typing import TYPE_CHECKING, Any

from postlint.context import Context
from postlint.post import Post
from postlint.site.hugo_dates import page_date
from postlint.site.hugo_settings import Settings, content_of, lower_keys, settings
from postlint.site.hugo_urls import escaped, expanded, sanitized, token, unaccented
from postlint.site.pictures import nowhere
from postlint.site.plain import date_of, texts_of, title_of
from postlint.site.publication import Publication
from postlint.site.verdict import Verdict, unsure

if TYPE_CHECKING:
    from postlint.site.facts import Facts
    from postlint.site.model import Site
    from postlint.site.resolve import Asked

_CONTENT = (".md", ".markdown", ".mdown", ".html", ".htm", ".org", ".adoc", ".rst", ".pandoc")
_POSTS = (".md", ".markdown", ".mdown", ".html", ".htm")


def is_post(site_path: str, context: Context) -> bool:
    """The Markdown and HTML files below the content folder."""
    known = settings(context)
    return content_of(site_path, known) is not None and site_path.lower().endswith(_POSTS)


def excluded(site_path: str, context: Context) -> bool:
    """What `ignoreFiles` names, hidden files, and the folders of builds and themes."""
    known = settings(context)
    top = site_path.partition("/")[0]
    if top in (known.output, "resources", "node_modules", "themes", "layouts", "archetypes", "assets"):
        return True
    if any(part[:1] == "." or part[-1:] in "~#" for part in site_path.split("/") if part):
        return True
    return any(pattern.search(site_path) for pattern in map(_ignored, known.ignored))


@cache
def _ignored(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error:
        return re.compile(r"(?!)")


def publish(post: Post) -> Publication:
    """What Hugo makes of a file below the content folder."""
    context, known = post.context, settings(post.context)
    if not is_post(post.site_path, context):
        return assumed(post.site_path, context)
    front = post.front_matter
    if front is None and _is_whole_page(post):
        folder, _ = content_of(post.site_path, known) or ("", "")
        return Publication("asset", file=post.site_path[len(folder) + 1 :])
    if front is not None and front.broken:
        message = next(fault.message for fault in front.faults if fault.fatal)
        return Publication("post", why=f"the build stops: {message}", breaks=message)
    data = {key.lower(): value for key, value in front.data.items()} if front else {}
    dated = page_date(post, data, known.dates)
    date = dated.instant
    url, sure = _address(post.site_path, data, date, known, named=dated.named)
    sure = sure and dated.sure
    withheld = _withheld(data, date, context) or _unrendered(data, stem_of(post.name, known)[0])
    return Publication(
        "page" if _name(post.site_path).startswith("_index.") else "post",
        None if withheld else url,
        None if withheld or url is None else _file(url),
        withheld or (None if sure else "its section's permalink, or its date, is not modelled"),
        date,
        title_of(data),
        texts_of(data, "categories"),
        texts_of(data, "tags"),
        _aliases(data, url),
        sure=sure,
        address=url,
        cascades=_cascades(data.get("cascade")),
    )


_DECIDING = frozenset((
    "draft", "url", "slug", "date", "publishdate", "expirydate", "lastmod", "pubdate", "published",
    "unpublishdate", "modified", "build", "_build", "headless", "aliases", "title", "markup",
))  # fmt: skip
"""Keys that decide whether and where a page is written."""


def _cascades(value: object) -> bool:
    """Whether what is handed down to the pages below may change whether and where they are written."""
    sets = value if isinstance(value, (list, tuple)) else [value]
    return any(not _DECIDING.isdisjoint(lower_keys(one)) for one in sets)


def _is_whole_page(post: Post) -> bool:
    """An HTML file that begins with a tag is copied as it is (Hugo 0.111): what a tool has rendered."""
    text = post.source.text.lstrip()
    html = post.name.lower().endswith((".html", ".htm"))
    return html and text.startswith("<") and not text.startswith("<!--")


def _unrendered(data: Mapping[str, Any], stem: str) -> str | None:
    """Why Hugo reads a page and writes none, by its own front matter; only a bundle can be headless."""
    if data.get("headless") is True and stem == "index":
        return "it is headless (`headless: true`)"
    options = data.get("build", data.get("_build"))
    render = options.get("render", "always") if isinstance(options, Mapping) else "always"
    return f"its build options say `render: {render}`" if render in ("never", "link", False) else None


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _file(url: str) -> str:
    from urllib.parse import unquote

    path = unquote(url).lstrip("/")
    return (
        path
        if re.search(r"\.[A-Za-z0-9]{2,5}$", path)
        else path.rstrip("/") + "/index.html"
        if path
        else "index.html"
    )


def _aliases(data: Mapping[str, Any], url: str | None) -> tuple[str, ...]:
    """`aliases`: from the site's root, or beside the page."""
    beside = (url or "/").rstrip("/").rpartition("/")[0]
    names = (name for name in texts_of(data, "aliases") if name)
    return tuple(name if name[0] == "/" else f"{beside}/{name}" for name in names)


def _withheld(data: Mapping[str, Any], date: datetime | None, context: Context) -> str | None:
    """Why Hugo does not build a page: draft, future, expired."""
    config = context.config
    if data.get("draft") is True and config.get("builddrafts") is not True:
        return "it is a draft (`draft: true`)"
    start = date_of(data, context, "publishdate", "pubdate", "published") or date
    if start is not None and start > context.now and config.get("buildfuture") is not True:
        return f"it is dated {start:%Y-%m-%d}, in the future"
    end = date_of(data, context, "expirydate", "unpublishdate")
    if end is not None and end < context.now and config.get("buildexpired") is not True:
        return f"it has expired on {end:%Y-%m-%d}"
    return None


def _address(
    site_path: str,
    data: Mapping[str, Any],
    date: datetime | None,
    known: Settings,
    *,
    named: bool = False,
) -> tuple[str | None, bool]:
    """The URL of a content file, and whether it is certain."""
    content, of_folder = content_of(site_path, known) or ("", known.default_language)
    inside = site_path[len(content) + 1 :]
    folder, _, name = inside.rpartition("/")
    stem, language = stem_of(name, known)
    language = language or of_folder
    prefixed = language != known.default_language or (known.prefixed and bool(known.languages))
    prefix = f"/{language}" if prefixed else ""
    own = data.get("url")
    if isinstance(own, str) and own and (folder or stem != "_index"):
        path = own if re.search(r"\.[A-Za-z0-9]+$", own) else own.rstrip("/") + "/"
        whole = prefix * (own[0] != "/") + "/" + path.lstrip("/")
        plain = normpath(whole) + "/" * (whole.endswith("/") and whole != "/")
        if stem == "_index":
            plain = _lowered(sanitized(plain), known)
        return escaped(plain), True
    sure = not known.languages or not prefixed or language in known.languages
    bundle = stem == "index"
    page = folder.rpartition("/")[2] if bundle else stem
    above = folder.rpartition("/")[0] if bundle else folder
    slug = data.get("slug")
    if named and slug in (None, ""):
        slug = _dated_slug(page) or slug
    slug = str(slug).strip("-") if slug not in (None, "") and not isinstance(slug, (list, dict)) else None
    if stem == "_index":
        place = f"/{folder}{'.html' if known.ugly else '/'}" if folder else "/"
        return escaped(prefix + _lowered(sanitized(place), known)), sure
    section = inside.partition("/")[0] if "/" in inside else ""
    pattern = known.permalinks.get(language, {}).get(section)
    if pattern is None:
        path = f"/{above}/{slug or page}" if above else f"/{slug or page}"
    else:
        title = str(data.get("title") or "")
        words = {
            "section": lambda: token(section),
            "sections": lambda: token(section),
            "title": lambda: token(title),
            "slug": lambda: token(slug or title),
            "filename": lambda: token(page),
            "slugorfilename": lambda: token(slug or page),
        }
        found = expanded(pattern, date, words)
        if found is None:
            return None, False
        path = "/" + found.strip("/")
        sure = sure and (":sections" not in pattern or folder.count("/") <= bundle)
    ending = ".html" if known.ugly else "/"
    path = re.sub("/{2,}", "/", sanitized(path + ending))
    return escaped(prefix + _lowered(path, known)), sure


def _dated_slug(name: str) -> str | None:
    """What follows the date in a file's name, where `:filename` gives the date."""
    match = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(.*)", name)
    return match[1].strip(" -_") if match else None


def _lowered(path: str, known: Settings) -> str:
    path = unaccented(path) if known.plain and not path.isascii() else path
    if not known.lower or path.isascii():
        return path.lower() if known.lower else path
    # Go lowers each character by itself, into one.
    return "".join([char.lower()[0] for char in path])


def stem_of(name: str, known: Settings) -> tuple[str, str | None]:
    """The name without its extension and its language."""
    stem = name.rpartition(".")[0] or name
    rest, _, last = stem.rpartition(".")
    if rest and (last in known.languages or last == known.default_language):
        return rest, last
    return stem, None


def assumed(site_path: str, context: Context) -> Publication:
    """What Hugo makes of a file by its path alone."""
    known = settings(context)
    parts = site_path.split("/", 3)
    if len(parts) == 4 and parts[0] == "themes" and parts[2] == "static" and parts[1] in known.themes:
        return Publication("asset", file=parts[3])
    if excluded(site_path, context):
        return Publication("none", why="Hugo does not read it")
    for static in known.static:
        if site_path.startswith(static + "/"):
            return Publication("asset", file=site_path[len(static) + 1 :])
    found = content_of(site_path, known)
    if found is None:
        return Publication("none", why=f"it lies outside of `{known.contents[0][0]}` and `{known.static[0]}`")
    if site_path.lower().endswith(_CONTENT):
        url, _ = _address(site_path, {}, None, known)
        return Publication("post", url, None if url is None else _file(url), address=url, sure=False)
    # A file beside a bundle's index goes where the bundle goes, which its slug may change.
    return Publication("asset", file=lowered_folder(site_path[len(found[0]) + 1 :], known), sure=False)


def lowered_folder(inside: str, known: Settings) -> str:
    folder, _, name = inside.rpartition("/")
    where = _lowered(sanitized(folder), known)
    return f"{where}/{name}" if where else name


@cache
def _SHORTCODE() -> re.Pattern[str]:
    return re.compile(r"""\{\{[<%]\s*(ref|relref)\s+["`']?([^"`'>%]+?)["`']?\s*[>%]\}\}""")


def liquid_target(target: str, site: Site) -> str | Verdict:
    """`{{< ref "page.md" >}}` and `relref`; a page that is not there stops the build."""
    match = _SHORTCODE().fullmatch(target.strip())
    if match is None:
        return unsure("its shortcode is known only to the build")
    wanted, mark, fragment = match[2].partition("#")
    if not wanted:
        return "#" + fragment
    found = _referred(wanted, site)
    if found is None:
        return unsure("which page the reference names is not modelled")
    return (site.link_to(found) if found.url else "") + mark + fragment


def _referred(wanted: str, site: Site) -> Facts | None:
    """The one page whose path ends like the reference."""
    known = settings(site.context)
    plain = wanted.strip("/").removesuffix(".md")
    ends = (f"/{plain}.md", f"/{plain}/index.md", f"/{plain}/_index.md")
    found = [one for path, one in site.by_path.items() if path.endswith(ends) and content_of(path, known)]
    return found[0] if len(found) == 1 else None


def made(asked: Asked, site: Site) -> str | None:
    """Why a path that no source explains may be served by a Hugo site, or None."""
    if not site.listing:
        return "the site's files are not known"
    if nowhere(asked, site):
        return None
    if asked.extension not in ("", ".html"):
        return "the theme, or a pipeline of assets, may bring it"
    top = asked.path.partition("/")[0]
    lists = top in settings(site.context).taxonomies or "/page/" in f"/{asked.path}/" or top == "page"
    if lists or "post" not in asked.kinds:
        return "Hugo makes lists, feeds and pages of taxonomies by its own"
    return None

"""Where one link leads: the way from its text to a page, and the reasons why there is none."""

from __future__ import annotations

from collections.abc import Collection
from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple

from postlint.site.addresses import (
    decoded,
    extension,
    has_scheme,
    inner_path,
    is_marked,
    split,
    stem,
    unmarked,
)
from postlint.site.facts import Facts
from postlint.site.generator import liquid_target, made_by_generator, rewrites_sources
from postlint.site.layout_ids import may_add
from postlint.site.nearness import closest
from postlint.site.pictures import is_no_source, nowhere
from postlint.site.surroundings import other_days, redirecting, shares_host
from postlint.site.verdict import EXTERNAL, OK, Verdict, unsure

if TYPE_CHECKING:
    from postlint.site.model import Site


class Asked(NamedTuple):
    """A path that no source explains: decoded, no slash at its ends; its extension in lower case.

    `kinds` are the roles of the pages and the extensions of the files in its folder; `relative`
    says that the link was written relative to its page.
    """

    path: str
    extension: str
    kinds: Collection[str]
    relative: bool


_LONGEST = 2_000


def resolve(site: Site, page: Facts, target: str) -> Verdict:
    """Where a link of `page` leads; `target` is as written, Liquid included."""
    if len(target) > _LONGEST:
        return unsure("it is too long for an address")
    if "{{" in target or "{%" in target or target.startswith("@/"):
        plain = liquid_target(target, site)
        if isinstance(plain, Verdict):
            return plain
        target = plain
    target = target.strip()
    if target[:1] in "{|" and is_marked(target):
        return _source(site, page, unmarked(target))
    if "\n" in target or "\t" in target or "\r" in target:
        # The URL standard drops these wherever they stand.
        target = "".join(c for c in target if c not in "\t\n\r")
    whole = inner_path(target, site.context) if "//" in target else None
    if whole is None and (target.startswith("//") or has_scheme(target)):
        return EXTERNAL
    address = split(target if whole is None else whole)
    if not address.path:
        return _anchored(site, page, address.fragment) if address.fragment else OK
    # Where a page of unknown address stands is only assumed.
    loose = page.anywhere and address.path[:1] != "/"
    path = None if loose else absolute(site, page, address.path)
    if path is None:
        return _beside(site, page, address.path)
    verdict = _served(site, page, path, address.path, own=whole is not None)
    if verdict is not OK or not address.fragment:
        return verdict
    found = site.page_at(path)
    return _anchored(site, found, address.fragment) if found else OK


def _source(site: Site, page: Facts, target: str) -> Verdict:
    """Where Pelican's `{filename}` and `{static}` lead: to a file beside the page, or below the content."""
    path = decoded(split(target).path)
    folder = page.path.removeprefix(site.context.base).rpartition("/")[0]
    if not site.listing or not path:
        return unsure("the site's files are not known")
    if not path.startswith("/"):
        found = normpath(f"{folder}/{path}").lstrip("/") in site.listing
    else:
        found = any(one == path[1:] or one.endswith(path) for one in site.listing)
    return OK if found else Verdict("missing", "absent", near=None)


def absolute(site: Site, page: Facts, path: str) -> str | None:
    """The decoded path from the root of the host, its slash at the end kept."""
    if not path.startswith("/"):
        own = page.url or page.address
        if own is None:
            return None
        path = site.base + own.partition("?")[0].rpartition("/")[0] + "/" + path
    folder = path.endswith(("/", "/.", "/.."))
    whole = normpath("/" + decoded(path).lstrip("/"))
    return whole + "/" if folder and whole != "/" else whole


def _beside(site: Site, page: Facts, path: str) -> Verdict:
    """A relative link of a page whose address is not known: only what is nowhere is missing."""
    folder = page.path.removeprefix(site.context.base).rpartition("/")[0]
    plain = normpath(f"{folder}/{decoded(path)}").lstrip("/")
    if plain in site.listing:
        return OK
    name = plain.rpartition("/")[2].lower()
    if name.endswith((".md", ".markdown")) and site.listing and name not in site.names:
        # A link to a source: no generator makes a page of a file that is nowhere.
        return Verdict("missing", "absent")
    if nowhere(Asked(plain, extension(plain), frozenset(), relative=True), site):
        return Verdict("missing", "absent")
    return unsure("the page's own address is not known")


def _served(site: Site, page: Facts, path: str, written: str, *, own: bool) -> Verdict:
    base = site.base
    if base and path != base and not path.startswith(base + "/"):
        if site.file_at(path[1:]) is not None:
            return Verdict("missing", "base", near=base + written if written[:1] == "/" else None)
        return unsure(f"it lies outside of `{base}`")
    inside = path[len(base) :].lstrip("/")
    if site.file_at(inside) is not None:
        return OK
    verdict = _absent(site, page, inside, written)
    top, slash, _ = inside.rstrip("/").partition("/")
    elsewhere = top not in site.tops and bool(top) and (bool(slash) or site.once(shares_host))
    if own and verdict.cause == "absent" and elsewhere:
        return unsure(f"something else on this host may serve `/{top}`")
    return verdict


def _absent(site: Site, page: Facts, inside: str, written: str) -> Verdict:
    """Why nothing is served at a path."""
    plain = inside.strip("/")
    alias = site.aliases.get(plain) or site.aliases.get(plain.removesuffix(".html"))
    if alias is not None:
        return Verdict("ok", "redirected", near=site.link_to(alias), source=alias.path)
    if site.anywhere is not None and not is_no_source(extension(plain), plain, site):
        return unsure(f"`{site.anywhere}` may have that address: its front matter was not read")
    withheld = site.withheld.get(plain) or site.withheld.get(plain.removesuffix("/index.html"))
    if withheld is not None:
        return Verdict("unpublished", why=withheld.why or "", source=withheld.path)
    if inside.endswith("/") and plain + ".html" in site.by_file:
        return unsure("some hosts serve a page under its name with a slash")
    named = _by_source(site, page, inside, written)
    if named is not None:
        return named
    why = _excuse(site, plain, relative=written[:1] != "/")
    if why is not None:
        return unsure(why)
    other = site.lower.get(plain.lower()) or site.lower.get(f"{plain.lower()}/index.html")
    if other is not None:
        found = site.by_file[other][0]
        return Verdict("missing", "case", near=site.link_to(found), source=found.path)
    return Verdict("missing", "absent", near=_nearest(site, plain))


def _by_source(site: Site, page: Facts, inside: str, written: str) -> Verdict | None:
    """A link to a page by the name of its source file."""
    folder = page.path.removeprefix(site.context.base).rpartition("/")[0]
    beside = inside if written.startswith("/") else normpath(f"{folder}/{decoded(written)}").lstrip("/")
    for path in (inside, beside):
        one = site.by_path.get(path)
        if one is None or one.role in ("asset", "none"):
            continue
        if rewrites_sources(page, site):
            return unsure("links to sources are rewritten")
        if one.url is not None:
            return Verdict("missing", "source-name", near=site.link_to(one), source=one.path)
        return Verdict("unpublished", why=one.why or "", source=one.path)
    return None


def _excuse(site: Site, plain: str, *, relative: bool) -> str | None:
    """Why a path that no source explains may still be served, or None when it cannot be."""
    if plain.removesuffix("/index.html") in site.once(other_days):
        return "`timezone` is not set, so the day in the address depends on the machine that builds"
    if stem(plain) in site.unread:
        return "a page of that name exists, whose front matter was not read"
    if plain in site.served_folders:
        return "it is a folder of the site, for which the server may make a page"
    folder, _, name = plain.rpartition("/")
    asked = Asked(plain, extension(name), site.contents.get(folder, frozenset()), relative)
    if asked.extension in site.kept_elsewhere:
        return f"the site holds no `{asked.extension}` file at all, and many links lead to one"
    redirects = site.once(redirecting)
    if redirects and asked.extension in ("", ".html", ".htm"):
        return f"`{redirects}` may redirect it"
    return made_by_generator(asked, site)


def _nearest(site: Site, plain: str) -> str | None:
    """The link to the page or file whose path is nearest, when one is near."""
    known = site.files_of(extension(plain))
    best = site.nearest(plain, extension(plain))
    if best is None or plain.startswith(best) or not _alike(plain, best):
        return None
    return site.link_to(site.by_file[known[best]][0])


def _alike(one: str, other: str) -> bool:
    """Whether the last names of two paths differ by a slip of the pen at most."""
    from rapidfuzz.distance import OSA

    first, second = stem(one).lower(), stem(other).lower()
    return OSA.distance(first, second) <= max(1, len(first) // 6)


def _anchored(site: Site, page: Facts, fragment: str) -> Verdict:
    """Whether a page has an anchor of that name."""
    name = decoded(fragment)
    if name in ("", "top") or name[:1] in "/!" or ":~:" in name or page.role == "asset":
        return OK
    anchors = site.anchors(page)
    if name in anchors or fragment in anchors:
        return OK
    if site.context.generator not in ("jekyll", "hugo"):
        return unsure("the page's anchors are not known")
    if site.has_open_anchors(page):
        return unsure("a template writes one of the page's headings")
    near = closest(name, anchors)
    if near is None and may_add(name, site):
        return unsure("a layout may make it")
    return Verdict("missing", "anchor", near=near, source=page.path)

"""Jekyll: what it makes of a source file, from the configuration and the file alone."""

from __future__ import annotations

import re
from functools import cache

from postlint.context import Context
from postlint.post import Post
from postlint.site import ruby
from postlint.site.jekyll_links import liquid_target, made
from postlint.site.jekyll_liquid import stopped
from postlint.site.jekyll_ordinary import publication
from postlint.site.jekyll_output import asset_file, settings, written
from postlint.site.jekyll_paths import Place, Settings, Skipped, classify
from postlint.site.jekyll_urls import BuildStops
from postlint.site.publication import Publication
from postlint.text import Source


def publish(post: Post) -> Publication:
    """What Jekyll makes of a file: a post, a document, a page, or nothing."""
    known = settings(post.context)
    place = classify(post.site_path, known)
    if isinstance(place, Skipped):
        return Publication("none", why=place.why)
    if known.stops is not None:
        return _stopped(place, known.stops)
    try:
        made_of = (publication(post, known) if place.kind == "post" else None) or _read(post, place)
        if place.besides is not None:
            made_of = _with_another(made_of, _read(post, place.besides))
        message = stopped(post) if made_of.url is not None else None
        if message is not None:
            raise BuildStops(message)
        return made_of
    except BuildStops as stop:
        return _stopped(place, str(stop))


def _stopped(place: Place, message: str) -> Publication:
    return Publication(place.kind, why=f"the build stops: {message}", breaks=message)


def _with_another(own: Publication, other: Publication) -> Publication:
    """What is made of a file of a collection, or a post, that Jekyll also reads as something else."""
    if other.breaks is not None or (own.url is None and own.file is None):
        return own if own.breaks is not None else other
    if own.date is not None and own.date == other.date:
        # Jekyll takes documents of one path and date for one, and writes the first.
        return own
    return own._replace(second=other.url, second_file=other.file)


def _read(post: Post, place: Place) -> Publication:
    """What is made of a page, or of a post that is not ordinary; a site of ordinary posts imports neither."""
    if place.kind == "page":
        from postlint.site.jekyll_page import page

        return page(post)
    from postlint.site.jekyll_document import document

    return document(post, place)


def is_post(site_path: str, context: Context) -> bool:
    """Posts, drafts and documents of collections that are text; also those skipped for their name alone."""
    place = classify(site_path, settings(context))
    extension = ruby.extname(site_path).lower()
    if extension not in settings(context).markdown and extension not in _TEXTS:
        return False
    if isinstance(place, Skipped):
        return place.misnamed and site_path.rpartition("/")[2][0] not in "_.#~"
    return place.kind != "page"


def is_page(site_path: str, context: Context) -> bool:
    """Any file that Jekyll reads: one with front matter is rendered, whatever its extension."""
    return isinstance(classify(site_path, settings(context)), Place)


def surely_posts(folder: str, context: Context) -> re.Pattern[str] | None:
    """The names that are posts in a folder (which ends in ``/``); None where each must be asked for.

    In or below a `_posts` that nothing in the configuration is about, a name with a date and the extension
    of a text is a post.
    """
    known = settings(context)
    above, posts, below = f"/{folder}".partition("/_posts/")
    if not posts or any(part[:1] in ("", ".", "_", "#", "~") for part in below.split("/")[:-1]):
        return None
    rooted = "/" + folder
    for pattern in (*known.include, *known.exclude):
        own = "/" + pattern.lstrip("/")
        if any(c in own for c in "*?[\\") or own.startswith(rooted) or rooted.startswith(own):
            return None
    if known.walked(above[1:]) is not None or not folder.startswith(known.collections_dir):
        return None
    return _dated_text(known.markdown)


@cache
def _dated_text(markdown: frozenset[str]) -> re.Pattern[str]:
    extensions = "|".join(re.escape(extension) for extension in sorted(markdown | _TEXTS))
    return re.compile(rf"[0-9]{{2,4}}-[0-9]{{1,2}}-[0-9]{{1,2}}-[^/]*(?:{extensions})\Z")


_TEXTS = frozenset((".html", ".htm", ".xhtml", ".txt", ".textile", ".adoc", ".asciidoc", ".rst", ".org"))


def excluded(site_path: str, context: Context) -> bool:
    """Whether Jekyll never reads a file, or never looks into a folder."""
    known = settings(context)
    folder, _, name = site_path.rstrip("/").rpartition("/")
    if name in ("_posts", "_drafts") or (name[:1] == "_" and name[1:] in known.collections):
        return known.walked(folder) is not None
    place = classify(site_path.rstrip("/"), known)
    return isinstance(place, Skipped) and not (place.misnamed and name[:1] not in "_.#~")


def assumed(site_path: str, context: Context) -> Publication:
    """What Jekyll makes of a file by its path alone: as if its front matter said nothing."""
    known = settings(context)
    place = classify(site_path, known)
    if isinstance(place, Skipped):
        return Publication("none", why=place.why)
    extension = ruby.extname(site_path).lower()
    if place.kind in ("post", "draft"):
        return _assumed_post(site_path, place, context)
    if extension not in known.markdown and extension not in (*_TEXTS, ".xml", ".scss", ".sass"):
        return _assumed_asset(site_path, place, known)
    made = Publication("none", sure=False)
    try:
        if place.kind == "page":
            from postlint.site.jekyll_page import page_url

            url, output = page_url(site_path, None, known)
            made = Publication(
                "page", url, written(url, output, index="index" + output), address=url, sure=False
            )
        else:
            made = _assumed_post(site_path, place, context)
    except BuildStops:
        pass
    return made


def _assumed_asset(path: str, place: Place, known: Settings) -> Publication:
    try:
        own = Publication("asset", file=asset_file(path, place, known))
        if place.besides is None:
            return own
        return _with_another(own, Publication("asset", file=asset_file(path, place.besides, known)))
    except BuildStops as stop:
        return Publication("asset", why=str(stop))


def _assumed_post(path: str, place: Place, context: Context) -> Publication:
    # As if the file held an empty front matter: only the date and slug of its name count.
    post = Post(Source.decode(context.base + path, b"---\n---\n"), context)
    try:
        return _read(post, place)._replace(sure=False)
    except BuildStops as stop:
        return Publication(place.kind, why=str(stop), sure=False)


__all__ = [
    "assumed",
    "excluded",
    "is_page",
    "is_post",
    "liquid_target",
    "made",
    "publish",
    "settings",
    "surely_posts",
]

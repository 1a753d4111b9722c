"""A post, draft or document as Jekyll reads it.

The order of steps, and what each failure does, is that of Jekyll 4.3 (`document.rb`,
`publisher.rb`): a YAML error is only logged, and the post goes out under the day of the build; a
date that cannot be read stops the whole build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import isfinite
from typing import Any

from postlint.front_matter.dates.ruby_date import Unreadable
from postlint.front_matter.dates.ruby_time import parse as ruby_time
from postlint.front_matter.tree import Symbol, Timestamp
from postlint.post import Post
from postlint.site import jekyll_urls as urls
from postlint.site import ruby
from postlint.site.jekyll_configuration import merged
from postlint.site.jekyll_defaults import defaults_for
from postlint.site.jekyll_output import (
    NotRead,
    asset,
    collection_template,
    false,
    front_matter,
    has_header,
    output_extension,
    redirects,
    require_text,
    settings,
    texts,
    written,
    written_extension,
)
from postlint.site.jekyll_paths import Place, Settings, dated
from postlint.site.jekyll_urls import BuildStops
from postlint.site.plain import date_of
from postlint.site.publication import Publication


@dataclass
class _Document:
    """A post or document while Jekyll reads it: `data` is what templates see."""

    post: Post
    place: Place
    path: str
    data: dict[str, Any] = field(default_factory=dict)
    error: str | None = None
    unread: bool = False

    def merge(self, other: Mapping[str, Any], source: str) -> None:
        """`Document#merge_data!`: categories are joined, everything else is overwritten, dates read."""
        other = dict(other)
        if other.get("categories") is not None:
            other["categories"] = _joined(self.data.get("categories"), other["categories"])
        self.data = merged(self.data, other)
        if "date" in self.data and not isinstance(self.data["date"], datetime):
            self.data["date"] = self._read_date(source)

    def _read_date(self, source: str) -> datetime:
        context, value = self.post.context, self.data["date"]
        if isinstance(value, Timestamp) and 1000 <= value.instant.year < 9999:
            # What Ruby reads in the text that it would make of the time.
            return value.instant.replace(microsecond=0).astimezone(context.timezone)
        text = ruby.to_s(value)
        try:
            return ruby_time(text, context.timezone, context.now).instant
        except (Unreadable, OverflowError):
            raise BuildStops(
                f"Invalid date '{text}': Document '{self.path}' does not have a valid date in the {source}."
            ) from None


def _joined(have: object, more: object) -> list[Any]:
    """`categories` of the file added to those known; anything but text or a list raises in Ruby."""
    items = ruby.words(more) if isinstance(more, str) else more
    if not isinstance(items, (list, tuple)) or isinstance(items, Symbol):
        kind = ruby.class_of(more)
        raise NotRead(f"no implicit conversion of {kind} into Array")
    known = have if isinstance(have, list) else []
    return list({_key(item): item for item in (*known, *items)}.values())


def _key(value: object) -> str | tuple[str, str]:
    return value if value.__class__ is str else (type(value).__name__, ruby.inspect(value))


def document(post: Post, place: Place) -> Publication:
    """What Jekyll makes of a post, a draft or a document of a collection; raises `BuildStops`."""
    known, path = settings(post.context), post.site_path
    if known.collections_dir:
        path = path.removeprefix(known.collections_dir + "/")
    if place.kind == "document" and not has_header(post):
        return asset(post, place)
    if place.kind != "document" and post.source.undecodable is not None:
        return Publication(place.kind, why="it is not valid UTF-8, so Jekyll skips it")
    if place.kind != "document" and ruby.extname(path) in (".yml", ".yaml"):
        return Publication(place.kind, why="Jekyll publishes no post that is a YAML file")
    if place.kind == "draft" and not known.config.get("show_drafts"):
        return _unread_draft(post, place, path)
    return _read_document(post, place, path)


def _unread_draft(post: Post, place: Place, path: str) -> Publication:
    """A draft that Jekyll does not look at, so that nothing in it stops the build."""
    why = "it is a draft, and `show_drafts` is off"
    try:
        return _read_document(post, place, path)._replace(url=None, file=None, why=why, breaks=None)
    except BuildStops:
        return Publication("draft", why=why)


def _read_document(post: Post, place: Place, path: str) -> Publication:
    known = settings(post.context)
    document = _Document(post, place, path)
    document.merge({"categories": _folder_categories(path, place)}, "file path")
    _read(document, known)
    if document.unread and place.kind != "document":
        return Publication(place.kind, why=f"Jekyll does not read it: {document.error}")
    require_text(post, known)
    return _published(document, known)


def _read(document: _Document, known: Settings) -> None:
    """`Document#read`."""
    post, path = document.post, document.path
    if ruby.extname(path) in (".yml", ".yaml"):
        document.data = dict(front_matter(post))
        document.data["date"] = date_of(document.data, post.context)
        return
    try:
        document.merge(_defaults(path, document.place, known), "front matter defaults")
        document.merge(front_matter(post), "YAML front matter")
        _populate(document)
    except NotRead as error:
        document.error = str(error)
        document.unread = isinstance(error, _Unread)
        if known.config.get("strict_front_matter"):
            raise BuildStops(str(error)) from None


def _defaults(path: str, place: Place, known: Settings) -> Mapping[str, Any]:
    try:
        return defaults_for(path, place.collection, known)
    except BuildStops as stop:
        # While a document is read, all but a wrong date is only logged.
        raise _Unread(str(stop)) from None


class _Unread(NotRead):
    """The file itself has not been read, so that no post is made of it."""


def _populate(document: _Document) -> None:
    """`Document#read_post_data`: date and slug of the name, title, categories and tags."""
    data, path = document.data, document.path
    name = path.rpartition("/")[2]
    parts = dated(name)
    if parts:
        date = data.get("date")
        now = document.post.context.now
        if not date or _same_second(date, now):
            document.merge({"date": parts.date}, "filename")
            data = document.data
        slug: str = parts.slug
    else:
        slug = _undated_slug(path)
    slug = slug.rstrip(".")
    if false(data.get("title")):
        data["title"] = " ".join(ruby.capitalize(word) for word in slug.rstrip("-").split("-"))
    if false(data.get("slug")):
        data["slug"] = slug
    single = ruby.flatten(data.get("category"))
    plural = data.get("categories")
    chosen = single if not false(data.get("category")) else ruby.flatten(plural)
    whole = [ruby.to_s(item) for item in plural] if isinstance(plural, list) else []
    data["categories"] = list(dict.fromkeys((*whole, *map(ruby.to_s, chosen))))
    data["tags"] = _tags(data)


def _undated_slug(path: str) -> str:
    """What `DATELESS_FILENAME_MATCHER` takes for the slug: the last dot may stand in a folder's name."""
    name, at = path.rpartition("/")[2], path.rfind(".")
    if at < 0 or at == len(path) - 1:
        return name.removesuffix(ruby.extname(name)) if ruby.extname(name) != "." else name
    return path[:at].rpartition("/")[2]


def _tags(data: Mapping[str, Any]) -> list[Any]:
    """`Utils.pluralized_array_from_hash` for tags: a number or a map under `tags` gives none."""
    single, plural = data.get("tag"), data.get("tags")
    if not false(single):
        return ruby.flatten(single)
    if isinstance(plural, str):
        return list(ruby.words(plural))
    return ruby.flatten(plural) if type(plural) in (list, tuple) else []


def _folder_categories(path: str, place: Place) -> list[str]:
    """The folders above `_posts`; none of those below it."""
    special = "_drafts" if place.kind == "draft" else f"_{place.collection}"
    if path.startswith(special):
        return []
    name = path.rpartition("/")[2]
    above = path.partition(special)[0] if special in path else path
    return [part for part in above.split("/") if part not in ("", special, name)]


def _published(document: _Document, known: Settings) -> Publication:
    """Whether and where a document is written."""
    data, place, context = document.data, document.place, document.post.context
    date = data.get("date")
    date = date if isinstance(date, datetime) else context.now.astimezone(context.timezone)
    why = _withheld(document, date, known)
    try:
        url: str | None = _document_url(document, date, known)
    except BuildStops as stop:
        # Jekyll does not ask for the address of what it does not publish, or what `limit_posts` drops.
        if why is None:
            return Publication(place.kind, why=f"the build stops: {stop}", date=date, breaks=str(stop))
        url = None
    extension = written_extension(ruby.extname(document.path), url, data, known)
    drafted = place.kind == "draft" or not false(data.get("draft"))
    clock = not isinstance(data.get("date"), datetime) and (drafted or document.error is not None)
    clock = clock or document.unread
    return Publication(
        place.kind,
        url=None if why else url,
        file=None if why or url is None else written(url, extension, index="index.html"),
        why=why or ("its date is the time of the build" if clock else None),
        date=date,
        title=_title(data.get("title")),
        categories=texts(data.get("categories")),
        tags=texts(data.get("tags")),
        aliases=redirects(data),
        sure=not clock,
        address=url,
        slug=_own_slug(data, document.path.rpartition("/")[2]),
    )


def _own_slug(data: Mapping[str, Any], name: str) -> str | None:
    """The slug, where it is not simply what stands in the file's name."""
    slug, parts = data.get("slug"), dated(name)
    own = parts is None or slug != parts.slug.rstrip(".")
    return slug if own and isinstance(slug, str) else None


def _same_second(date: datetime, now: datetime) -> bool:
    # Only compared, never taken apart: what a result owes to the clock is noted (`postlint.clock`).
    start = date.replace(microsecond=0)
    return start <= now < start + timedelta(seconds=1)


def _title(value: object) -> str | int | float | None:
    """The title as templates see it: a number where YAML made one of it."""
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)):
        return value
    return ruby.to_s(value)


def _withheld(document: _Document, date: datetime, known: Settings) -> str | None:
    """Why Jekyll does not write a document, in words, or None."""
    config, data, place = known.config, document.data, document.place
    if place.kind == "document" and false(known.collections[place.collection].get("output")):
        return f"the collection `{place.collection}` has no `output: true`"
    if "published" in data and false(data["published"]) and false(config.get("unpublished")):
        value = "false" if data["published"] is False else "empty"
        return f"its `published` is {value}"
    if date > document.post.context.now and false(config.get("future")):
        return f"it is dated {date:%Y-%m-%d}, in the future, and `future` is off"
    return None


def _document_url(document: _Document, date: datetime, known: Settings) -> str:
    permalink = document.data.get("permalink")
    if not false(permalink) and not isinstance(permalink, str):
        raise BuildStops(f"undefined method `gsub' for {ruby.inspect(permalink)} (`permalink`)")
    template = collection_template(document.place.collection, known) if false(permalink) else permalink

    def value(key: str) -> str | None:
        if key == "output_ext":
            return output_extension(ruby.extname(document.path), permalink, known)
        word = _WORDS.get(key)
        return word(document) if word else urls.date_part(key, date)

    return urls.from_document(str(template), value)


def _stem(document: _Document) -> str:
    """`basename_without_ext`."""
    name = document.path.rpartition("/")[2]
    extension = ruby.extname(name)
    return name.removesuffix(extension) if extension != "." else name


def _slug(document: _Document) -> str:
    own = document.data.get("slug")
    if own is not None and not isinstance(own, str):
        raise BuildStops(f"undefined method `gsub' for {ruby.inspect(own)} (`slug`)")
    return _stem(document) if own is None else own


def _categories(document: _Document) -> list[str]:
    own = document.data.get("categories")
    return [ruby.to_s(item) for item in own] if isinstance(own, list) else []


def _cleaned_path(document: _Document) -> str:
    """The path without the collection's folder, the extension, and dots at the end."""
    extension = ruby.extname(document.path)
    path = document.path[: len(document.path) - len(extension)] if extension else document.path
    return path.replace(f"_{document.place.collection}", "", 1).rstrip(".")


_WORDS: Mapping[str, Callable[[_Document], str]] = {
    "title": lambda d: urls.slugify(_slug(d), pretty=True, cased=True),
    "slug": lambda d: urls.slugify(_slug(d)),
    "name": lambda d: urls.slugify(_stem(d)),
    "categories": lambda d: "/".join(dict.fromkeys(map(ruby.downcase, _categories(d)))),
    "slugified_categories": lambda d: "/".join(dict.fromkeys(map(urls.slugify, _categories(d)))),
    "collection": lambda d: d.place.collection,
    "path": _cleaned_path,
}
"""The keys of permalink templates that are no part of a date (Jekyll 4.3 `url_drop.rb`)."""

"""What Jekyll's documents and pages share: settings, data of the front matter, file names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from postlint.context import Context
from postlint.front_matter.tree import Mapping as MappingNode
from postlint.front_matter.tree import Scalar, Symbol, resolved, walk
from postlint.identity import remembered
from postlint.post import Post
from postlint.site import jekyll_urls as urls
from postlint.site import ruby
from postlint.site.jekyll_defaults import defaults_for
from postlint.site.jekyll_paths import Place, Settings
from postlint.site.jekyll_urls import BuildStops
from postlint.site.publication import Publication
from postlint.site.values import typed


@remembered
def settings(context: Context) -> Settings:
    """The settings of the site's `_config.yml`."""
    return Settings.of(context.config, version=context.version)


class NotRead(Exception):
    """Jekyll logs an error, and goes on with what it has read so far."""


def front_matter(post: Post) -> Mapping[str, Any]:
    """The file's own data; raises `NotRead` where Jekyll only logs the error."""
    if post.source.undecodable is not None:
        raise NotRead("invalid byte sequence in UTF-8")
    front = post.front_matter
    if front is None:
        return {}
    if front.broken:
        raise NotRead(next(f.message for f in front.faults if f.fatal))
    node = resolved(front.root) if front.root is not None else None
    if node is None or (isinstance(node, Scalar) and node.value in (None, False)):
        return {}
    if not isinstance(node, MappingNode):
        raise NotRead("the front matter is not a list of keys and values")
    if post.context.yaml == "psych" and ":" in post.source.text[front.content.start : front.content.end]:
        symbols = (n for n in walk(node) if isinstance(n, Scalar) and isinstance(n.value, Symbol))
        if next(symbols, None) is not None:
            raise NotRead("Tried to load unspecified class: Symbol")
    values: dict[str, Any] = typed(node)
    return values


def false(value: object) -> bool:
    """Whether Ruby takes a value for false."""
    return value is None or value is False


def require_text(post: Post, known: Settings) -> None:
    """Raise `BuildStops` for Markdown that is not UTF-8: kramdown refuses it, other converters do not."""
    if post.source.undecodable is not None and ruby.extname(post.name).lower() in known.markdown:
        raise BuildStops("The source text contains invalid characters for the used encoding UTF-8")


def texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, (list, tuple)) else ()
    return tuple(dict.fromkeys(ruby.to_s(item) for item in items))


def output_extension(extension: str, permalink: object, known: Settings) -> str:
    """`Renderer#output_ext`: that of a literal permalink, else what the converter makes of the file's."""
    if isinstance(permalink, str) and not permalink.endswith("/"):
        own = ruby.extname(permalink)
        if own:
            return own
    if extension.lower() in known.markdown:
        return ".html"
    if extension.lower() in (".sass", ".scss"):
        return ".css"
    if extension == ".coffee" and "jekyll-coffeescript" in _plugins(known):
        return ".js"
    return extension


def written_extension(extension: str, url: str | None, data: Mapping[str, Any], known: Settings) -> str:
    """The extension of the file that is written; what redirects elsewhere has its own URL as permalink."""
    redirected = not false(data.get("redirect_to")) and "jekyll-redirect-from" in _plugins(known)
    return output_extension(extension, url if redirected else data.get("permalink"), known)


def _plugins(known: Settings) -> tuple[str, ...]:
    names = (known.config.get("plugins"), known.config.get("gems"), known.config.get("whitelist"))
    return tuple(name for some in names if isinstance(some, list) for name in some if isinstance(name, str))


def written(url: str, extension: str, *, index: str) -> str:
    """The file that a page at `url` is written to, relative to the destination folder."""
    path = urls.decode(url)
    if url.endswith("/"):
        return (path + index).lstrip("/")
    return (path if path.endswith(extension) else path + extension).lstrip("/")


def redirects(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The addresses of jekyll-redirect-from: `redirect_from`, one or a list."""
    value = data.get("redirect_from")
    items = value if isinstance(value, (list, tuple)) else [value]
    return tuple(item for item in items if isinstance(item, str) and item)


def has_header(post: Post) -> bool:
    """`Utils.has_yaml_header?`: pages and documents need ``---`` as the very first line, BOM and all."""
    return _HEADER.match(post.source.data) is not None


_HEADER = re.compile(rb"---[ \t\r\f\v]*\n")


def collection_template(label: str, known: Settings) -> str:
    own = known.collections.get(label, {}).get("permalink")
    if label == "posts":
        return str(own) if not false(own) else urls.STYLES.get(known.style, known.style)
    if "permalink" in known.collections.get(label, {}):
        if not isinstance(own, str):
            raise BuildStops("One of :template or :permalink must be supplied.")
        return own
    return urls.suffixed("/:collection/:path", known.style)


def asset(post: Post, place: Place) -> Publication:
    """A file without front matter, which is copied as it is."""
    file = asset_file(post.site_path, place, settings(post.context))
    return Publication("asset", file=file, why="it has no front matter, so Jekyll copies it as it is")


def asset_file(path: str, place: Place, known: Settings) -> str | None:
    """Where a file without front matter is copied to, or None where it is not."""
    url = asset_url(path, place, known)
    return None if url is None else urls.decode(url).lstrip("/")


def asset_url(path: str, place: Place, known: Settings) -> str | None:
    """The URL of a file without front matter as `{% link %}` takes it; raises `BuildStops`."""
    extension = ruby.extname(path)
    stem = (path[: len(path) - len(extension)] if extension else path).rstrip(".")
    if place.kind != "document":
        unpublished = defaults_for(stem + extension, None, known).get("published", True)
        return None if false(unpublished) else f"/{stem}{extension}"
    if false(known.collections[place.collection].get("output")):
        return None
    if known.collections_dir:
        stem = stem.removeprefix(known.collections_dir + "/")
    template = collection_template(place.collection, known)
    values = {
        "collection": place.collection,
        "path": stem.replace(f"_{place.collection}", "", 1),
        "output_ext": "",
        "name": stem.rpartition("/")[2],
        "title": "",
    }
    url = urls.from_page(template, values).removesuffix("/") + extension
    unpublished = defaults_for(url.removeprefix("/"), place.collection, known).get("published", True)
    return None if false(unpublished) else url

"""Which files Jekyll reads, and as what (Jekyll 4.3 `entry_filter.rb`, `reader.rb`, `collection.rb`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from postlint.site import ruby
from postlint.site.jekyll_configuration import stops

Kind: TypeAlias = Literal["post", "draft", "document", "page"]


class Place(NamedTuple):
    """What a file is by its path: `collection` is ``posts`` for posts and drafts, empty for a page.

    A page or document without front matter is copied as it is; the path cannot tell. `besides` is what
    Jekyll takes the same file for once more: `include` names a collection's folder, or a file in it.
    """

    kind: Kind
    collection: str = ""
    besides: Place | None = None


class Skipped(NamedTuple):
    """Jekyll does not read the file; `misnamed` says that its name alone is to blame."""

    why: str
    misnamed: bool = False


_EXCLUDED = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """The part of `_config.yml` that decides which files are read and where they go."""

    config: Mapping[str, Any]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    collections: Mapping[str, Mapping[str, Any]]
    collections_dir: str
    markdown: frozenset[str]
    style: str
    destination: str
    included_files: frozenset[str] = frozenset()
    stops: str | None = None
    _folders: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)
    _open: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, config: Mapping[str, Any], *, version: tuple[int, int] | None = None) -> Settings:
        """The settings of a configuration as Jekyll loads it.

        Before 4.0 an `exclude` of one's own replaced the built-in list; since then it adds to it.
        """
        own = _texts(config.get("exclude"))
        replaces = version is not None and version[0] < 4 and "exclude" in config
        include = _texts(config["include"]) if "include" in config else (".htaccess",)
        extensions = config.get("markdown_ext")
        known = extensions if isinstance(extensions, str) else "markdown,mkdown,mkdn,mkd,md"
        style = config.get("permalink")
        return cls(
            config,
            include,
            tuple(p for p in (own if replaces else own + _EXCLUDED) if p not in include),
            _collections(config.get("collections")),
            _folder(config.get("collections_dir")),
            frozenset("." + e.lower() for e in known.split(",")),
            "date" if style is None or style is False else ruby.to_s(style),
            _folder(config.get("destination")) or "_site",
            frozenset(_inside(p) for p in include),
            stops(config),
        )

    def filtered(self, entry: str, base: str, *, folder: bool = False) -> str | None:
        """Why `EntryFilter` drops an entry of the folder `base` (empty: the site's), or None."""
        if entry.endswith("."):
            return "Jekyll skips names that end in a dot"
        name = entry.rpartition("/")[2]
        included = _matches(self.include, entry, folder) or _matches(self.include, name, folder)
        if included:
            return None
        if _matches(self.exclude, f"{base}/{entry}", folder):
            return (
                "it is excluded in `_config.yml`"
                if self._own(f"{base}/{entry}", folder)
                else ("Jekyll excludes it by default")
            )
        for text in (entry, name):
            if text[:1] in _SPECIAL:
                return f"Jekyll skips names that start with `{text[0]}`"
        if entry.endswith("~"):
            return "Jekyll skips names that end in `~`, as backup files do"
        return None

    def reads_all_posts(self, folder: str) -> bool:
        """Whether every well-named file in a folder is a post: it is `_posts`, and nothing is excluded."""
        known = self._open.get(folder)
        if known is None:
            known = self._open[folder] = self._reads_all_posts(folder)
        return known

    def _reads_all_posts(self, folder: str) -> bool:
        parent, _, name = folder.rpartition("/")
        if name != "_posts" or "_posts" in parent or "_drafts" in parent or self.walked(parent) is not None:
            return False
        if self.walked(folder) is None or any(f.startswith(folder + "/") for f in self.included_files):
            return False
        rooted, globs = _rooted(self.exclude)
        inside = f"/{folder}/"
        excluded = globs or any(one.startswith(inside) or inside.startswith(one) for one in rooted)
        return not excluded and parent.startswith(self.collections_dir)

    def _own(self, entry: str, folder: bool) -> bool:
        return _matches(tuple(p for p in self.exclude if p not in _EXCLUDED), entry, folder)

    def walked(self, folder: str) -> str | None:
        """Why Jekyll does not look into a folder (empty: the site's own), or None."""
        if not folder:
            return None
        if folder not in self._folders:
            parent, _, name = folder.rpartition("/")
            why = self.walked(parent) if folder.count("/") < 100 else "its path is too deep"
            if why is None and folder == self.destination:
                why = "it lies in the folder that Jekyll writes to"
            self._folders[folder] = why or self.filtered(name, parent, folder=True)
        return self._folders[folder]


_SPECIAL = frozenset("._#~")


def _texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, (list, tuple)) else [value]
    return tuple(item for item in items if isinstance(item, str))


def _folder(value: object) -> str:
    return value.strip("/").removeprefix("./") if isinstance(value, str) else ""


def _inside(path: str) -> str:
    """A path as `Jekyll.sanitized_path` keeps it within the site."""
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def _collections(value: object) -> Mapping[str, Mapping[str, Any]]:
    if isinstance(value, Mapping):
        return {_label(str(name)): (of if isinstance(of, Mapping) else {}) for name, of in value.items()}
    return {_label(name): {} for name in _texts(value)}


def _label(name: str) -> str:
    return "".join(c for c in name if c.isascii() and (c.isalnum() or c in "_-."))


def _matches(patterns: tuple[str, ...], entry: str, folder: bool) -> bool:
    """`EntryFilter#glob_include?`: a pattern is a glob, and also a mere prefix of the path."""
    path = "/" + entry.lstrip("/")
    rooted, globs = _rooted(patterns)
    if path.startswith(rooted) or (folder and path + "/" in rooted):
        return True
    return any(glob.match(path) for glob in globs) if globs else False


@lru_cache(maxsize=64)
def _rooted(patterns: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]:
    """The patterns from the site's folder on, and those of them that are globs, compiled."""
    rooted = tuple("/" + pattern.lstrip("/") for pattern in patterns)
    return rooted, tuple(ruby.fnmatch(one) for one in rooted if any(c in one for c in "*?[\\"))


def classify(path: str, settings: Settings) -> Place | Skipped:
    """What Jekyll takes a file for, from its path in the site."""
    above, _, last = path.rpartition("/")
    if settings.reads_all_posts(above) and _well_named().fullmatch(last):
        return _POST
    parts = path.split("/")
    for at, part in enumerate(parts[:-1]):
        if part in ("_posts", "_drafts") and settings.walked("/".join(parts[:at])) is None:
            return _and_more(path, _publishable(parts, at, settings), settings)
    document = _document(path, settings)
    if document is not None:
        return _and_more(path, document, settings)
    why = _unwalked(path, settings)
    return Place("page") if why is None else Skipped(why)


def _unwalked(path: str, settings: Settings) -> str | None:
    """Why a file is not read where it lies, among its folder's files, or None."""
    folder, _, name = path.rpartition("/")
    why = settings.walked(folder) or settings.filtered(name, folder)
    # A file named in `include` is read wherever it lies.
    named = why is not None and path in settings.included_files
    return None if named else why


def _and_more(path: str, place: Place | Skipped, settings: Settings) -> Place | Skipped:
    """What is made of a file in a special folder, where `include` may have Jekyll walk into that."""
    if not settings.include:
        return place
    other: Place | Skipped | None = Place("page") if _unwalked(path, settings) is None else None
    if other is None and not (isinstance(place, Place) and place.kind == "document"):
        other = _document(path, settings)
    if other is None or isinstance(other, Skipped):
        return place
    return other if isinstance(place, Skipped) else place._replace(besides=other)


_POST = Place("post", "posts")


@cache
def _well_named() -> re.Pattern[str]:
    """The names of posts in which nothing is out of the ordinary."""
    return re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[A-Za-z0-9_-]+\.[a-z]+")


def _publishable(parts: list[str], at: int, settings: Settings) -> Place | Skipped:
    folder, entry = "/".join(parts[:at]), "/".join(parts[at + 1 :])
    if settings.collections_dir and not folder.startswith(settings.collections_dir):
        return Skipped(f"Jekyll reads posts only below `{settings.collections_dir}` (`collections_dir`)")
    hidden = next((p for p in parts[at + 1 :] if p.startswith(".")), None)
    if hidden is not None:
        return Skipped(f"Jekyll skips names that start with `.` (`{hidden}`)", misnamed=hidden == parts[-1])
    why = settings.filtered(entry, "/".join(parts[: at + 1]))
    name = parts[-1]
    if why is not None:
        misnamed = settings.filtered(name, "") is not None
        return Skipped(why, misnamed)
    if parts[at] == "_drafts" and "drafts" in settings.collections and not settings.config.get("show_drafts"):
        document = _document("/".join(parts), settings)
        if document is not None:
            return document
    if parts[at] == "_drafts":
        # The dot may stand in a folder's name.
        if entry.rfind(".") in (-1, len(entry) - 1):
            return Skipped("Jekyll reads only names with an extension in `_drafts`", misnamed=True)
        return Place("draft", "posts")
    if not dated(name):
        return Skipped("Jekyll reads only names like `2021-12-29-title.md` in `_posts`", misnamed=True)
    return Place("post", "posts")


def _document(path: str, settings: Settings) -> Place | Skipped | None:
    base = settings.collections_dir + "/" if settings.collections_dir else ""
    folder, _, entry = path.removeprefix(base).partition("/")
    label = folder[1:]
    if not path.startswith(base) or not entry or folder[:1] != "_" or label not in settings.collections:
        return None
    if label in ("posts", "data"):
        return None
    why = settings.filtered(entry, folder)
    return Place("document", label) if why is None else Skipped(why)


class DatedName(NamedTuple):
    """The parts of a post's name: `date` as spelt, `slug`, and `extension` with its dot."""

    date: str
    slug: str
    extension: str


@lru_cache(maxsize=64)
def dated(name: str) -> DatedName | None:
    """The parts of a name as Jekyll reads them, or None where it is no post's name."""
    match = _DATED().match(name)
    return DatedName(*match.groups()) if match else None


@cache
def _DATED() -> re.Pattern[str]:
    return re.compile(r"([0-9]{2,4}-[0-9]{1,2}-[0-9]{1,2})-([^/]*)(\.[^.]+)\Z")

"""The generators, and the one way in: which it is, its configuration, its posts, and what it makes of them.

Pure functions: the files of a site are given as a mapping from their path in the site (with
``/``) to a function that reads them, so that paths which only are assumed to exist serve as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from postlint.context import Context, Generator, HtmlProfile, YamlFlavour
from postlint.post import Post
from postlint.site import configuration
from postlint.site.publication import Publication

if TYPE_CHECKING:
    from postlint.site.facts import Facts
    from postlint.site.jekyll_links import Unresolved
    from postlint.site.model import Site
    from postlint.site.resolve import Asked
    from postlint.site.verdict import Verdict

Files = Mapping[str, Callable[[], bytes]]
"""Readers by path; a reader may raise OSError."""


def detect(names: Collection[str], read: Callable[[str], bytes] | None = None) -> Generator:
    """The generator that a folder's file names speak for; ``folder`` where none does.

    `read` gives the bytes of a named file: `_config.yml` is Jekyll's or Hexo's, and
    `config.toml` Hugo's or Zola's, and only their keys tell.
    """
    present = {name.rstrip("/") for name in names}
    if any(name.startswith("astro.config.") for name in present):
        return "astro"
    if any(name in _ELEVENTY for name in present):
        return "eleventy"
    if "zola.toml" in present:
        return "zola"
    if any(name in present for name in _HUGO):
        return "hugo"
    if any(name in present for name in _JEKYLL):
        return _jekyll_or_hexo(present, read)
    if any(name in present for name in _CONFIG):
        return _hugo_or_zola(present, read)
    if present & {"_posts", "_drafts", "_layouts"}:
        return "jekyll"
    return "hugo" if any(name in present for name in CONFIGURATIONS["hugo"]) else "folder"


_JEKYLL = ("_config.yml", "_config.yaml", "_config.toml")
_HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
_CONFIG = ("config.toml", "config.yaml", "config.yml", "config.json")
_ELEVENTY = tuple(
    f"{stem}.{end}" for stem in (".eleventy", "eleventy.config") for end in ("js", "cjs", "mjs", "ts")
)
CONFIGURATIONS: Mapping[Generator, tuple[str, ...]] = {
    "jekyll": _JEKYLL,
    "hexo": ("_config.yml", "_config.yaml", "_config.json"),
    "hugo": (*_HUGO, *_CONFIG, *(f"config/_default/{n}" for n in (*_HUGO, *_CONFIG))),
    "zola": ("zola.toml", "config.toml"),
}
"""The configuration files of each generator, in the order in which it looks for them."""

_HEXO_KEYS = frozenset(
    {"source_dir", "public_dir", "tag_dir", "new_post_name", "category_dir", "skip_render"}
)
_ZOLA_KEYS = frozenset({"base_url", "compile_sass", "build_search_index", "generate_feeds", "generate_feed"})


def _jekyll_or_hexo(present: set[str], read: Callable[[str], bytes] | None) -> Generator:
    if present & {"_posts", "_drafts", "_layouts", "_includes", "_data", "Gemfile"}:
        return "jekyll"
    keys = _keys("_config.yml", read)
    if "scaffolds" in present or len(_HEXO_KEYS & keys) >= 2:
        return "hexo"
    return (
        "hexo"
        if {"source", "package.json"} <= present and not keys & {"plugins", "collections"}
        else "jekyll"
    )


def _hugo_or_zola(present: set[str], read: Callable[[str], bytes] | None) -> Generator:
    name = next(name for name in _CONFIG if name in present)
    keys = _keys(name, read)
    if name == "config.toml" and _ZOLA_KEYS & keys:
        return "zola"
    lower = {key.lower() for key in keys}
    if lower & {"baseurl", "languagecode", "theme", "permalinks", "markup", "contentdir"}:
        return "hugo"
    if present & {"archetypes", "layouts", "themes"} and "content" in present:
        return "hugo"
    return "folder"


def _keys(name: str, read: Callable[[str], bytes] | None) -> set[str]:
    if read is None:
        return set()
    try:
        return set(configuration.read(name, read(name), "safe_yaml"))
    except (OSError, configuration.Broken):
        return set()


def load_context(
    generator: Generator,
    files: Files,
    *,
    base: str = "",
    now: datetime,
    yaml: YamlFlavour | None = None,
    timezone: str | None = None,
    version: tuple[int, int] | None = None,
    html: HtmlProfile = "renders",
    overrides: Mapping[str, Any] | None = None,
    configurations: tuple[str, ...] = (),
    listing: Callable[[], Iterable[str]] | None = None,
) -> Context:
    """The context of a site from its files: never raises, whatever the configuration holds.

    `configurations` are the files that Jekyll is given as `--config`, each laid over those before
    it; `overrides` are keys laid over them all. A configuration that does not parse counts as
    empty, as it does for Jekyll. The base of a Jekyll site is its `source`, below the given one.
    `listing` gives the paths of all files, relative to the site, where a glob asks for them.
    """
    flavour = yaml or _FLAVOURS[generator]
    if configurations:
        from postlint.site.jekyll_configuration import layered

        config = layered(_read(name, files, flavour) for name in configurations if name in files)
    else:
        config = dict(_configuration(CONFIGURATIONS.get(generator, ()), files, flavour))
        if generator == "hugo":
            config = {**_split_configuration(files, flavour), **config}
    config.update(overrides or {})
    if generator == "jekyll":
        source = _source_folder(config)
        base += source
        if listing is not None:
            from postlint.site.jekyll_defaults import with_prefixes

            inside = (path[len(source) :] for path in listing() if path.startswith(source))
            config = dict(with_prefixes(config, inside))
    if generator == "hugo":
        config = {key.lower(): value for key, value in config.items()}
    if version is None and generator == "jekyll":
        version = _jekyll_version(files)
    zone = zone_named(timezone if timezone is not None else config.get("timezone", config.get("timeZone")))
    plugins = generator != "jekyll" or _may_have_plugins(config, files)
    return Context(generator, base, config, zone, flavour, version, plugins, now, html)


def _source_folder(config: Mapping[str, Any]) -> str:
    """The folder that `source` names, with a slash at its end; empty for the site's own folder."""
    value = config.get("source")
    parts = value.split("/") if isinstance(value, str) and not value.startswith("/") else []
    inside = [part for part in parts if part not in ("", ".")]
    return "/".join(inside) + "/" if inside and ".." not in inside else ""


def _may_have_plugins(config: Mapping[str, Any], files: Files) -> bool:
    """Whether a Jekyll site names plugins, has a folder of its own for them, or a Gemfile that may."""
    folder = config.get("plugins_dir")
    named = any(config.get(key) for key in ("plugins", "gems", "whitelist"))
    own = folder.strip("/").partition("/")[0] if isinstance(folder, str) else "_plugins"
    return named or own in files or "Gemfile" in files


_FLAVOURS: Mapping[Generator, YamlFlavour] = {
    "jekyll": "safe_yaml",
    "hugo": "go",
    "zola": "go",
    "hexo": "js",
    "eleventy": "js",
    "astro": "js",
    "folder": "safe_yaml",
}


def _configuration(names: Iterable[str], files: Files, flavour: YamlFlavour) -> Mapping[str, Any]:
    """The first of several configuration files that is there."""
    return next((_read(name, files, flavour) for name in names if name in files), {})


def _split_configuration(files: Files, flavour: YamlFlavour) -> Mapping[str, Any]:
    """What Hugo reads in `config/_default`, where a file's name is a key: `permalinks.toml`."""
    folder = "config/_default/"
    found: dict[str, Any] = {}
    for name in sorted(name for name in files if name.startswith(folder)):
        key, _, extension = name[len(folder) :].partition(".")
        if key not in ("hugo", "config") and extension in ("toml", "yaml", "yml", "json"):
            found[key] = _read(name, files, flavour)
    return found


def _read(name: str, files: Files, flavour: YamlFlavour) -> Mapping[str, Any]:
    try:
        return configuration.read(name, files[name](), flavour)
    except (OSError, configuration.Broken):
        return {}


def zone_named(name: object) -> tzinfo:
    """The zone of that name; UTC where there is none such."""
    if not isinstance(name, str) or not name or name.upper() == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return UTC


def _jekyll_version(files: Files) -> tuple[int, int] | None:
    """The locked version of Jekyll, from `Gemfile.lock`: the line ``    jekyll (4.3.2)``."""
    if "Gemfile.lock" not in files:
        return None
    try:
        text = files["Gemfile.lock"]().decode("utf-8", errors="replace")
    except OSError:
        return None
    for line in text.splitlines():
        name, _, rest = line.strip().partition(" (")
        numbers = rest.rstrip(")").split(".")
        if name == "jekyll" and len(numbers) >= 2 and numbers[0].isdigit() and numbers[1].isdigit():
            return (int(numbers[0]), int(numbers[1]))
    return None


@cache
def _module(generator: Generator) -> ModuleType:
    from importlib import import_module

    return import_module(f"postlint.site.{_MODULES.get(generator, 'folder')}")


_MODULES = {"jekyll": "jekyll", "hugo": "hugo", "hexo": "hexo", "eleventy": "eleventy", "zola": "zola"}


def is_post(site_path: str, context: Context) -> bool:
    """Whether a file is one of the generator's posts (or documents), by its path in the site."""
    return bool(_module(context.generator).is_post(site_path, context))


def is_page(site_path: str, context: Context) -> bool:
    """Whether the generator may render a file that is none of its posts: a page of its own."""
    decide = getattr(_module(context.generator), "is_page", None)
    return decide is not None and bool(decide(site_path, context))


def posts_among(folder: str, names: Iterable[str], context: Context) -> Iterator[str]:
    """The names of a folder's files that are posts of the site; `folder` is empty, or ends in ``/``."""
    surely = _NEVER
    if context.generator == "jekyll":
        from postlint.site.jekyll import surely_posts

        surely = surely_posts(folder, context) or _NEVER
    for name in names:
        path = folder + name
        if surely.match(name) or (is_post(path, context) and not excluded(path, context)):
            yield name


_NEVER = re.compile(r"(?!)")


def excluded(site_path: str, context: Context) -> bool:
    """Whether the generator never looks at a file or folder: excluded, or not part of the site."""
    return bool(_module(context.generator).excluded(site_path, context))


def publish(post: Post) -> Publication:
    """What the generator makes of a file; ask as `post.once(publish)`."""
    if not post.path.startswith(post.context.base):
        return Publication("none", why=f"it lies outside of `{post.context.base}`")
    unread = post.front_matter.unread if post.front_matter else None
    if unread is not None:
        made = assumed(post.site_path, post.context)
        skipped = made.role == "none" and made.sure
        # It may say something of the pages below it, too.
        return made._replace(why=unread, sure=False, cascades=True, anywhere=not skipped)
    publication: Publication = _module(post.context.generator).publish(post)
    return publication


def publish_in(post: Post, site: Site) -> Publication:
    """What the generator makes of a file in its site: `publish`, and the tags that need other files.

    `{% post_url %}`, `{% link %}` and `{% include %}` of a file that is not there stop Jekyll's build.
    """
    publication = post.once(publish)
    if post.context.generator != "jekyll" or (publication.url is None and publication.date is None):
        return publication
    from postlint.site.jekyll_limit import limit
    from postlint.site.jekyll_links import stops

    if limit(post.context) and publication.role in ("post", "draft"):
        one = site.by_path.get(post.site_path)
        if one is not None and (one.url is None or one.url != publication.url):
            return publication._replace(
                url=one.url, file=one.file, why=one.why, breaks=one.breaks, second=None, second_file=None
            )
    if publication.url is None:
        return publication
    why = stops(post, site)
    if why is None:
        return publication
    return publication._replace(url=None, file=None, why=f"the build stops: {why}", breaks=why)


def assumed(site_path: str, context: Context) -> Publication:
    """What the generator makes of a file that cannot be read, by its path alone."""
    publication: Publication = _module(context.generator).assumed(site_path, context)
    return publication


def liquid_target(target: str, site: Site) -> str | Verdict:
    """A link's target with its Liquid or shortcodes evaluated, or the verdict where that decides."""
    result: str | Verdict = _module(site.context.generator).liquid_target(target, site)
    return result


def unresolved(site: Site) -> Iterator[Unresolved]:
    """The tags of published posts that stop the build, since they name what is not there."""
    if site.context.generator == "hexo":
        from postlint.site import hexo_tags

        return hexo_tags.unresolved(site)
    from postlint.site import jekyll_links

    return jekyll_links.unresolved(site)


def made_by_generator(asked: Asked, site: Site) -> str | None:
    """Why a path that no source file explains may be served all the same, or None where it cannot be."""
    why: str | None = _module(site.context.generator).made(asked, site)
    return why


def rewrites_sources(page: Facts, site: Site) -> bool:
    """Whether links to source files become links to their pages: by a plugin, or a hook of the theme."""
    context = site.context
    if context.generator == "jekyll":
        from postlint.site.jekyll_links import relative_links

        return relative_links(page, site)
    hooks = (path for path in site.listing if "_markup/render-link" in path)
    return context.generator != "hugo" or next(hooks, None) is not None


def placed(known: Mapping[str, Facts], context: Context) -> Mapping[str, Facts]:
    """All files of a site by path, as they are beside each other.

    Files of a bundle go where its page goes, and of two files that are one page one is written; posts beyond
    Jekyll's `limit_posts` are not published.
    """
    if context.generator == "jekyll":
        from postlint.site.jekyll_limit import limited

        return limited(known, context)
    if context.generator not in ("hugo", "zola"):
        return known
    from postlint.site.bundles import bundled

    apart = known
    if context.generator == "hugo":
        from postlint.site.hugo_twins import told_apart

        apart = told_apart(known, context)
    return bundled(apart, str(context.config.get("defaultcontentlanguage") or "en"))

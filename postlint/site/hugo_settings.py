"""What a Hugo configuration says of files and addresses; its keys do not depend on case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from postlint.context import Context
from postlint.identity import remembered


class Settings(NamedTuple):
    """The part of the configuration that decides on files and addresses.

    `contents` are the folders of content, each with its language, the most precise first; `permalinks`
    are the patterns by section of each language.
    """

    contents: tuple[tuple[str, str], ...]
    static: tuple[str, ...]
    output: str
    ignored: tuple[str, ...]
    permalinks: Mapping[str, Mapping[str, str]]
    ugly: bool
    lower: bool
    languages: frozenset[str]
    default_language: str
    prefixed: bool
    taxonomies: frozenset[str]
    themes: tuple[str, ...]
    dates: tuple[str, ...]
    plain: bool


@remembered
def settings(context: Context) -> Settings:
    """The settings of a Hugo configuration, whose keys do not depend on case."""
    config = context.config
    languages = config.get("languages")
    taxonomies = config.get("taxonomies")
    static, theme = config.get("staticdir"), config.get("theme")
    names = static if isinstance(static, list) else [static]
    dates = _dates(config.get("frontmatter"))
    default = str(config.get("defaultcontentlanguage") or "en")
    languages = languages if isinstance(languages, Mapping) else {}
    own = {str(name): lower_keys(of) for name, of in languages.items()}
    return Settings(
        _contents(_folder(config.get("contentdir"), "content"), own, default),
        tuple(_folder(name, "static") for name in names),
        _folder(config.get("publishdir"), "public"),
        tuple(p for p in _list(config.get("ignorefiles")) if len(p) < 200),
        {
            name: _permalinks(own.get(name, {}).get("permalinks", config.get("permalinks")))
            for name in (default, *own)
        },
        config.get("uglyurls") is True,
        config.get("disablepathtolower") is not True,
        frozenset(own),
        default,
        config.get("defaultcontentlanguageinsubdir") is True,
        frozenset(map(str, taxonomies.values()))
        if isinstance(taxonomies, Mapping)
        else frozenset(("tags", "categories")),
        tuple(_list(theme if isinstance(theme, list) else [theme])),
        tuple(name.lower() for name in dates),
        config.get("removepathaccents") is True,
    )


def lower_keys(value: object) -> Mapping[str, Any]:
    """A map with its keys in lower case; empty for what is no map."""
    return {str(key).lower(): one for key, one in value.items()} if isinstance(value, Mapping) else {}


def _contents(
    default: str, own: Mapping[str, Mapping[str, Any]], language: str
) -> tuple[tuple[str, str], ...]:
    """The folders of content with their languages: each language may have its own."""
    folders = {_folder(of.get("contentdir"), default): name for name, of in own.items() if "contentdir" in of}
    if len(folders) < len(own) or not own:
        folders.setdefault(default, language)
    return tuple(sorted(folders.items(), key=lambda item: -len(item[0])))


def content_of(site_path: str, known: Settings) -> tuple[str, str] | None:
    """The folder of content that a file lies in and its language, or None."""
    return next((one for one in known.contents if site_path.startswith(one[0] + "/")), None)


def keeps_raw_html(context: Context) -> bool:
    """Whether goldmark prints HTML as it stands, not a comment in its place; True where nothing is known."""
    if not context.config:
        return True
    found: object = lower_keys(context.config.get("markup"))
    for key in ("goldmark", "renderer"):
        found = lower_keys(found.get(key) if isinstance(found, Mapping) else None)
    return isinstance(found, Mapping) and found.get("unsafe") is True


def _dates(value: object) -> list[str]:
    """Where `[frontmatter] date` looks for the date of a page, in order."""
    dates = value.get("date") if isinstance(value, Mapping) else None
    return _list(dates if isinstance(dates, list) else [dates])


def _folder(value: object, default: str) -> str:
    return value.strip("/") if isinstance(value, str) and value.strip("/") else default


def _list(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _permalinks(value: object) -> Mapping[str, str]:
    """The patterns by section; since 0.118 they may stand under `page`."""
    if not isinstance(value, Mapping):
        return {}
    pages = value.get("page")
    patterns = {**value, **pages} if isinstance(pages, Mapping) else value
    return {str(section): pattern for section, pattern in patterns.items() if isinstance(pattern, str)}

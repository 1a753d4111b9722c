"""Front matter defaults of `_config.yml` (Jekyll 4.3 `frontmatter_defaults.rb`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from postlint.site import ruby
from postlint.site.jekyll_configuration import merged
from postlint.site.jekyll_paths import Settings
from postlint.site.jekyll_urls import BuildStops

_RENAMED = {"page": "pages", "post": "posts", "draft": "drafts"}
_Scope: TypeAlias = Mapping[str, Any] | None


def defaults_for(path: str, kind: str | None, settings: Settings) -> Mapping[str, Any]:
    """The values that hold for a file where its own front matter is silent.

    `path` is relative to the site, for posts and documents to `collections_dir`; `kind` is
    ``posts`` (drafts too), ``pages``, a collection's name, or None for a static file. The longer scope
    path wins, then a scope with a type. Raises `BuildStops` as `_precedes` does.
    """
    result: Mapping[str, Any] = {}
    winner: _Scope = None
    for scope, values in _matching(path, kind, settings):
        if _precedes(scope, winner):
            result, winner = merged(result, values), scope
        else:
            result = merged(values, result)
    return result


def page_defaults(path: str, settings: Settings) -> Mapping[str, Any]:
    """The same for a page, which asks for each key by itself: only scopes that give it are compared."""
    result: dict[str, Any] = {}
    winners: dict[str, _Scope] = {}
    for scope, values in _matching(path, "pages", settings):
        for key, value in values.items():
            if _precedes(scope, winners.get(key)):
                result[key], winners[key] = value, scope
    return result


def _matching(path: str, kind: str | None, settings: Settings) -> Iterator[tuple[_Scope, Mapping[str, Any]]]:
    sets = settings.config.get("defaults")
    for one in sets if isinstance(sets, (list, tuple)) else ():
        values = one.get("values") if isinstance(one, Mapping) else None
        if not isinstance(values, Mapping):
            continue
        scope = one.get("scope")
        scope = scope if isinstance(scope, Mapping) else None
        if scope is None or _applies(scope, path, kind, settings):
            yield scope, values


def _applies(scope: Mapping[str, Any], path: str, kind: str | None, settings: Settings) -> bool:
    if "type" in scope:
        named = ruby.to_s(scope["type"])
        if _RENAMED.get(named, named) != kind:
            return False
    below = scope.get("path")
    if not isinstance(below, str) or not below:
        return True
    if "*" in below:
        return _globbed(below, path, kind, settings) or path.startswith(
            tuple(_stripped(one, settings) for one in scope.get("prefixes", ()))
        )
    return path.startswith(_stripped(below, settings))


def _globbed(pattern: str, path: str, kind: str | None, settings: Settings) -> bool:
    """Whether an existing path that the glob matches is a prefix of `path`: the file, or a folder of it.

    The glob is one of paths from the site's folder on, and `path` starts at `collections_dir`.
    """
    if pattern.startswith("/") and not pattern.startswith("/**/"):
        # Such a glob is one of the whole file system, as the other is, too, which finds the site in it.
        return False
    end = "/" if pattern.endswith("/") else ""
    compiled = ruby.glob(_joined(pattern) + end)
    folder = settings.collections_dir
    parts = (f"{folder}/{path}" if folder and kind not in ("pages", None) else path).split("/")
    whole = ("/".join(parts[:n]) for n in range(1, min(len(parts) - len(end), 50) + 1))
    return any(compiled.match(one + end) and path.startswith(_stripped(one, settings)) for one in whole)


def _joined(pattern: str) -> str:
    """A glob as `Pathname#join` makes it one from the site's folder on, without a slash at its end."""
    return "/".join(part for part in pattern.split("/") if part not in ("", "."))


def with_prefixes(config: Mapping[str, Any], paths: Iterable[str]) -> Mapping[str, Any]:
    """A configuration whose scopes name what else they hold for, given all paths of the site.

    A scope's glob holds for every path that *begins like* one that it matches: `*/news` for
    `fr/news.md`, where a folder `fr/news` is there.
    """
    sets = config.get("defaults")
    if not isinstance(sets, (list, tuple)) or not any(_glob_of(one) for one in sets):
        return config
    # Without their first folder, documents may begin like any path.
    every = bool(config.get("collections_dir"))
    names = sorted({"/".join(parts[:n]) for parts in map(_split, paths) for n in range(1, len(parts) + 1)})
    return {**config, "defaults": [_with_prefixes(one, names, every) for one in sets]}


def _split(path: str) -> list[str]:
    return path.split("/")[:50]


def _glob_of(one: object) -> str:
    scope = one.get("scope") if isinstance(one, Mapping) else None
    path = scope.get("path") if isinstance(scope, Mapping) else None
    return path if isinstance(path, str) and "*" in path and path[:1] != "/" else ""


def _with_prefixes(one: Any, names: list[str], every: bool) -> Any:
    pattern = _glob_of(one)
    if not pattern:
        return one
    match = ruby.glob(_joined(pattern)).match
    found = [name for name in names if match(name) and (every or _begins_others(name, names))]
    return {**one, "scope": {**one["scope"], "prefixes": found}} if found else one


def _begins_others(name: str, names: list[str]) -> bool:
    at = bisect_right(names, name)
    while at < len(names) and names[at].startswith(name):
        if names[at][len(name)] != "/":
            return True
        at += 1
    return False


def _stripped(path: str, settings: Settings) -> str:
    folder = settings.collections_dir
    return path.removeprefix(folder + "/") if folder else path


def _sanitized(path: object) -> str:
    if not isinstance(path, str) or not path:
        return ""
    return path.removeprefix("/")


def _precedes(new: _Scope, old: _Scope) -> bool:
    """Whether a scope wins; raises `BuildStops` for a set without one, which is compared with another's."""
    if old is None:
        return True
    if new is None:
        raise BuildStops("undefined method `[]' for nil:NilClass (a set of `defaults` has no `scope`)")
    ours, theirs = len(_sanitized(new.get("path"))), len(_sanitized(old.get("path")))
    if ours != theirs:
        return ours > theirs
    return "type" in new or "type" not in old

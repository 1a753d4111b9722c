"""Jekyll's configuration files, one laid over the other (Jekyll 4.3 `configuration.rb`, `utils.rb`)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from postlint.site import ruby


def layered(files: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Several configurations as Jekyll's `--config a.yml,b.yml` reads them: the later ones win."""
    config: dict[str, Any] = {}
    for values in files:
        config = merged(config, values)
    return config


def merged(target: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`Utils.deep_merge_hashes`: nil does not overwrite; maps merge, to a depth of 50."""
    return _merged(target, over, 50)


def _merged(target: Mapping[str, Any], over: Mapping[str, Any], depth: int) -> dict[str, Any]:
    result = dict(target)
    for key, value in over.items():
        old = result.get(key)
        if value is None and key in result:
            continue
        if old is not None and depth and isinstance(old, Mapping) and isinstance(value, Mapping):
            result[key] = _merged(old, value, depth - 1)
        else:
            result[key] = value
    return result


def stops(config: Mapping[str, Any]) -> str | None:
    """Jekyll's message where a value in a configuration stops every build, or None."""
    for key in ("include", "exclude"):
        if config.get(key) is not None and not isinstance(config[key], (list, tuple)):
            return f"'{key}' should be set as an array, but was: {ruby.inspect(config[key])}."
    plugins = config.get("plugins")
    if plugins is not None and not isinstance(plugins, (list, tuple)):
        return f"'plugins' should be set as an array, but was: {ruby.inspect(plugins)}."
    collections = config.get("collections")
    if not isinstance(collections, (Mapping, list, tuple, type(None))):
        return f"no implicit conversion of {ruby.class_of(collections)} into Hash"
    if config.get("relative_permalinks"):
        return "Since v3.0, permalinks for pages in subfolders must be relative to the site source directory"
    limit = config.get("limit_posts") or 0
    if isinstance(limit, str):
        return f"undefined method `negative?' for {ruby.inspect(limit)}:String"
    if isinstance(limit, (int, float)) and limit < 0:
        return "limit_posts must be a non-negative number"
    if _holds_source(config.get("destination"), config.get("source")):
        return "Destination directory cannot be or contain the Source directory."
    return _wrong_date(config.get("defaults"))


def _holds_source(destination: object, source: object) -> bool:
    """Whether Jekyll would write over what it reads; relative folders only."""
    if not isinstance(destination, str) or not destination or destination.startswith(("/", "~")):
        return False
    inside, outside = posixpath.normpath(destination), posixpath.normpath(str(source or "."))
    return inside == "." or inside.startswith("..") or f"{outside}/".startswith(f"{inside}/")


def _wrong_date(sets: object) -> str | None:
    """What Jekyll says of a set of defaults with a date that is none."""
    for one in sets if isinstance(sets, (list, tuple)) else ():
        values = one.get("values") if isinstance(one, Mapping) else None
        value = values.get("date") if isinstance(values, Mapping) else None
        if isinstance(value, str) and not _is_date(value):
            what = "An invalid date format was found in a front-matter default set"
            return f"Invalid date '{value}': {what}: {ruby.inspect(one)}"
    return None


def _is_date(text: str) -> bool:
    from postlint.front_matter.dates.ruby_date import Unreadable
    from postlint.front_matter.dates.ruby_time import parse

    try:
        parse(text, UTC, datetime(2000, 1, 1, tzinfo=UTC))
    except (Unreadable, OverflowError):
        return False
    return True

"""Jekyll's configuration files, one laid over the other (Jekyll 4.3 `configuration.rb`, `utils.rb`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


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

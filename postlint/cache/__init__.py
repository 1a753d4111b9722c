"""The result cache: what a post gave, as long as nothing it depends on has changed."""

from __future__ import annotations

from postlint.cache.folder import FOLDER, Usage, clean, read, update, usage
from postlint.cache.pack import State
from postlint.cache.store import FRESH, Cache, Seen, digest, seen, size, state_of

__all__ = [
    "FOLDER",
    "FRESH",
    "Cache",
    "Seen",
    "State",
    "Usage",
    "clean",
    "digest",
    "read",
    "seen",
    "size",
    "state_of",
    "update",
    "usage",
]

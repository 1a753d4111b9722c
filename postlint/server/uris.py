"""Files as editors name them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit


def path_of(uri: str) -> str:
    """The path of a `file:` URI."""
    path = unquote(urlsplit(uri).path)
    # file:///c:/x is the Windows path c:/x
    return path[1:] if path[2:3] == ":" else path


def uri_of(path: Path) -> str:
    """The URI of an absolute path."""
    return path.as_uri()

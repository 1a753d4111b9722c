"""Percent-encoding of any text, that of file names which are not UTF-8 too."""

from __future__ import annotations

import urllib.parse


def quote(text: str, safe: str = "/") -> str:
    """`urllib.parse.quote` that never raises: the bytes that a lone surrogate stands for, else its own."""
    try:
        return urllib.parse.quote(text, safe, errors="surrogateescape")
    except UnicodeEncodeError:
        return urllib.parse.quote(text, safe, errors="surrogatepass")

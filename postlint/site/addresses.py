"""Addresses in links: which lead into the site, and what Liquid in them becomes."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from postlint.context import Context
from postlint.identity import remembered


class Address(NamedTuple):
    """A target in three parts, still percent-encoded; `query` and `fragment` without their marks."""

    path: str
    query: str | None
    fragment: str | None


def split(target: str) -> Address:
    """The parts of a target without scheme and host."""
    rest, mark, fragment = target.partition("#")
    path, question, query = rest.partition("?")
    return Address(path, query if question else None, fragment if mark else None)


def decoded(path: str) -> str:
    """A percent-decoded path; bytes that are not UTF-8 become U+FFFD."""
    return unquote(path) if "%" in path else path


@cache
def _SCHEME() -> re.Pattern[str]:
    return re.compile(r"\s*[a-zA-Z][a-zA-Z0-9+.-]*:")


def leads_inside(target: str, context: Context) -> bool:
    """Whether a target may name a page or file of this site.

    True for anything without a scheme and host, for the site's own host, and where Liquid
    decides.
    """
    if "{" in target and ("{{" in target or "{%" in target or "{<" in target):
        return True
    if target[:1] in "{|" and is_marked(target):
        return True
    if target.startswith("//") or _SCHEME().match(target):
        return inner_path(target, context) is not None
    return bool(target.strip())


def inner_path(target: str, context: Context) -> str | None:
    """The part of an absolute URL after the site's own scheme and host, or None for another's."""
    host = site_host(context)
    if not host or target.find("//") < 0:
        return None
    scheme, _, rest = target.strip().partition("//")
    if scheme.lower() not in ("http:", "https:", ""):
        return None
    end = next((i for i, c in enumerate(rest) if c in "/?#"), len(rest))
    return (rest[end:] or "/") if rest[:end].lower() == host else None


@remembered
def site_host(context: Context) -> str:
    """The host (and port) that the configuration names, in lower case; empty where it names none."""
    key = {"hugo": "baseurl", "zola": "base_url"}.get(context.generator, "url")
    url = context.config.get(key)
    if not isinstance(url, str) or "//" not in url:
        return ""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def base_path(context: Context) -> str:
    """The path under which the site is served: empty, or ``/blog`` without a slash at its end."""
    config = context.config
    if context.generator == "jekyll":
        value = config.get("baseurl")
        path = value if isinstance(value, str) else ""
    elif context.generator == "hexo":
        value = config.get("root")
        path = value if isinstance(value, str) else ""
    else:
        value = config.get({"hugo": "baseurl", "zola": "base_url"}.get(context.generator, "url"))
        try:
            path = urlsplit(value).path if isinstance(value, str) and "//" in value else ""
        except ValueError:
            path = ""
    path = path.strip("/")
    return "/" + path if path else ""


def stem(path: str) -> str:
    """The last name of a path without its extension; for an index, its folder's name."""
    parts = path.strip("/").split("/")
    name = parts[-1].rpartition(".")[0] or parts[-1]
    return parts[-2] if name == "index" and len(parts) > 1 else name


def extension(path: str) -> str:
    """The extension with its dot, in lower case; empty where what follows a dot is none (`v1.2 x`)."""
    name = path.rpartition("/")[2]
    at = name.rfind(".")
    return name[at:].lower() if at > 0 and 1 < len(name) - at <= 6 and name[at + 1 :].isalnum() else ""


@cache
def _MARK() -> re.Pattern[str]:
    return re.compile(r"[{|](?:filename|static|attach)[}|]")


def is_marked(target: str) -> bool:
    """Whether a target names a source file as Pelican has it: `{filename}b.md`, `{static}/images/a.png`."""
    return _MARK().match(target) is not None


def unmarked(target: str) -> str:
    """A target without Pelican's mark."""
    return _MARK().sub("", target, count=1)


def has_scheme(target: str) -> bool:
    """Whether a target starts with a scheme, so that it is no path."""
    return _SCHEME().match(target) is not None

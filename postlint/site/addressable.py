"""URLs as the Ruby library Addressable (2.8) normalises them, which Jekyll's URL filters do."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote_from_bytes, unquote_to_bytes

from postlint.site.percent import quote

PCHAR = "-._~!$&'()*+,;=:@"
"""What may stand in a path besides letters and digits (RFC 3986)."""
_QUERY = "-._~!$'()*+,=:@/?"
_PORTS = {"http": "80", "https": "443", "ftp": "21"}


@cache
def URI() -> re.Pattern[str]:
    """Scheme, authority, path, query and fragment of any text (RFC 3986, appendix B)."""
    return re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?\Z", re.DOTALL)


@cache
def SCHEME() -> re.Pattern[str]:
    """A whole scheme."""
    return re.compile(r"[a-z][a-z0-9.+-]*\Z", re.IGNORECASE)


@cache
def _PATH() -> re.Pattern[str]:
    """A path from the root that is as it should be."""
    return re.compile(r"(?!//)/[A-Za-z0-9/._~!$&'()*+,;=:@-]*")


class InvalidURI(ValueError):
    """Addressable refuses the text; the message is its own."""


def scheme(text: str) -> str | None:
    """The scheme that a text starts with, or None; raises `InvalidURI` for one that cannot be."""
    match = URI().match(text)
    found = match[1] if match else None
    if found is not None and not SCHEME().match(found):
        raise InvalidURI(f"Invalid scheme format: '{found}'")
    return found


def normalized(text: str) -> str:
    """`URI.parse(text).normalize`: escapes only where they must be, no dot segments, a host in ASCII."""
    if _PATH().fullmatch(text) and "/." not in text:
        return text
    match = URI().match(text)
    if match is None:
        return text
    first, authority, path, query, fragment = match.groups()
    out = "" if first is None else first.lower() + ":"
    out += "" if authority is None else "//" + _authority(authority, first)
    segments = (_component(part, PCHAR) for part in path.strip().split("/"))
    plain = _without_dots("/".join(segments))
    out += plain or ("/" if authority is not None and first in _PORTS else "")
    if query:
        pairs = (_component(pair, _QUERY, keep_plus=True) for pair in query.split("&"))
        out += "?" + "&".join(pairs)
    return out + ("#" + _component(fragment, PCHAR + "/?") if fragment else "")


def _component(text: str, safe: str, *, keep_plus: bool = False) -> str:
    if text.isascii() and text.isalnum():
        return text
    parts = re.split("(%2[bB])", text) if keep_plus and "%2" in text else [text]
    return "".join(part if n % 2 else _recoded(part, safe) for n, part in enumerate(parts))


def _recoded(text: str, safe: str) -> str:
    data = unquote_to_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        plain = data.decode("utf-8")
    except UnicodeDecodeError:
        return quote_from_bytes(data, safe=PCHAR + "/?#[]")
    if not plain.isascii():
        plain = _composed(plain)
    return quote(plain, safe=safe)


def _authority(text: str, first: str | None) -> str:
    user, at, rest = text.rpartition("@")
    inside, bracket, rest = rest.rpartition("]")
    host, colon, port = rest.partition(":")
    host = (inside + bracket + host).strip().lower()
    if not host.isascii():
        host = ".".join(map(_label, host.split(".")))
    if not port or (first is not None and port == _PORTS.get(first.lower())):
        colon = port = ""
    return user + at + host.removesuffix(".") + colon + port


def _label(text: str) -> str:
    """A label of a host in ASCII, be it as long as it may."""
    return text if text.isascii() else "xn--" + _composed(text).encode("punycode").decode("ascii")


def _composed(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFKC", text)


def _without_dots(path: str) -> str:
    """RFC 3986, section 5.2.4, where every segment counts, the empty ones too."""
    if "/." not in path and not path.startswith("."):
        return path
    kept: list[str] = []
    parts = path.split("/")
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        if part == "..":
            if len(kept) > 1:
                kept.pop()
            if last:
                kept.append("")
        elif part == ".":
            if last:
                kept.append("")
        else:
            kept.append(part)
    return "/".join(kept) if kept != [""] or not path.startswith("/") else "/"

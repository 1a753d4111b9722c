"""Hosts of URLs: domains, IPv4 and IPv6 addresses (https://url.spec.whatwg.org/#host-parsing)."""

from __future__ import annotations

import re
from functools import cache


@cache
def _plain() -> re.Pattern[str]:
    label = r"(?!xn--)[0-9a-z_-]{1,63}"
    return re.compile(rf"(?!.{{254}})(?:{label}\.)*(?!xn--)[a-z][0-9a-z_-]{{0,62}}\.?\Z", re.IGNORECASE)


@cache
def _forbidden() -> re.Pattern[str]:
    """Forbidden host code points, of which a domain also forbids controls, ``%`` and delete."""
    return re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")


def problem(host: str) -> tuple[str, ...]:
    """The validation error of a special URL's host (none, or one code): the parser, or DNS, fails."""
    if _plain().match(host):
        return ()
    if host.startswith("["):
        return _ipv6(host[1:-1]) if host.endswith("]") else ("IPv6-unclosed",)
    from urllib.parse import unquote_to_bytes

    try:
        domain = unquote_to_bytes(host).decode("utf-8")
    except UnicodeDecodeError:
        return ("domain-to-ASCII",)
    import unicodedata

    domain = _mapped(domain)
    if not domain.isascii() and any(_disallowed(c) for c in domain):
        return ("domain-to-ASCII",)
    labels = domain.removesuffix(".").split(".")
    if "" in labels or any(unicodedata.category(label[0])[0] == "M" for label in labels):
        return ("domain-to-ASCII",)
    if _forbidden().search(domain):
        return ("domain-invalid-code-point",)
    if any(label.startswith("xn--") and not _punycode(label[4:]) for label in domain.split(".")):
        return ("domain-to-ASCII",)
    sizes = [_size(label) for label in labels]
    if max(sizes) > 63 or sum(sizes) + len(sizes) > 254:
        return ("domain-too-long",)
    return _ipv4(domain) if _ends_in_number(domain) else ()


def _size(label: str) -> int:
    """How long a label is for DNS (RFC 1035, 2.3.4)."""
    return len(label) if label.isascii() else len("xn--") + len(label.encode("punycode"))


def _mapped(domain: str) -> str:
    """The mapping of UTS #46, near enough: forms, case, full stops, what is ignored."""
    if domain.isascii():
        return domain.lower()
    import unicodedata

    kept = re.sub("[\xad\u200b\u2060\ufeff\ufe00-\ufe0f\u034f\u180b-\u180d]", "", domain)
    mapped = unicodedata.normalize("NFKC", kept.replace("\u3002", ".").replace("\uff61", ".")).lower()
    return unicodedata.normalize("NFKC", mapped)


def _disallowed(char: str) -> bool:
    import unicodedata

    return unicodedata.category(char) in ("Cn", "Co", "Cs", "Cc", "Zl", "Zp") or char == "\ufffd"


def _punycode(label: str) -> bool:
    try:
        decoded = label.encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return False
    return bool(decoded) and not decoded.isascii() and not any(_disallowed(c) for c in decoded)


def _ends_in_number(domain: str) -> bool:
    parts = domain.split(".")
    if parts[-1] == "" and len(parts) > 1:
        parts.pop()
    last = parts[-1]
    return last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last) is not None


def _ipv4(domain: str) -> tuple[str, ...]:
    parts = domain.split(".")
    if parts[-1] == "":
        return ("IPv4-empty-part",)
    if len(parts) > 4:
        return ("IPv4-too-many-parts",)
    if any(not part.isdigit() or (len(part) > 1 and part[0] == "0") for part in parts):
        hexadecimal = all(re.fullmatch(r"0x[0-9a-f]*|[0-9]+", part) for part in parts)
        return ("IPv4-non-decimal-part" if hexadecimal else "IPv4-non-numeric-part",)
    *leading, last = parts
    if any(len(part) > 3 or int(part) > 255 for part in leading):
        return ("IPv4-out-of-range-part",)
    if len(last) > 10 or int(last) >= 256 ** (4 - len(leading)):
        return ("IPv4-out-of-range-part",)
    return ()


def _ipv6(address: str) -> tuple[str, ...]:
    from ipaddress import AddressValueError, IPv6Address

    try:
        IPv6Address(address)
    except AddressValueError:
        return ("IPv6-invalid",)
    return ("IPv6-invalid",) if "%" in address else ()

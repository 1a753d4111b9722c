"""Addresses that become links by themselves, as GitHub's extension and goldmark find them."""

from __future__ import annotations

from functools import cache
from re import MULTILINE, Pattern
from re import compile as pattern

_HOST = "[#%+.0-:=@-Z_a-z~-]{1,256}[.][a-z]++(?::[0-9]++)?"
"""At most so many characters before the last dot: goldmark's limit."""
_REST = r"[#/?][!-)+-;=?-\[\]-{}~]*+"
"""A path, a query or a fragment: any printable ASCII but asterisks, angle brackets, backslashes, pipes."""
_MAIL = r"[\w+.-]{1,64}@[A-Za-z0-9-]++(?:[.][A-Za-z0-9-]++)++"


@cache
def bare_link() -> Pattern[str]:
    """An address in text, at its start or after white space or a mark that may stand beside a link."""
    address = rf"(?:(?:ftp|https?)://|www[.]){_HOST}(?:{_REST})?+"
    return pattern(rf"(?:^|(?<=[ \t\n(*>_|~]))(?:{address}|{_MAIL})", MULTILINE)


def scheme(address: str) -> str:
    """What stands before a bare link's address: goldmark takes `https` for hosts without a scheme."""
    if "://" in address:
        return ""
    return "https://" if address.startswith("www.") else "mailto:"


def link_end(address: str) -> int:
    """Where a bare link ends: not with punctuation, nor with a parenthesis that it does not open."""
    end = len(address)
    while end and (address[end - 1] in "?!.,:*_~'\"" or _unopened(address[:end])):
        end -= 1
    return end


def _unopened(address: str) -> bool:
    return address.endswith(")") and address.count(")") > address.count("(")

"""URLs as browsers repair them: the URL standard's parser and its percent-encode sets."""

from __future__ import annotations

from typing import NamedTuple

from postlint.conformance.url import SPACES, SPECIAL, Problem, problems

_FRAGMENT = frozenset(' "<>`')
_QUERY = frozenset(' "<>')
_PATH = _QUERY | frozenset("^`{}")
"""What the URL parser itself encodes there (https://url.spec.whatwg.org/#percent-encoded-bytes)."""
_REPAIRABLE = {"invalid-URL-unit", "invalid-reverse-solidus", "tab-or-newline"}


class Repair(NamedTuple):
    """A valid URL; `sure` says that every browser makes exactly this one of the old."""

    url: str
    sure: bool


def repair(value: str) -> Repair | None:
    """The valid URL that stands for an invalid one, or None where that is a guess."""
    found = problems(value)
    if not found or any(p.fatal or p.code not in _REPAIRABLE for p in found):
        return None
    if any(_is_breaking(value[p.start]) or value[p.start] in "{}" for p in found):
        # Braces are what is left of a template: encoded they would hide the slip.
        return None
    parts: list[str] = []
    at, sure = 0, _is_special(value)
    for problem in sorted(found, key=lambda p: p.start):
        if problem.start < at:
            return None
        new, known = _replacement(value, problem)
        parts += (value[at : problem.start], new)
        at, sure = problem.end, sure and known
    url = "".join(parts) + value[at:]
    return None if problems(url) else Repair(url, sure)


def _is_breaking(char: str) -> bool:
    # A half of a surrogate pair has no UTF-8 to encode.
    return "\ud800" <= char <= "\udfff"


def _is_special(value: str) -> bool:
    scheme, colon, _ = value.strip(SPACES).partition(":")
    named = bool(colon) and scheme.isascii() and scheme.replace("+", "").replace("-", "").isalnum()
    return not named or scheme.lower() in SPECIAL


def _replacement(value: str, problem: Problem) -> tuple[str, bool]:
    """What stands for the characters to blame, and whether browsers put the same there."""
    if problem.code == "tab-or-newline":
        return "", True
    if problem.code == "invalid-reverse-solidus":
        return "/", True
    char = value[problem.start : problem.end]
    encoded = "".join(f"%{byte:02X}" for byte in char.encode())
    return encoded, char in _encoded_at(value, problem.start) or not char.isprintable()


def _encoded_at(value: str, at: int) -> frozenset[str]:
    hash_at = value.find("#", 0, at)
    if hash_at >= 0:
        return _FRAGMENT
    return _QUERY if value.find("?", 0, at) >= 0 else _PATH

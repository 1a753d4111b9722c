"""Media queries, in the grammar of Media Queries Level 4, features by shape and not by name."""

from __future__ import annotations

import re
from functools import cache

from postlint.conformance import media_features
from postlint.conformance.fault import Fault
from postlint.conformance.words import words

_TYPES = words("all print screen speech")
_OLD_TYPES = words("aural braille embossed handheld projection tty tv")


def split(value: str) -> list[str]:
    """The parts between commas that stand outside of parentheses."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"[(),]", value):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]


def query_list(value: str) -> Fault | None:
    """A list of media queries; the empty one holds always."""
    value = re.sub(r"/\*.*?\*/", lambda comment: " " * len(comment[0]), value, flags=re.DOTALL)
    if not value.strip():
        return None
    at = 0
    for part in split(value):
        text = part.strip()
        start = at + (part.find(text) if text else 0)
        at += len(part) + 1
        reason = _query(text)
        if reason:
            return Fault(reason, start, start + len(text))
    speech = re.search(r"(?i)(?<![\w(:-])speech(?![\w-])", value)
    if speech:
        reason = "has the media type `speech`, which the Nu checker takes for deprecated"
        return Fault(reason, *speech.span(), checker_only=True)
    return None


def _query(text: str) -> str | None:
    if not text:
        return "has an empty media query"
    if condition(text) is None:
        return None
    match = re.match(
        r"(?:(?:only|not)\s+)?([a-zA-Z][\w-]*)(?:\s+and\s+(.*))?\Z", text, re.IGNORECASE | re.DOTALL
    )
    if match is None:
        return f"has `{text}`, which is not a media query"
    if match[1].lower() in _OLD_TYPES:
        return f"has the media type `{match[1]}`, which is deprecated and matches nothing"
    if match[1].lower() not in _TYPES:
        return f"has the media type `{match[1]}`, which does not exist"
    if match[2] is not None and condition(match[2], alternatives=False) is not None:
        return f"has `{match[2]}`, which is not a media condition"
    return None


@cache
def _feature() -> re.Pattern[str]:
    value = r"[^(){}<>=:;]*[^(){}<>=:;\s][^(){}<>=:;]*"
    name = r"-?[a-zA-Z_][\w-]*"
    return re.compile(
        rf"\(\s*(?:{name}\s*(?::{value})?|{value}[<>]=?{value}(?:[<>]=?{value})?|{value}={value})\s*\)"
    )


_ALL = r"(?:not\s+\0|\0(?:\s*and\s+\0)*)"
_EITHER = rf"(?:{_ALL}|\0(?:\s*or\s+\0)+)"
"""Conditions in which each feature is written as NUL: joined by ``and``; by ``and``, or by ``or``."""


@cache
def _folding() -> re.Pattern[str]:
    return re.compile(rf"\(\s*{_EITHER}\s*\)", re.IGNORECASE)


def condition(text: str, *, alternatives: bool = True) -> str | None:
    """None when the text is a media condition, else what is left of it unread.

    Behind a media type there are no `alternatives` (``or``) outside of parentheses.

    Innermost parentheses are folded into a name until one is left, so depth costs nothing.
    """
    text = re.sub(r"\b(?:calc|min|max|env)\([^()]*\)", "0px", text.strip())
    for feature in re.findall(r"\(([^()]+)\)", text):
        if not media_features.is_feature(feature):
            return f"({feature})"
    for _ in range(64):
        folded = _feature().sub("\0", text)
        folded = _folding().sub("\0", folded)
        if folded == text:
            break
        text = folded
    whole = _EITHER if alternatives else _ALL
    return None if re.fullmatch(whole, text, re.IGNORECASE) else text

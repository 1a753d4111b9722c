"""Media features and their values (Media Queries Level 4 and 5, where the Nu checker knows them)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from postlint.conformance.words import words

_DISCRETE: Mapping[str, str] = {
    "any-hover": "none hover",
    "any-pointer": "none coarse fine",
    "color-gamut": "p3 rec2020 srgb",
    "dynamic-range": "high standard",
    "environment-blending": "additive opaque subtractive",
    "forced-colors": "active none",
    "grid": "0 1",
    "hover": "hover none",
    "inverted-colors": "inverted none",
    "orientation": "landscape portrait",
    "overflow-block": "none paged scroll",
    "overflow-inline": "none scroll",
    "pointer": "coarse fine none",
    "prefers-color-scheme": "dark light",
    "prefers-contrast": "custom less more no-preference",
    "prefers-reduced-motion": "no-preference reduce",
    "prefers-reduced-transparency": "no-preference reduce",
    "scan": "interlace progressive",
    "scripting": "enabled initial-only none",
    "update": "fast none slow",
    "video-color-gamut": "p3 rec2020 srgb",
    "video-dynamic-range": "high standard",
}
"""The features that have one of several values."""
_RANGES: Mapping[str, str] = {
    **dict.fromkeys(("width", "height"), "length"),
    "aspect-ratio": "ratio",
    "resolution": "resolution",
    **dict.fromkeys(
        ("color", "color-index", "monochrome", "horizontal-viewport-segments", "vertical-viewport-segments"),
        "integer",
    ),
}
"""The features that can be more or less, and what they are measured in."""
_DEPRECATED = words("device-width device-height device-aspect-ratio")
_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?[0-9]+)?"
_UNIT = r"(?:em|ex|ch|rem|cap|ic|lh|rlh|[sld]?v(?:w|h|i|b|min|max)|cm|mm|q|in|pc|pt|px)"
_SHAPES: Mapping[str, str] = {
    "length": rf"[+-]?(?:0|{_NUMBER}{_UNIT})",
    "ratio": rf"{_NUMBER}\s*/\s*{_NUMBER}",
    "integer": r"[+-]?[0-9]+",
    "resolution": rf"{_NUMBER}(?:dpi|dpcm|dppx|x)|infinite",
}


@cache
def _shape(kind: str) -> re.Pattern[str]:
    return re.compile(_SHAPES[kind], re.IGNORECASE)


def is_feature(text: str) -> bool:
    """Whether what stands between parentheses is right as far as the feature is a known one."""
    if ":" in text:
        name, _, value = text.partition(":")
        return _has_value(name.strip().lower(), value.strip())
    parts = [part.strip() for part in re.split(r"[<>]=?|=", text)]
    if len(parts) > 1:
        name = next((part.lower() for part in parts if re.fullmatch(r"-?[a-zA-Z_][\w-]*", part)), "")
        values = [part for part in parts if part.lower() != name]
        return name in _RANGES and all(_measures(_RANGES[name], value) for value in values)
    bare = text.strip().lower()
    return bare not in _DEPRECATED and (_base(bare) == bare or _base(bare) not in _RANGES.keys() | _DISCRETE)


def _base(name: str) -> str:
    return name[4:] if name.startswith(("min-", "max-")) else name


def _measures(kind: str, value: str) -> bool:
    return _shape(kind).fullmatch(value) is not None


def _has_value(name: str, value: str) -> bool:
    base = _base(name)
    if base in _DEPRECATED:
        return False
    if base in _DISCRETE:
        return base == name and value.lower() in _DISCRETE[base].split()
    kind = _RANGES.get(base)
    if kind is None or _measures(kind, value):
        return True
    return name == "resolution" and re.fullmatch(r"[a-z][a-z-]*", value, re.IGNORECASE) is not None

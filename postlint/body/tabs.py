"""Tabs between the attributes of raw HTML, which pulldown-cmark does not see after a bare value."""

from __future__ import annotations

from functools import cache
from re import Match, Pattern
from re import compile as pattern


@cache
def _tag() -> Pattern[str]:
    return pattern("<[A-Za-z][^<>]*>")


@cache
def _value() -> Pattern[str]:
    return pattern("\"[^\"]*\"|'[^']*'|(=[ \t\n]*[^ \t\n\"'=<>`]+)\t")


def tabs_as_blanks(text: str) -> str:
    """The text, as long as it was, with a blank for each tab that ends a value without quotes.

    CommonMark ends such a value at a tab (6.6, raw HTML), as every generator's parser does but
    pulldown-cmark, which takes the whole tag for text.
    """
    return _tag().sub(_blanks, text) if "\t" in text else text


def _blanks(tag: Match[str]) -> str:
    return _value().sub(_blank, tag[0]) if "\t" in tag[0] else tag[0]


def _blank(part: Match[str]) -> str:
    return f"{part[1]} " if part[1] else part[0]

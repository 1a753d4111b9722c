"""HTML's tags as kramdown finds them in Markdown: values are quoted or single words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Match, Pattern
from re import compile as pattern
from typing import NamedTuple

from postlint.body.kramdown.elements import IN_LINES
from postlint.body.kramdown.lines import past

_SPACE = r"[ \t\n\r\f\v]"
_PART = r"[^\W\d][-.\w]*+"
_NAME = rf"{_PART}(?::{_PART})?+"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|\w++)"""
_ATTRIBUTE = rf"{_NAME}(?:{_SPACE}*+={_SPACE}*+{_VALUE})?+"


@cache
def _name() -> Pattern[str]:
    return pattern(_NAME)


@cache
def _start() -> Pattern[str]:
    return pattern(rf"<(?P<name>{_NAME})(?P<rest>(?:{_SPACE}++{_ATTRIBUTE})*+){_SPACE}*+(?P<slash>/?)>")


@cache
def _end() -> Pattern[str]:
    return pattern(rf"</(?P<name>{_NAME}){_SPACE}*+>")


@cache
def _attribute() -> Pattern[str]:
    return pattern(rf"(?P<name>{_NAME})(?:{_SPACE}*+={_SPACE}*+(?P<value>{_VALUE}))?+")


def start_tag(s: str, at: int) -> Match[str] | None:
    """A start tag: the groups are its `name`, the `rest` up to its end, and a `slash` there."""
    return _start().match(s, at)


def end_tag(s: str, at: int) -> Match[str] | None:
    """An end tag, with the group `name`."""
    return _end().match(s, at)


def find_end_tag(s: str, name: str, at: int) -> Match[str] | None:
    """The next end tag of an element, in any case of letters."""
    lower = name.lower()
    while (at := s.find("</", at)) >= 0:
        tag = end_tag(s, at)
        if tag and tag["name"].lower() == lower:
            return tag
        at += 2
    return None


class Attribute(NamedTuple):
    """An attribute in a tag; the value is what stands between its quotes."""

    name: str
    start: int
    name_end: int
    value_start: int
    value_end: int
    end: int


def tag_attributes(tag: Match[str]) -> Iterator[Attribute]:
    """The attributes of a start tag."""
    for found in _attribute().finditer(tag.string, *tag.span("rest")):
        name_end = found.end("name")
        if found["value"] is None:
            yield Attribute(found["name"], found.start(), name_end, name_end, name_end, name_end)
            continue
        quoted = found["value"][0] in "\"'"
        start, end = found.start("value") + quoted, found.end() - quoted
        yield Attribute(found["name"], found.start(), name_end, start, end, found.end())


def asked_content(tag: Match[str]) -> str:
    """What a tag's `markdown` attribute says, or nothing."""
    asked = ""
    if "markdown" in tag["rest"]:
        for attribute in tag_attributes(tag):
            if attribute.name.lower() == "markdown":
                asked = tag.string[attribute.value_start : attribute.value_end]
    return asked


def name_at(s: str, at: int) -> str:
    """The name that stands at a place, or nothing."""
    match = _name().match(s, at)
    return match[0] if match else ""


def begins_block(s: str, at: int) -> bool:
    """Whether the `<` at a place begins a tag that interrupts a paragraph.

    Only the name decides, an element of lines in lower case does not, nor does a script.
    """
    closing = s.startswith("/", at + 1)
    name = name_at(s, at + (2 if closing else 1))
    if not name or (closing and end_tag(s, at) is None):
        return False
    word = name[: past(name, 0, r"\w")]
    return word not in IN_LINES and word != "script"

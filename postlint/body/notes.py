"""What a Markdown renderer notices on its way."""

from __future__ import annotations

from functools import cache
from re import Pattern
from re import compile as pattern
from typing import NamedTuple

from postlint.text import Span


class Note(NamedTuple):
    """Something that was read otherwise than its author meant; `text` says more about it.

    `unclosed-element`: kramdown closes it where the text ends (`text`: its name).
    `stray-end-tag`, `block-tag-as-text`: kramdown prints the tag (`text`: its name).
    `tag-as-text`: kramdown prints a tag that browsers would read (`text`: its name).
    `unclosed-quote`: a tag is printed because a quote in it has no partner (`text`: its name).
    `undefined-reference`: no definition for the link's label (`text`: the label).
    `implicit-table`: kramdown makes a table of a paragraph with pipes (`text`: how many rows).
    `unclosed-fence`: kramdown prints it, CommonMark takes all that follows for code (`text`: ``rest``).
    `doubled-mark`: two asterisks that look like marks of their own become emphasis.
    `indented-html`: HTML right below HTML becomes a code block.
    `unclosed-extension`: kramdown prints `{::name}` (`text`: the name).
    """

    kind: str
    span: Span
    text: str = ""
    related: Span | None = None


@cache
def _tag() -> Pattern[str]:
    value = r"""(?:"[^"<]{0,2000}"|'[^'<]{0,2000}'|[^ \t\n"'<>]{1,2000})"""
    return pattern(
        rf"<([a-zA-Z][a-zA-Z0-9]*)(?:[ \t\n]+[a-zA-Z][\w:.-]*(?:[ \t\n]*=[ \t\n]*{value})?)*[ \t\n]*/?>"
    )


def written_tag(text: str, at: int) -> tuple[str, int] | None:
    """The name and the end of what looks like a start tag at `at`, its values quoted or not."""
    match = _tag().match(text, at)
    return (match[1], match.end()) if match else None


@cache
def _broken() -> Pattern[str]:
    start = r"[ \t\n]++[a-zA-Z][\w:.-]*+"
    value = r"""(?:"[^"<>]{0,2000}"|'[^'<>]{0,2000}'|[^ \t\n"'<>]{1,2000})"""
    open_value = r"""(?:"[^"<>\n]{0,2000}|'[^'<>\n]{0,2000})"""
    return pattern(rf"<([a-zA-Z][a-zA-Z0-9]*+)(?:{start}(?:={value})?){{0,16}}{start}={open_value}>")


def broken_tag(text: str, at: int) -> tuple[str, int] | None:
    """The name and the end of a start tag at `at` the last of whose quotes has no partner in it."""
    match = _broken().match(text, at)
    return (match[1], match.end()) if match else None


class Printed(NamedTuple):
    """A tag that a renderer prints: the note's kind, the element's name, the place after it."""

    kind: str
    name: str
    end: int


def printed_tag(text: str, at: int) -> Printed | None:
    """What looks like a start tag at `at`, where the renderer has found none."""
    written, kind = written_tag(text, at), "tag-as-text"
    if written is None:
        written, kind = broken_tag(text, at), "unclosed-quote"
    return Printed(kind, *written) if written else None


def doubles_mark(text: str, opening: int, closing: int) -> bool:
    """Whether the closing mark looks like another opening one: `*ST A, *ST B`, `2*3*4`."""
    after = text[closing + 1 : closing + 3]
    first = text[opening + 1 : opening + 3]
    if len(after) == 2 and after == first and after.isascii() and after.isalpha() and after.isupper():
        return not (text[closing - 1].isascii() and text[closing - 1].isalnum())
    factors = (text[opening - 1 : opening], first[:1], text[closing - 1 : closing], after[:1])
    return all(char.isascii() and char.isdigit() for char in factors)

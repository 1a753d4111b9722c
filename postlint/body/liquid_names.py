"""Names that Liquid knows in Jekyll 4: tags, blocks, and the variables of every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import finditer, match
from typing import NamedTuple

from postlint.body.liquid import LiquidTag

BLOCKS = frozenset(
    ["if", "unless", "for", "case", "capture", "comment", "raw", "highlight", "tablerow", "ifchanged"]
)
TAGS = BLOCKS | frozenset(
    [
        "assign",
        "break",
        "continue",
        "cycle",
        "decrement",
        "else",
        "elsif",
        "include",
        "include_cached",
        "include_relative",
        "increment",
        "link",
        "post_url",
        "when",
    ]
)
PLUGIN_TAGS = frozenset(
    [
        "avatar",
        "bibliography",
        "cite",
        "feed_meta",
        "figure",
        "gist",
        "github_edit_link",
        "img",
        "jekyll_spaceship",
        "mermaid",
        "octicon",
        "picture",
        "reference",
        "seo",
        "toc",
        "twitter",
        "vimeo",
        "youtube",
    ]
)
"""Tags of plugins that many sites use."""

GLOBALS = frozenset(
    [
        "blank",
        "content",
        "empty",
        "false",
        "forloop",
        "include",
        "jekyll",
        "layout",
        "nil",
        "null",
        "page",
        "paginator",
        "seo_tag",
        "site",
        "tablerowloop",
        "theme",
        "true",
    ]
)


class Unbalanced(NamedTuple):
    """A block tag without its end, or an end without its block."""

    tag: LiquidTag
    wanted: str


def unbalanced(tags: Iterable[LiquidTag]) -> Iterator[Unbalanced]:
    """The block tags that have no partner."""
    stack: list[LiquidTag] = []
    for tag in tags:
        if tag.kind == "output" or tag.raw or not tag.closed:
            continue
        if tag.name in BLOCKS:
            stack.append(tag)
        elif tag.name.startswith("end") and tag.name[3:] in BLOCKS:
            if stack and stack[-1].name == tag.name[3:]:
                stack.pop()
            else:
                yield Unbalanced(tag, tag.name[3:])
    for tag in stack:
        yield Unbalanced(tag, f"end{tag.name}")


def assigned(written: Iterable[str]) -> frozenset[str]:
    """The variables that tags, given as they are written, define."""
    names: set[str] = set()
    for tag in written:
        found = match(r"\{%-?\s*(?:assign|capture|increment|decrement|for|tablerow)\s+([\w-]+)", tag)
        if found:
            names.add(found[1])
    return frozenset(names)


def variable(output: str) -> str:
    """The first variable of an output (`{{ page.title | upcase }}`: page); empty for literals."""
    for found in finditer(r"[^\s{}-][^\s|}]*", output):
        word = match(r"[A-Za-z_][\w-]*", found[0])
        return word[0] if word else ""
    return ""

"""Liquid in a file that stops the whole build, as far as the file alone shows it (Liquid 4.0 and 5.4)."""

from __future__ import annotations

import re
from functools import cache

from postlint.post import Post


def stopped(post: Post) -> str | None:
    """Jekyll's message where the Liquid of a file stops the build, or None.

    Unclosed braces, and a `post_url` whose argument is no name of a post. What hangs on other
    files of the site (`link`, `include`) is resolved by `jekyll_links.unresolved`.
    """
    text = post.source.text
    # One character is found ten times as fast as two.
    if "{" not in text or ("{%" not in text and "{{" not in text):
        return None
    for tag in post.body.liquid:
        if tag.raw:
            continue
        if not tag.closed:
            return _unclosed(post, tag.span.start, tag.kind == "tag")
        if tag.kind == "tag" and tag.name == "post_url":
            name = _argument().sub("", post.source.slice(tag.span)).rstrip()
            if not _post_name().match(name.removeprefix("/")):
                return f"Could not parse name of post \"{name}\" in tag 'post_url'."
    return None


def _unclosed(post: Post, start: int, tag: bool) -> str:
    line = post.source.text.count("\n", post.body.span.start, start) + 1
    what = "Tag '{%' was not properly terminated with regexp: /\\%\\}/"
    if not tag:
        what = "Variable '{{' was not properly terminated with regexp: /\\}\\}/"
    return f"Liquid syntax error (line {line}): {what}"


@cache
def _argument() -> re.Pattern[str]:
    """All of a `post_url` tag but its argument and the blanks after that."""
    return re.compile(r"\A\{%-?\s*post_url\s*|-?%\}\Z")


@cache
def _post_name() -> re.Pattern[str]:
    return re.compile(r"(?:.*/)?[0-9]+-[0-9]+-[0-9]+-")


KNOWN = frozenset((
    "if", "elsif", "else", "endif", "unless", "endunless", "case", "when", "endcase", "for", "endfor",
    "break", "continue", "assign", "capture", "endcapture", "comment", "endcomment", "raw", "endraw",
    "tablerow", "endtablerow", "increment", "decrement", "cycle", "liquid", "echo", "render", "ifchanged",
    "endifchanged", "highlight", "endhighlight", "include", "include_relative", "link", "post_url",
))  # fmt: skip
"""The tags of Liquid 5 and Jekyll 4."""


def unknown_tag(post: Post) -> str | None:
    """Jekyll's message for the first tag that neither Liquid nor Jekyll knows; a plugin may know it."""
    if "{%" not in post.source.text:
        return None
    for tag in post.body.liquid:
        if tag.kind == "tag" and tag.closed and not tag.raw and tag.name and tag.name not in KNOWN:
            line = post.source.text.count("\n", post.body.span.start, tag.span.start) + 1
            return f"Liquid syntax error (line {line}): Unknown tag '{tag.name}'"
    return None

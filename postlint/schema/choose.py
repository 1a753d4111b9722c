"""Which schema a post follows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from postlint.context import Context, Generator
from postlint.post import Post
from postlint.schema.source import shipped_name

BY_GENERATOR: Mapping[Generator, str] = {
    "jekyll": "jekyll-post",
    "folder": "jekyll-post",
    "hugo": "hugo-post",
    "hexo": "hexo-post",
    "eleventy": "eleventy-post",
    "zola": "zola-post",
    "astro": "astro-post",
}


class Choice(NamedTuple):
    """A schema's shipped name or own text; `key` is the post's key that asked for it, None for the settings.

    `found` is False where the key names a schema that there is not.
    """

    given: str
    key: str | None = None
    found: bool = True


def choose(post: Post) -> Choice:
    """The schema of a post: named by its own key, a glob of the settings, the settings, or the generator.

    `$schema` always names one. `schema` is a common key of themes, and counts only when it names one that
    there is, or a file.
    """
    context = post.context
    data = post.front_matter.data if post.front_matter else {}
    for key in ("$schema", "schema"):
        name = data.get(key)
        if isinstance(name, str) and name:
            given = _known(name, context)
            if given is not None:
                return Choice(given, key)
            if key == "$schema" or name.endswith(".json"):
                return Choice(_default(post), key, found=False)
    return Choice(_default(post))


def _default(post: Post) -> str:
    context = post.context
    for glob, given in context.schemas.items():
        if _compiled(glob).fullmatch(post.path):
            return given
    return context.schema or BY_GENERATOR[context.generator]


def _known(name: str, context: Context) -> str | None:
    """A shipped schema by its name, file name or URL; else one that the settings hold under that name."""
    if name in context.schemas:
        return context.schemas[name]
    return shipped_name(name)


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    """A glob of paths: ``*`` stops at a slash, ``**`` does not; a name without one may be in any folder."""
    pattern = "" if "/" in glob else "(?:.*/)?"
    for part in re.split(r"(\*\*/|\*\*|\*|\?)", glob.removeprefix("/")):
        pattern += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
    return re.compile(pattern, re.DOTALL)

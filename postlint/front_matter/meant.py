"""Values that stand where the author means a text: a title, a tag, a category."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from postlint.context import Generator
from postlint.front_matter.tree import Entry, Scalar, Sequence, Value, resolved

LISTS = frozenset({"tags", "categories", "keywords", "authors"})
"""Keys whose value is a list of texts, or one text."""
TEXTS = LISTS | {
    "title",
    "subtitle",
    "description",
    "excerpt",
    "summary",
    "author",
    "tag",
    "category",
    "series",
}

POST_KEYS = frozenset(
    {"layout", "title", "date", "tags", "categories", "category", "permalink", "published", "draft"}
)
"""Keys that a generator looks for at the top level, and that nobody gives a tag."""

NAMES: dict[Generator, str] = {
    "jekyll": "Jekyll",
    "hugo": "Hugo",
    "hexo": "Hexo",
    "eleventy": "Eleventy",
    "astro": "Astro",
    "zola": "Zola",
    "folder": "YAML",
}
"""Who reads the front matter, as messages name it."""


class Text(NamedTuple):
    """One value under a key of `TEXTS`; `listed` when it is an item of a list."""

    key: Scalar
    value: Scalar
    listed: bool


def texts(entries: Iterable[Entry]) -> Iterator[Text]:
    """The values of the entries that are meant as texts; of a key that stands twice, both."""
    for key, value in entries:
        if key.text not in TEXTS:
            continue
        node = resolved(value)
        if isinstance(node, Scalar):
            yield Text(key, node, False)
        elif isinstance(node, Sequence):
            for item in node.items:
                if isinstance(item, Scalar):
                    yield Text(key, item, True)


def printed(value: Value) -> str:
    """A value as Ruby prints it on the page, which is close to what the others print."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else "NaN" if math.isnan(value) else "Infinity"
    return str(value)

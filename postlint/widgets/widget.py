"""One widget, as rules, `inspect` and exports see it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from postlint.diagnostic import Edit
from postlint.text import Span

Kind: TypeAlias = Literal["inline", "placeholder", "chart", "leftover", "frozen-price", "script"]


class Widget(NamedTuple):
    """One widget in a post.

    `form` is the catalogue's name of its shape; `title` the provider's name as people write it.
    `market` and `symbol` say what it shows, `name` is the text that it stands on; each is None
    where the markup does not tell. `span` is the whole construct in the file, its placeholder
    included; `edits` take out the markup and keep the text.
    """

    provider: str
    form: str
    kind: Kind
    span: Span
    edits: tuple[Edit, ...]
    title: str
    market: str | None = None
    symbol: str | None = None
    name: str | None = None

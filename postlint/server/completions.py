"""What an editor offers while front matter is written: the schema's keys and values, the site's own names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from lsprotocol import types as lsp

from postlint import front_matter
from postlint.context import Context
from postlint.post import Post
from postlint.schema import Schema, chosen
from postlint.server import hints
from postlint.server.conversions import range_of
from postlint.server.cursor import Cursor, cursor
from postlint.server.documents import Checked
from postlint.server.questions import Names, Used
from postlint.server.session import Session
from postlint.text import Span

OPTIONS = lsp.CompletionOptions(trigger_characters=[":", " ", "-", "[", ",", '"', "'"])
_MOST = 200
_TAGS = frozenset(("tags", "tag"))
_CATEGORIES = frozenset(("categories", "category"))
_SPLIT_BY_JEKYLL = frozenset(("tags", "categories"))


class Offer(NamedTuple):
    """One completion: what is shown, what is written in the place of `span`, and a word beside it."""

    label: str
    text: str
    span: Span
    kind: lsp.CompletionItemKind = lsp.CompletionItemKind.Value
    detail: str | None = None
    documentation: str | None = None


async def complete(
    session: Session, checked: Checked, params: lsp.CompletionParams
) -> lsp.CompletionList | None:
    """The completions at a place; None outside of front matter."""
    post = checked.post
    at = checked.positions.offset(params.position.line, params.position.character)
    place = cursor(post, at)
    if place is None:
        return None
    schema = post.once(chosen)
    if place.kind == "key":
        offers = list(_keys(post, schema, place)) if schema else []
    else:
        root = checked.reading.root
        used = await session.ask(Names(root, post.path), 0.5) if root and _is_named(place) else None
        gap = _gap(post, place)
        offers = [one._replace(text=gap + one.text) for one in _values(post, schema, place, used or Used())]
    items = [_item(checked, offer, number) for number, offer in enumerate(offers[:_MOST])]
    return lsp.CompletionList(len(offers) > _MOST, items)


def _item(checked: Checked, offer: Offer, number: int) -> lsp.CompletionItem:
    said = offer.documentation
    return lsp.CompletionItem(
        offer.label,
        kind=offer.kind,
        detail=offer.detail,
        documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, said) if said else None,
        # The order is ours: required keys, frequent names first.
        sort_text=f"{number:04}",
        filter_text=offer.label,
        text_edit=lsp.TextEdit(range_of(checked.positions, offer.span), offer.text),
    )


def _keys(post: Post, schema: Schema, place: Cursor) -> Iterator[Offer]:
    present = _present(post, place)
    known = hints.properties(schema, place.path)
    needed = hints.required(schema, place.path)
    for name in sorted(known, key=lambda name: name not in needed):
        if name in present or not name.startswith(place.written):
            continue
        said = hints.description(schema, (*place.path, name))
        detail = "required" if name in needed else None
        written = _key_text(name, place, known[name], _follows(post, place))
        yield Offer(name, written, place.span, lsp.CompletionItemKind.Property, detail, _shown(schema, said))


def _shown(schema: Schema, said: str | None) -> str | None:
    from postlint.schema import SHIPPED
    from postlint.server.hovers import escaped

    return said if said is None or schema.name in SHIPPED else escaped(said)


def _follows(post: Post, place: Cursor) -> str:
    return post.source.text[place.span.end : place.span.end + 1]


def _key_text(name: str, place: Cursor, part: hints.Part, follows: str) -> str:
    if place.format == "json" or follows in (":", "="):
        return name
    if place.format == "toml":
        return f"{name} = "
    return f"{name}:" if hints.is_list(part) else f"{name}: "


def _present(post: Post, place: Cursor) -> frozenset[str]:
    """The keys of the top level that stand there already, but for the one that is being written."""
    block = post.front_matter
    if block is None or place.path:
        return frozenset()
    return frozenset(e.key.text for e in block.entries if not e.key.span.touches(place.span))


def _is_named(place: Cursor) -> bool:
    return place.path[-1] in _TAGS | _CATEGORIES | {"layout"}


def _gap(post: Post, place: Cursor) -> str:
    """The blank without which a value right behind a colon of YAML is no value."""
    start = place.span.start
    return " " if place.format == "yaml" and post.source.text[start - 1 : start] == ":" else ""


def _values(post: Post, schema: Schema | None, place: Cursor, used: Used) -> Iterator[Offer]:
    place = _word(post, place)
    offered: set[str] = set()
    for value in hints.values(schema, place.path, item=place.item) if schema else ():
        text = _text(value, place, post.context)
        if text is not None and str(text).strip("\"'").startswith(place.written) and text not in offered:
            offered.add(text)
            label = value if isinstance(value, str) else json.dumps(value)
            yield Offer(label, text, place.span, lsp.CompletionItemKind.EnumMember)
    for name in _names(place, used):
        text = _text(name, place, post.context)
        if (
            text is not None
            and name.startswith(place.written)
            and text not in offered
            and name not in _others(post, place)
        ):
            offered.add(text)
            yield Offer(name, text, place.span)
    if place.path == ("date",) and not place.written:
        yield Offer(now := _now(post.context), now, place.span, detail="now")


def _names(place: Cursor, used: Used) -> Iterable[str]:
    key = place.path[-1]
    if key in _TAGS:
        return used.tags
    if key in _CATEGORIES:
        return used.categories
    return used.layouts if key == "layout" else ()


def _word(post: Post, place: Cursor) -> Cursor:
    """The one word of a text that Jekyll splits at its blanks."""
    splits = post.context.generator == "jekyll" and place.path[-1] in _SPLIT_BY_JEKYLL
    if not splits or place.item:
        return place
    before = place.written.rpartition(" ")[0]
    start = place.span.start + len(before) + (1 if " " in place.written else 0)
    return place._replace(span=Span(start, place.span.end), written=place.written.rpartition(" ")[2])


def _others(post: Post, place: Cursor) -> frozenset[str]:
    """The names that the post has already."""
    block = post.front_matter
    if block is None or not (place.item or place.path[-1] in _SPLIT_BY_JEKYLL):
        return frozenset()
    value: Any = block.data.get(place.path[-1])
    names = value if isinstance(value, list) else str(value).split() if isinstance(value, str) else []
    return frozenset(str(name) for name in names if str(name) != place.written)


_PLAIN = re.compile(r"[^\W\d_]\w*(?:[ /.-]\w+)*")
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


def _text(value: Any, place: Cursor, context: Context) -> str | None:
    """A value as it is written there; None where it cannot be."""
    if not isinstance(value, str):
        return None if place.quote else json.dumps(value)
    if place.quote:
        return value if not set(value) & {place.quote, "\\"} else None
    if place.format != "yaml":
        return json.dumps(value, ensure_ascii=False)
    return value if _is_plain(value, context) else json.dumps(value, ensure_ascii=False)


def _is_plain(text: str, context: Context) -> bool:
    """Whether YAML reads a text as itself without quotes, in a list in brackets too."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return True
    if not text or set(text) & set("\n,[]{}"):
        return False
    block, _ = front_matter.read(f"---\na: {text}\n---\n", context)
    return block is not None and not block.faults and block.data.get("a") == text


def _now(context: Context) -> str:
    """The present time in the site's zone, as posts write it."""
    return datetime.now(context.timezone).strftime("%Y-%m-%d %H:%M:%S %z")

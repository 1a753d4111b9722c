"""What an editor shows under the mouse: the rule of a fault, what a key means, where the post will be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types as lsp

from postlint.front_matter import FrontMatter
from postlint.front_matter.tree import Entry, Mapping, Sequence, resolved
from postlint.post import Post
from postlint.registry import Rule, known
from postlint.schema import SHIPPED, chosen
from postlint.server import hints
from postlint.server.conversions import range_of
from postlint.server.documents import Checked
from postlint.server.questions import Stops
from postlint.server.session import Session
from postlint.site.addresses import base_path, site_host
from postlint.site.facts import Facts, outline
from postlint.text import Span

_ADDRESS_KEYS = ("date", "permalink", "slug", "url", "path")


async def hover(session: Session, checked: Checked, params: lsp.HoverParams) -> lsp.Hover | None:
    """What is known of the place, each part under a line of its own; None where nothing is."""
    at = checked.positions.offset(params.position.line, params.position.character)
    parts = [*_rules(checked, at), *_key(checked.post, at), *await _address(session, checked, at)]
    if not parts:
        return None
    text = "\n\n---\n\n".join(text for text, _ in parts)
    shown = min((span for _, span in parts), key=lambda span: span.end - span.start)
    kind = lsp.MarkupKind.Markdown if _takes_markdown(session) else lsp.MarkupKind.PlainText
    return lsp.Hover(lsp.MarkupContent(kind, text), range_of(checked.positions, shown))


def _takes_markdown(session: Session) -> bool:
    document = session.server.client_capabilities.text_document
    formats = document.hover.content_format if document and document.hover else None
    return not formats or lsp.MarkupKind.Markdown in formats


def _rules(checked: Checked, at: int) -> Iterator[tuple[str, Span]]:
    found = checked.touching(Span(at, at))
    for name in dict.fromkeys(fault.rule for fault in found):
        span = min((f.span for f in found if f.rule == name), key=lambda span: span.end - span.start)
        yield _explained(name, known().get(name)), span


def _explained(name: str, rule: Rule | None) -> str:
    return f"# {name}\n\n{rule.doc.strip()}" if rule else f"# {escaped(name)}"


def _key(post: Post, at: int) -> Iterator[tuple[str, Span]]:
    """What the schema says of a key of the front matter."""
    found = key_at(post.front_matter, at) if post.front_matter else None
    schema = post.once(chosen) if found else None
    if found is None or schema is None:
        return
    path, entry = found
    said = hints.description(schema, path)
    if said:
        # The project's own schema may hold anything; postlint's hold Markdown.
        text = said if schema.name in SHIPPED else escaped(said)
        yield f"**{escaped('.'.join(path))}**: {text}", entry.key.span


def key_at(block: FrontMatter, at: int) -> tuple[hints.KeyPath, Entry] | None:
    """The key at a place of the front matter, with those above it."""
    entries: list[tuple[hints.KeyPath, Entry]] = [((entry.key.text,), entry) for entry in block.entries]
    while entries:
        path, entry = entries.pop()
        if entry.key.span.start <= at <= entry.key.span.end:
            return path, entry
        value = resolved(entry.value)
        if value.span.start <= at <= value.span.end:
            inner = value.items if isinstance(value, Sequence) else (value,)
            mappings = (one for one in map(resolved, inner) if isinstance(one, Mapping))
            entries += [((*path, e.key.text), e) for one in mappings for e in one.entries]
    return None


async def _address(session: Session, checked: Checked, at: int) -> list[tuple[str, Span]]:
    """The URL that the post will get, on its fence and on what decides it."""
    block = checked.post.front_matter
    span = _deciding(block, at) if block else None
    if span is None or checked.post.context.generator == "folder":
        return []
    page = checked.reading.facts or outline(checked.post)
    root = checked.reading.root
    why = await session.ask(Stops(root, page), 0.5) if root and page.url else None
    return [(_published(page, checked.post, why), span)]


def _deciding(block: FrontMatter, at: int) -> Span | None:
    if block.opening.start <= at <= block.opening.end:
        return block.opening
    for key in _ADDRESS_KEYS:
        entry = block.entry(key)
        if entry and entry.key.span.start <= at <= max(entry.value.span.end, entry.key.span.end):
            return Span(entry.key.span.start, max(entry.value.span.end, entry.key.span.end))
    return None


def _published(page: Facts, post: Post, why: str | None) -> str:
    if page.url is None:
        told = f": {escaped(page.why)}" if page.why else ""
        address = f"; its address would be {code(page.address)}" if page.address else ""
        return f"This post is not published{told}{address}"
    host = site_host(post.context)
    before = f"https://{host}" if host else ""
    text = f"The post's address: {code(before + base_path(post.context) + page.url)}"
    if why:
        return f"{text}, but the build stops: {escaped(why)}"
    return text if page.sure or not page.why else f"{text}, if {escaped(page.why)}"


_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&@:-])")


def escaped(text: str) -> str:
    """Text as Markdown shows it literally: nothing in it is a link, an image or a tag."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Text as a code span, whatever it holds."""
    text = " ".join(text.split())
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"

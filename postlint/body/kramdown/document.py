"""From a body's text to HTML: blocks, then spans, then ids, then writing."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.body.kramdown.blocks import BlockParser
from postlint.body.kramdown.definitions import Definitions
from postlint.body.kramdown.emit import Emitter
from postlint.body.kramdown.ids import HeadingIds, raw_text, value_of
from postlint.body.kramdown.nodes import Block
from postlint.body.kramdown.spans import SpanParser, is_plain
from postlint.body.kramdown.text import whole
from postlint.body.notes import Note
from postlint.body.writer import Writer


def render(text: str, options: frozenset[str]) -> tuple[Writer, tuple[Note, ...]]:
    """The HTML of any Markdown text, and what was read otherwise than meant."""
    source = text.removesuffix("\n")
    definitions = Definitions()
    parser = BlockParser(whole(source + "\n"), definitions, options)
    root = parser.tree
    parser.parse_into(root, "")
    _parse_spans(root, definitions)
    done: set[str] = set()
    footnotes = [definitions.footnotes[name] for name in _referenced(definitions, done)]
    headings = _give_ids(root, options)
    writer = Writer(text)
    emitter = Emitter(writer, definitions, options, headings)
    emitter.blocks(root.children)
    if footnotes:
        emitter.footnotes(definitions.order)
    return writer, tuple(dict.fromkeys(definitions.notes))


def _referenced(definitions: Definitions, done: set[str]) -> Iterator[str]:
    """The footnotes that are referenced, those in footnotes included, their spans parsed."""
    index = 0
    while index < len(definitions.order):
        name = definitions.order[index]
        index += 1
        if name not in done:
            done.add(name)
            _parse_spans(definitions.footnotes[name], definitions)
            yield name


_LEAVES = frozenset({"p", "heading", "td", "dt", "transparent"})


def walk(root: Block) -> Iterator[Block]:
    """All blocks below a block, in the order of the text."""
    stack = [root]
    while stack:
        block = stack.pop()
        yield block
        below = [op.data for op in block.ops if op.kind == "block"]
        stack.extend(reversed([*block.children, *below]))


def _parse_spans(root: Block, definitions: Definitions) -> None:
    for block in walk(root):
        if (
            block.kind in _LEAVES
            and block.text is not None
            and block.spans is None
            and not is_plain(block.text.string)
        ):
            block.spans = SpanParser(block.text, definitions).parse()


def _give_ids(root: Block, options: frozenset[str]) -> list[tuple[Block, str]]:
    """The headings with their ids, for the table of contents."""
    found: list[tuple[Block, str]] = []
    gfm = "gfm" in options
    ids = HeadingIds(gfm, value_of("auto_id_prefix", options))
    signs = "plain_signs" not in options
    stack = [(root, False)]
    while stack:
        block, inside_html = stack.pop()
        if block.kind == "heading" and block.text is not None:
            if "auto_ids" in options and "id" not in block.attr:
                stripped = gfm or "auto_id_stripping" in options
                text = (
                    raw_text(block.text, block.spans, signs=signs, code=gfm)
                    if stripped
                    else block.text.string
                )
                name = ids.inside_html(text) if inside_html else ids.make(text)
                if name:
                    block.attr["id"] = name
            if "id" in block.attr and "no_toc" not in block.attr.get("class", "").split():
                found.append((block, block.attr["id"]))
        inside = inside_html or block.kind == "html"
        below = [op.data for op in block.ops if op.kind == "block"]
        stack.extend((child, inside) for child in reversed([*block.children, *below]))
    return found

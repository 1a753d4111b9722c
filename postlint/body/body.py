"""The body as rules see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from re import Match
from typing import TYPE_CHECKING, Literal, TypeAlias

from postlint.body import liquid as _liquid
from postlint.body import proof, scan, tokenizer
from postlint.body.index import CutTags, MatchedTags, PlainTags, TagIndex, holds_raw_text
from postlint.body.links import REFERENCES, Anchor, KnownLink, Link, View, links, style_links
from postlint.body.liquid import LiquidTag
from postlint.body.notes import Note
from postlint.body.source_map import SourceMap, identity
from postlint.body.tags import Attribute, ParseError, Tag
from postlint.body.writer import Writer
from postlint.lazy import lazy
from postlint.text import Source, Span

if TYPE_CHECKING:
    from turbohtml import Document

    from postlint.body.kramdown.outline import Found, Outline
    from postlint.body.tree import Parsed

Render: TypeAlias = Callable[[], tuple[Writer, tuple[Note, ...]]]
Outliner: TypeAlias = Callable[[], "Outline | None"]

__all__ = ["Anchor", "Body", "Link", "LiquidTag"]


class Body:
    """The part of a post below its front matter.

    `html` is what the generator makes of it, and `map` leads from there back to the file.
    Templates (`{{ page.url }}`) stand in it as filler of the same length: ask `templated` before
    you judge a value.
    """

    def __init__(
        self,
        source: Source,
        span: Span,
        markup: Literal["markdown", "html"],
        masked: _liquid.Masked,
        render: Render | None,
        returns: tuple[int, ...],
        outline: Outliner | None = None,
    ) -> None:
        self.source = source
        self.span = span
        self.markup: Literal["markdown", "html"] = markup
        self._masked = masked
        self._render = render
        self._returns = returns
        self._outliner = outline

    @lazy
    def _rendered(self) -> tuple[Writer | None, tuple[Note, ...]]:
        return self._render() if self._render is not None else (None, ())

    @property
    def _writer(self) -> Writer | None:
        return self._rendered[0]

    @lazy
    def _outline(self) -> Outline | None:
        """The links and anchors of simple text, read without rendering it; None where it was rendered."""
        if self._outliner is None or self._returns or "_rendered" in self.__dict__:
            return None
        return self._outliner()

    @property
    def is_outlined(self) -> bool:
        """Whether its links and anchors were read without rendering it, since all in it is simple."""
        return self._outline is not None

    @lazy
    def html(self) -> str:
        """What the generator makes of the body; its line breaks are ``\\n``."""
        return self._masked.text if self._writer is None else self._writer.html()

    @lazy
    def map(self) -> SourceMap:
        """The way from `html` back to the file."""
        if self._writer is not None:
            return self._writer.source_map(self.span.start, self._returns)
        if not self._returns:
            return identity(self.span.start, len(self.html))
        writer = Writer(self._masked.text)
        writer.copy(0, len(self._masked.text))
        return writer.source_map(self.span.start, self._returns)

    @lazy
    def _plain_tags(self) -> PlainTags | None:
        return PlainTags.of(self.html)

    @lazy
    def _matches(self) -> list[Match[str]] | None:
        return proof.matches(self.html)

    def _strict(self) -> Iterable[Match[str]] | None:
        """`_matches`, to go through once: those of plain tags are found again, and not kept."""
        return self._matches if self._plain_tags is None else proof.tag_pattern().finditer(self.html)

    @lazy
    def _nests(self) -> bool:
        """Whether tree construction is proved to find no error."""
        if self.is_plain:
            return True
        found = self._strict()
        return found is not None and proof.nests_cleanly(self.html, found)

    @lazy
    def _parsed(self) -> Parsed:
        """The slow way: the standard's own rules."""
        from postlint.body import tree

        return tree.parse_body(self.html)

    @lazy
    def _index(self) -> TagIndex:
        plain = self._plain_tags
        if plain is not None and not holds_raw_text(plain.present):
            return plain
        if self._matches is not None:
            found = MatchedTags(self._matches)
            if self._nests or not holds_raw_text(found.present):
                return found
        return CutTags(self._parsed.tags, self._parsed.comments)

    @lazy
    def tags(self) -> tuple[Tag, ...]:
        """All tags of the HTML in order: tokens, as the WHATWG tokenizer makes them."""
        index = self._index
        return tuple(map(index.tag, range(len(index.names))))

    def starts(self, name: str) -> tuple[Tag, ...]:
        """The start tags of that (lower-case) name."""
        return self._index.starts(name)

    def ends(self, name: str) -> tuple[Tag, ...]:
        """The end tags of that (lower-case) name."""
        return self._index.ends(name)

    def _named(self, name: str) -> tuple[Tag, ...]:
        index = self._index
        return tuple(map(index.tag, index.places[name])) if name in index.present else ()

    @lazy
    def carriers(self) -> tuple[Tag, ...]:
        """The start tags that have attributes."""
        return self._index.carriers()

    @lazy
    def _by_attribute(self) -> dict[str, list[tuple[Tag, Attribute]]]:
        found: dict[str, list[tuple[Tag, Attribute]]] = {}
        for tag in self.carriers:
            for attribute in tag.attributes:
                found.setdefault(attribute.name, []).append((tag, attribute))
        return found

    @property
    def is_plain(self) -> bool:
        """Whether the renderer has proved it to be paragraphs: whole elements, each where it may stand."""
        return self._writer is not None and self._writer.clean

    @property
    def tag_texts(self) -> Sequence[str] | None:
        """What stands between ``<`` and ``>`` of every tag, where no tag need be made to know it.

        Tags with one text say the same; they are whole and in lower case, and their values quoted.
        """
        return self._index.texts

    @property
    def different_tags(self) -> Collection[str]:
        """The `tag_texts`, each once; empty where there are none."""
        return self._index.different

    @property
    def attribute_names(self) -> Collection[str]:
        """The (lower-case) names of all attributes of start tags."""
        return self._index.attribute_names

    def carrying(self, attribute: str) -> tuple[tuple[Tag, Attribute], ...]:
        """The start tags that carry an attribute, with it."""
        if attribute not in self._index.attribute_names:
            return ()
        return tuple(self._by_attribute[attribute])

    @lazy
    def document(self) -> Document:
        """The page that the body makes, parsed by turbohtml, with source locations.

        The body stands in a minimal valid page: its offsets are `wrapper` characters less.
        """
        return tokenizer.document(self.html)

    wrapper = len(tokenizer.WRAPPER)

    @lazy
    def errors(self) -> tuple[ParseError, ...]:
        """The parse errors of the HTML, tokenizer and tree construction, one for each cause."""
        html = self.html
        if self.source.path.endswith(".mdx"):
            # JSX looks like HTML and has rules of its own.
            return ()
        # Clean HTML has no character that is not in the file.
        if self.is_plain and (self.source.is_printable or not proof.is_odd(html)):
            return ()
        found = self._strict()
        nests = self._nests
        tokenizes = found is not None and proof.tokenizes_cleanly(html, found)
        if nests and tokenizes:
            return ()
        tree_errors = () if nests else self._parsed.errors
        token_errors = () if tokenizes else tokenizer.errors(html, self.tags)
        if tree_errors and self._masked.liquid:
            # Each branch of a template may hold a part of the markup: what is open is not known then.
            tree_errors = () if self._branches else self._untemplated(tree_errors)
        merged = tokenizer.merge(token_errors, tree_errors)
        indented = [note.span for note in self.notes if note.kind == "indented-html"]
        if not indented:
            return merged
        # Tags shown as code are missing from the page: one cause, and the note names it.
        return tuple(
            error
            for error in merged
            if error.code != "misplaced-in-table"
            or not any(span.start - 8 <= self.locate(error.span).start <= span.end for span in indented)
        )

    @lazy
    def _branches(self) -> bool:
        """Whether templates decide which markup is there."""
        from postlint.body.branches import choose_markup

        return choose_markup(self.liquid, self.tags, [self.locate(tag.span) for tag in self.tags])

    def _untemplated(self, errors: Sequence[ParseError]) -> tuple[ParseError, ...]:
        """The errors that are no template's: its filler may stand where no text may."""
        return tuple(error for error in errors if not self.templated(error.span))

    @lazy
    def errors_by_code(self) -> dict[str, list[ParseError]]:
        """The parse errors of each code."""
        found: dict[str, list[ParseError]] = {}
        for error in self.errors:
            found.setdefault(error.code, []).append(error)
        return found

    @lazy
    def links(self) -> tuple[Link, ...]:
        """All references to other resources, in the order of the text; none from code or comments."""
        outline = self._outline
        if outline is not None:
            return tuple(map(self._read_link, outline.links))
        carriers = [tag for tag in self.carriers if tag.name in REFERENCES]
        styled = self.carrying("style") if "url(" in self.html else ()
        if not carriers and not styled:
            return ()
        # Nothing here leads back to the body: what refers to itself stays in memory for long.
        place, limit = self.map.span, self.span.end

        def locate(span: Span) -> Span:
            found = place(span)
            return found if found.end <= limit else Span(min(found.start, limit), limit)

        view = View(self.html, locate, cache(self._index.link_edges))
        found = links(carriers, view, self._written if self._masked.holes else None)
        return (*found, *style_links(styled, view, self._written)) if styled else found

    def _read_link(self, found: Found) -> Link:
        start = self.span.start
        place = Span(found.place[0] + start, found.place[1] + start)
        holes = self._masked.holes and _liquid.is_filler(found.target)
        target = self.source.slice(place) if holes else found.target
        whole = Span(found.span[0] + start, found.span[1] + start)
        return KnownLink(found.kind, target, place, whole, found.text)

    def _written(self, span: Span) -> str:
        text = self.html[span.start : span.end]
        text = scan.unescape(text) if "&" in text else text
        if not self._masked.holes or not self.templated(span):
            return text
        return self.source.slice(self.locate(span))

    @lazy
    def anchors(self) -> tuple[Anchor, ...]:
        """All ids and anchor names, those that the generator makes for headings included."""
        outline = self._outline
        if outline is not None:
            start = self.span.start
            return tuple(Anchor(name, Span(at + start, at + start)) for name, at in outline.anchors)
        found = [
            Anchor(attribute.value, self.locate(attribute.value_span))
            for _, attribute in self.carrying("id")
            if attribute.value and attribute.value_span
        ]
        found += [
            Anchor(attribute.value, self.locate(attribute.value_span))
            for tag, attribute in self.carrying("name")
            if tag.name == "a" and attribute.value and attribute.value_span
        ]
        return tuple(sorted(found, key=lambda anchor: anchor.span))

    @property
    def liquid(self) -> tuple[LiquidTag, ...]:
        """All Liquid, where the generator runs it; empty for generators that do not."""
        found = self._masked.liquid
        return tuple(piece._replace(span=self._in_file(piece.span)) for piece in found) if found else ()

    @lazy
    def code(self) -> tuple[Span, ...]:
        """Code blocks and code spans, in the file: what is shown, not meant."""
        tags = sorted(self._named("pre") + self._named("code"), key=lambda tag: tag.span)
        found: list[Span] = []
        opened: Tag | None = None
        depth = 0
        for tag in tags:
            if opened is None and not tag.closing:
                opened, depth = tag, 1
            elif opened is not None and tag.name == opened.name:
                depth += -1 if tag.closing else 1
                if not depth:
                    found.append(self.locate(Span(opened.span.start, tag.span.end)))
                    opened = None
        if opened is not None:
            found.append(self.locate(Span(opened.span.start, len(self.html))))
        return tuple(found)

    @lazy
    def comments(self) -> tuple[Span, ...]:
        """HTML comments, from `<!--` to `-->`, in the file."""
        return tuple(map(self.locate, self.html_comments))

    @property
    def html_comments(self) -> tuple[Span, ...]:
        """HTML comments, from `<!--` to `-->`, in `html`."""
        return self._index.comments()

    @lazy
    def notes(self) -> tuple[Note, ...]:
        """What the Markdown renderer read otherwise than its author meant; spans are in the file."""
        return tuple(
            note._replace(
                span=self._in_file(note.span),
                related=self._in_file(note.related) if note.related else None,
            )
            for note in self._rendered[1]
        )

    def locate(self, span: Span) -> Span:
        """The span in the file of a span of `html`."""
        place = self.map.span(span)
        return place if place.end <= self.span.end else self._clamped(place)

    def _clamped(self, span: Span) -> Span:
        """The span without the line break that kramdown adds to a text that ends without one."""
        limit = self.span.end
        return span if span.end <= limit else Span(min(span.start, limit), limit)

    def is_filler(self, name: str) -> bool:
        """Whether a name holds what stands in the place of a template's output, so that it is not known."""
        return bool(self._masked.holes) and _liquid.is_filler(name)

    @property
    def is_templated(self) -> bool:
        """Whether a template's output stands anywhere in it."""
        return bool(self._masked.holes)

    def templated(self, span: Span) -> bool:
        """Whether a template's output stands in a span of `html`: its characters are only filler."""
        holes = self._masked.holes
        if not holes:
            return False
        place = self.locate(span)
        return any(self._in_file(hole).touches(place) for hole in holes)

    def _in_file(self, span: Span) -> Span:
        """The span in the file of a span of the body's text, in which carriage returns are dropped."""
        from bisect import bisect_left

        start, returns = self.span.start, self._returns
        if not returns:
            return self._clamped(span.shift(start))
        return self._clamped(
            Span(
                start + span.start + bisect_left(returns, span.start),
                start + span.end + bisect_left(returns, span.end),
            )
        )

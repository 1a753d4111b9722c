"""Faults of YAML syntax, each at its culprit, with the entries that can still be read.

The block is cut into its top-level entries; each that does not parse by itself is diagnosed,
mended as far as there is one reading, and looked at again behind the mended place.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from postlint.context import Context, YamlFlavour
from postlint.diagnostic import Edit, Fix, Safety
from postlint.front_matter import yaml
from postlint.front_matter.block import TOO_DEEP, SyntaxFault, too_deep
from postlint.front_matter.chunks import Chunk, chunks
from postlint.front_matter.consequence import unreadable
from postlint.front_matter.culprit import Diagnosis
from postlint.front_matter.diagnosis import diagnose, near_key, odd_blanks
from postlint.front_matter.tree import Entry, Mapping, Node, Scalar, Sequence
from postlint.front_matter.yaml import YamlError
from postlint.text import Span

MAX_FAULTS = 20


class Salvage(NamedTuple):
    """What is wrong with a block that does not parse, and what can be read of it all the same."""

    faults: tuple[SyntaxFault, ...]
    entries: tuple[Entry, ...]


def salvage(text: str, content: Span, error: YamlError, context: Context) -> Salvage:
    """The faults of the YAML in `content`, on which the parser stopped with `error`."""
    whole = _whole(text, content, error, context)
    if whole:
        return Salvage((whole,), ())
    faults: list[SyntaxFault] = []
    entries: list[Entry] = []
    for chunk in chunks(text, content.start, content.end):
        composed = yaml.compose(text, chunk.start, chunk.end, context.yaml)
        if composed.root is None and composed.error is None:
            continue
        if isinstance(composed.root, Mapping):
            entries += composed.root.entries
            faults += odd_items(text, composed.root, context)
        elif len(faults) < MAX_FAULTS and not _anchored(text, content, composed.error):
            faults += _chunk_faults(text, chunk, composed, context)
    if not any(fault.fatal for fault in faults):
        # Ruby's parser is given the rest of the fence's line too, and may stop there.
        start = min(content.start, error.at)
        piece = diagnose(text[start : content.end], _shifted(error, -start))
        faults.append(_fault(piece, start, context))
    return Salvage(tuple(faults), tuple(entries))


def _whole(text: str, content: Span, error: YamlError, context: Context) -> SyntaxFault | None:
    """Faults that are not of one entry."""
    marker = conflict(text, content)
    if marker:
        return _said("merge-conflict", marker, "a merge conflict was left in the front matter", context)
    if error.problem == "too deep":
        at = Span(error.at, error.at + 1)
        return SyntaxFault(TOO_DEEP, at, too_deep(context.bounds.front_matter_depth))
    if error.problem in ("control character", "lone surrogate"):
        char = text[error.at : error.at + 1]
        name = f"U+{ord(char):04X}" if char else "a control character"
        at = Span(error.at, error.at + 1)
        return _said("control-character", at, f"{name} is a character that YAML does not allow", context)
    return None


def conflict(text: str, content: Span) -> Span | None:
    """The first line of a merge conflict that git left in the block."""
    at = content.start
    while at < content.end:
        if text.startswith("<<<<<<< ", at):
            end = text.find("\n", at, content.end)
            return Span(at, len(text[:end].rstrip()) if end >= 0 else content.end)
        at = text.find("\n<<<<<<< ", at, content.end) + 1 or content.end
    return None


def _said(cause: str, span: Span, fact: str, context: Context) -> SyntaxFault:
    return SyntaxFault(cause, span, f"{fact}; {unreadable(context)}")


def odd_items(text: str, root: Mapping, context: Context) -> tuple[SyntaxFault, ...]:
    """List items behind blanks of another kind: YAML reads them as the text of the key above, all in one."""
    found = []
    for key, value in root.entries:
        if isinstance(value, Scalar) and value.style == "plain" and _odd_item().match(text, value.span.start):
            start = text.rfind("\n", 0, value.span.start) + 1
            piece = odd_blanks(text, Span(start, value.span.end))
            if piece is not None:
                fault = _fault(piece, 0, context)
                message = f"{piece.fact}, so that `{key.text}` is a text and no list"
                found.append(fault._replace(message=message, fatal=False))
    return tuple(found)


@cache
def _odd_item() -> re.Pattern[str]:
    """A list item behind blanks that are not U+0020."""
    return re.compile(r"[^\S \t\r\n]\s*- ")


def _anchored(text: str, content: Span, error: YamlError | None) -> bool:
    """Whether an alias that one entry does not know is anchored in another."""
    if error is None or error.problem != "undefined alias":
        return False
    end = error.at + 1
    while end < content.end and (text[end].isalnum() or text[end] in "_-"):
        end += 1
    return text.find("&" + text[error.at + 1 : end], content.start, content.end) >= 0


def _shifted(error: YamlError, by: int) -> YamlError:
    return error._replace(at=error.at + by, context_at=max(error.context_at + by, 0))


def _chunk_faults(text: str, chunk: Chunk, composed: yaml.Composed, context: Context) -> list[SyntaxFault]:
    """The faults of one entry: each is mended in a copy, so that the next one shows."""
    work, moved = text[chunk.start : chunk.end], chunk.start
    found: list[SyntaxFault] = []
    error = composed.error
    if error is None:
        return [_rootless(text, chunk, context)]
    error, floor = _shifted(error, -chunk.start), 0
    while error and len(found) < MAX_FAULTS:
        piece = diagnose(work, error)
        if min([piece.span.start, *(edit.span.start for edit in piece.edits)]) < floor:
            break  # our own mending is to blame
        mended = apply(work, piece.edits)
        error, last = _mended(mended, piece.edits, context.yaml)
        progress = piece.edits and (error is None or error.at >= last)
        found.append(_fault(piece if progress else piece._replace(edits=()), moved, context))
        if not progress:
            break
        moved -= len(mended) - len(work)
        work, floor = mended, last
    return found


def _mended(text: str, edits: tuple[Edit, ...], flavour: YamlFlavour) -> tuple[YamlError | None, int]:
    """What is wrong after the edits, and where the last of them ends in the new text."""
    if not edits:
        return None, 0
    grown = sum(len(e.replacement) - e.span.end + e.span.start for e in edits)
    composed = yaml.compose(text, 0, len(text), flavour)
    error = composed.error
    if error is None and not isinstance(composed.root, Mapping):
        error = YamlError("no mapping", 0)
    return error, edits[-1].span.end + grown


def apply(text: str, edits: tuple[Edit, ...]) -> str:
    """The text after the edits, which are in order."""
    pieces: list[str] = []
    at = 0
    for span, replacement in edits:
        pieces += (text[at : span.start], replacement)
        at = span.end
    return "".join((*pieces, text[at:]))


def _fault(piece: Diagnosis, shift: int, context: Context) -> SyntaxFault:
    fix = None
    if piece.edits:
        edits = tuple(Edit(e.span.shift(shift), e.replacement) for e in piece.edits)
        fix = Fix(piece.title, edits, Safety.SAFE if piece.certain else Safety.UNSAFE)
    effect = unreadable(context)
    if piece.cause == "tab" and context.generator in ("eleventy", "astro"):
        # js-yaml 3 takes some tabs for indentation of no width.
        effect = "js-yaml reads another structure than the one you see, or stops the build"
    message = f"{piece.fact}; {effect}"
    return SyntaxFault(piece.cause, piece.span.shift(shift), message, piece.help, fix)


def _rootless(text: str, chunk: Chunk, context: Context) -> SyntaxFault:
    """Lines before the first key that make no mapping by themselves."""
    start = chunk.start
    while start < chunk.end and text[start] in " \t\r\n":
        start += 1
    piece = near_key(text[: chunk.end], start)
    if piece is None:
        end = text.find("\n", start, chunk.end)
        line = text[start : end if end >= 0 else chunk.end].rstrip()
        piece = Diagnosis(
            "bare-line",
            Span(start, start + len(line)),
            "this line has no key",
            "give it a key, or take it out",
        )
    return _fault(piece, 0, context)


def not_a_mapping(text: str, root: Node, context: Context) -> tuple[SyntaxFault, ...]:
    """The fault of front matter that is one list or one text, where every generator wants keys."""
    if isinstance(root, Mapping) or (isinstance(root, Scalar) and root.value in (None, False)):
        return ()
    start = root.span.start
    piece = near_key(text[: root.span.end], start)
    if piece is None:
        end = text.find("\n", start, root.span.end)
        line = text[start : end if end >= 0 else root.span.end]
        first = Span(start, start + len(line.rstrip()))
        kind = "a list" if isinstance(root, Sequence) else "a text"
        fact = f"the front matter is {kind}, not keys and values"
        piece = Diagnosis("no-mapping", first, fact, "write `key: value` lines")
    fault = _fault(piece, 0, context)
    if context.generator in ("hexo", "eleventy", "astro"):
        return (fault._replace(message=f"{piece.fact}; {context.generator.capitalize()} finds no key in it"),)
    return (fault,)

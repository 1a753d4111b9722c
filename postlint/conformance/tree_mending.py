"""Fixes of errors of tree construction: what the parser makes of the tags, written out.

Each fix is tried: it is safe when the page stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from postlint.body.body import Body
from postlint.body.elements import FORMATTING, VOID
from postlint.body.tags import ParseError, Tag
from postlint.conformance.same_page import Trials
from postlint.conformance.words import words
from postlint.conformance.written import index_of, verbatim
from postlint.diagnostic import Edit, Fix, Safety
from postlint.post import Post
from postlint.text import Span


class Candidate(NamedTuple):
    """A way to mend an error; `guess` says that it is worth offering where it changes the page, too."""

    title: str
    edits: tuple[Edit, ...]
    guess: bool = False


def mend(post: Post, error: ParseError) -> Fix | None:
    """The fix of an error of tree construction, or None."""
    return post.once(tree_fixes).get(error)


def tree_fixes(post: Post) -> Mapping[ParseError, Fix]:
    """The fixes of the errors of a post; ask as `post.once(tree_fixes)`."""
    body = post.body
    errors = [e for e in body.errors if e.code in _CANDIDATES and not body.templated(e.span)]
    if not errors:
        return {}
    trials = Trials(post)
    found = _all_at_once(trials, body, errors)
    for error in () if found else errors:
        if trials.spent:
            break
        fix = _first(trials, _CANDIDATES[error.code](body, error))
        if fix is not None:
            found[error] = fix
    return _that_mend(trials, found) if found else {}


def _all_at_once(trials: Trials, body: Body, errors: list[ParseError]) -> dict[ParseError, Fix]:
    """The first way to mend each of many errors, where all of them together keep the page; else nothing."""
    found: dict[ParseError, Fix] = {}
    if len(errors) < _FEW:
        return found
    taken: set[int] = set()
    for error in errors:
        first = next(_CANDIDATES[error.code](body, error), None)
        if first is None:
            continue
        places = _places(first.edits)
        if taken.isdisjoint(places):
            found[error] = Fix(first.title, first.edits)
            taken |= places
    return found if found and trials.all_keep(e for fix in found.values() for e in fix.edits) else {}


def _places(edits: Iterable[Edit]) -> set[int]:
    """The offsets that edits touch."""
    return {place for span, _ in edits for place in range(span.start, span.end + 1)}


_FEW = 8
"""So many errors are tried one by one: each then has the best of its fixes."""


def _that_mend(trials: Trials, found: Mapping[ParseError, Fix]) -> Mapping[ParseError, Fix]:
    """The fixes that leave fewer errors: mostly all of them, which one look shows."""
    trials.refill()
    at_once: dict[ParseError, Fix] = {}
    taken: set[int] = set()
    for error, fix in found.items():
        places = _places(fix.edits)
        if taken.isdisjoint(places):
            at_once[error] = fix
            taken |= places
    if trials.mends((edit for fix in at_once.values() for edit in fix.edits), len(at_once)):
        return at_once
    return {error: fix for error, fix in found.items() if trials.mends(fix.edits, 1)}


def _first(trials: Trials, candidates: Iterator[Candidate]) -> Fix | None:
    guess = None
    for title, edits, worth in candidates:
        if trials.keeps(edits):
            return Fix(title, edits)
        if worth and guess is None:
            guess = Fix(title, edits, Safety.UNSAFE)
    return guess


def _closed(body: Body, error: ParseError) -> Iterator[Candidate]:
    """The end tag that an element lacks, where tree construction ends it."""
    index = index_of(body, error.span.start)
    if index is None or body.tags[index].closing:
        return
    place = body.tags[index].name_span
    name = body.html[place.start : place.end]
    if name.lower() not in (*FORMATTING, *_IN_LINES) and _in_prose(body, place):
        return
    end, title = f"</{name}>", f"close `<{name}>` where it ends"
    if error.related is not None:
        at = error.related.start
        edit = _in_file(body, Edit(Span(at, at), end))
        if edit is not None:
            yield Candidate(title, (edit,), name.lower() in FORMATTING)
        return
    text = body.source.text
    last = len(text.rstrip())
    if name.lower() in FORMATTING or name.lower() in _IN_LINES:
        yield Candidate(title, (_insert(last, end),))
    tail = text[last:]
    newline = "\r\n" if tail.startswith("\r\n") else "\n"
    if tail:
        at = last + len(newline)
        yield Candidate(title, (_insert(at, end + newline),))
        yield Candidate(title, (_insert(at, newline + end + newline),))
    else:
        yield Candidate(title, (_insert(last, newline + end),))
    yield Candidate(title, (_insert(last, end),))


def _in_prose(body: Body, name: Span) -> bool:
    """Whether a tag stands behind words on a line of Markdown: ``headings like <h1> and <h2>``.

    It was meant as text, most likely; an end tag would only hide that.
    """
    if body.markup != "markdown":
        return False
    at = body.locate(name).start - 1
    text = body.source.text
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    return before != "" and not before.endswith(">")


def _insert(at: int, text: str) -> Edit:
    return Edit(Span(at, at), text)


def _untangled(body: Body, error: ParseError) -> Iterator[Candidate]:
    """A format that overlaps others cut into the pieces that the parser makes of it."""
    if error.related is None:
        return
    first, last = index_of(body, error.related.start), index_of(body, error.span.start)
    if first is None or last is None or not first < last <= first + _MANY:
        return
    start, end = body.tags[first], body.tags[last]
    if start.closing or not end.closing or start.name != end.name or start.name not in FORMATTING:
        return
    if start.name == "a":
        begin, stop = verbatim(body, start.span), verbatim(body, end.span)
        if begin and stop:
            edits: tuple[Edit, ...] = (_insert(begin.start, "</a>"), Edit(stop, ""))
            yield Candidate("close the first link before the second begins", edits)
    pieces = list(_pieces(body, first, last))
    edits = tuple(edit for piece in pieces if (edit := _in_file(body, piece)))
    if pieces and len(edits) == len(pieces) and start.attribute("id") is None:
        yield Candidate(f"close `<{start.name}>` with what it stands in", edits)


def _in_file(body: Body, edit: Edit) -> Edit | None:
    """An edit of the HTML in the file: beside a character that stands in both."""
    span, text = edit
    if span.start < span.end:
        place = verbatim(body, span)
        return Edit(place, text) if place else None
    after = verbatim(body, Span(span.start, span.start + 1)) if span.start < len(body.html) else None
    if after is not None:
        return _insert(after.start, text)
    before = verbatim(body, Span(span.start - 1, span.start)) if span.start else None
    return _insert(before.end, text) if before else None


def _pieces(body: Body, first: int, last: int) -> Iterator[Edit]:
    """The edits of the HTML that end the format before each end tag around it, and begin it again after."""
    html, tags = body.html, body.tags
    begin = html[tags[first].span.start : tags[first].span.end]
    inside: list[str] = []
    is_open, before = True, tags[first]
    for tag in tags[first + 1 : last + 1]:
        if not is_open and _begins_again(html, before, tag):
            yield Edit(Span(before.span.end, before.span.end), begin)
            is_open, inside = True, []
        before = tag
        if tag is tags[last]:
            break
        if not is_open or tag.name in VOID:
            continue
        if not tag.closing:
            inside.append(tag.name)
        elif tag.name in inside:
            del inside[len(inside) - 1 - inside[::-1].index(tag.name) :]
        else:
            yield Edit(Span(tag.span.start, tag.span.start), f"</{tags[first].name}>")
            is_open = False
    if not is_open:
        yield Edit(tags[last].span, "")


def _begins_again(html: str, before: Tag, tag: Tag) -> bool:
    """Whether something that a format applies to stands between or in two tags."""
    text = html[before.span.end : tag.span.start]
    return bool(text.strip()) or (not tag.closing and tag.name in _IN_LINES)


_MANY = 60
"""How many tags a format may overlap: who lets more of them go by has forgotten the end tag."""
_IN_LINES = FORMATTING | words("span img br q sub sup abbr cite kbd samp var mark label input button select")


def _renamed_heading(body: Body, error: ParseError) -> Iterator[Candidate]:
    """The end tag with the number of the heading that it ends."""
    place = verbatim(body, error.span)
    if place is not None and error.related is not None:
        name = body.html[error.related.start + 1 : error.related.start + 3]
        span = Span(place.start + 2, place.start + 4)
        yield Candidate(f"write `</{name}>`", (Edit(span, name),))


def _removed(body: Body, error: ParseError) -> Iterator[Candidate]:
    """Without what the parser drops; a cell without its table is a table to be completed."""
    index = index_of(body, error.span.start)
    if index is not None and body.tags[index].name in _TABLE_PARTS:
        return
    place = verbatim(body, error.span)
    written = body.source.slice(place) if place else ""
    if place is not None and written.startswith("<") and written.endswith(">"):
        yield Candidate(f"remove `{written}`" if len(written) < 40 else "remove the tag", (Edit(place, ""),))


def _image(body: Body, error: ParseError) -> Iterator[Candidate]:
    """`img`, as the parser reads it."""
    index = index_of(body, error.span.start)
    place = verbatim(body, body.tags[index].name_span) if index is not None else None
    if place is not None:
        yield Candidate("write `<img>`", (Edit(place, "img"),))


def _in_row(body: Body, error: ParseError) -> Iterator[Candidate]:
    """The row that the parser makes."""
    index = index_of(body, error.span.start)
    place = verbatim(body, body.tags[index].span) if index is not None else None
    if place is not None:
        yield Candidate("open the row", (_insert(place.start, "<tr>"),))


_TABLE_PARTS = words("caption col colgroup tbody td tfoot th thead tr")

_CANDIDATES: Mapping[str, Callable[[Body, ParseError], Iterator[Candidate]]] = {
    "unclosed-element": _closed,
    "misnested-tag": _untangled,
    "mismatched-heading": _renamed_heading,
    "stray-start-tag": _removed,
    "stray-doctype": _removed,
    "image-start-tag": _image,
    "missing-row": _in_row,
}

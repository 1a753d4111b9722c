"""Errors of the tokenizer (13.2.5), placed at the culprit. turbohtml finds them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from re import Pattern
from re import compile as pattern
from typing import TYPE_CHECKING, TypeAlias

from postlint.body.scan import RAW_TEXT
from postlint.body.tags import Attribute, ParseError, Tag
from postlint.text import Span

if TYPE_CHECKING:
    from turbohtml import Document

WRAPPER = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>t</title></head><body>"
"""What stands before a body when it is parsed as a page; it has no line break and no error."""


Attributes: TypeAlias = tuple[dict[int, Attribute], dict[str, Attribute]]


def document(html: str) -> Document:
    """The page that a body makes, parsed, with source locations; offsets are `len(WRAPPER)` too great.

    Source locations count characters of `WRAPPER + html`.
    """
    import turbohtml

    return turbohtml.parse(WRAPPER + html, source_locations=True, allow_declarative_shadow_roots=False)


def errors(html: str, tags: Sequence[Tag]) -> tuple[ParseError, ...]:
    """The tokenizer's errors in the text of a body, whose tags are given."""
    import turbohtml

    page = turbohtml.parse(WRAPPER + (_flattened(html, tags) if len(tags) > _MANY else html), positions=False)
    if not page.errors:
        return ()
    starts = [0]
    at = html.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = html.find("\n", at + 1)
    shift = len(WRAPPER)
    offsets = [tag.span.start for tag in tags]
    found: list[ParseError] = []
    names: dict[int, Attributes] = {}
    for code, line, column in ((x.code, x.line, x.col) for x in page.errors):
        if "processing-instruction" in code or code in _LEFT_TO_THE_TREE:
            continue
        at = min(starts[line - 1] + column - (shift if line == 1 else 0), len(html))
        index = bisect_right(offsets, at) - 1
        tag = tags[index] if index >= 0 and tags[index].span.end >= at else None
        if code == "duplicate-attribute" and tag is not None:
            found.append(_duplicate(at, tag, names))
            continue
        if code == "eof-in-tag":
            start = _unclosed(html, tags)
            found.append(ParseError(code, Span(start, start + 1), MESSAGES[code]))
            continue
        found.append(_error(html, code, at, tag))
    return tuple(found)


_LEFT_TO_THE_TREE = ("unexpected-doctype", "non-void-html-element-start-tag-with-trailing-solidus")
"""What tree construction reports, with a better place."""

_MANY = 3000


def _flattened(html: str, tags: Sequence[Tag]) -> str:
    """The text with as many characters, but without the nesting that makes a tree costly.

    Tags that can have no error become letters, the others names of no element: the tokenizer's
    errors do not depend on them. What switches the tokenizer (raw text, SVG, MathML) stays.
    """
    parts: list[str] = []
    at = 0
    for tag in tags:
        if tag.name in RAW_TEXT or tag.name in ("plaintext", "svg", "math"):
            continue
        start, end = tag.span
        if not tag.attributes and end - start == len(tag.name) + (3 if tag.closing else 2):
            parts += (html[at:start], "x" * (end - start))
            at = end
        else:
            name = tag.name_span
            parts += (html[at : name.start], "x" * len(tag.name))
            at = name.end
    parts.append(html[at:])
    return "".join(parts)


@cache
def _tag_or_comment() -> Pattern[str]:
    return pattern(r"<!--(?s:.*?)-->|</?[a-zA-Z]")


def _unclosed(html: str, tags: Sequence[Tag]) -> int:
    """Where the tag that is never closed begins: the first one after all that are."""
    last = tags[-1] if tags else None
    if last is None or last.closing or last.name not in RAW_TEXT:
        for found in _tag_or_comment().finditer(html, last.span.end if last is not None else 0):
            if not found[0].startswith("<!"):
                return found.start()
    return html.rfind("<")


def _error(html: str, code: str, at: int, tag: Tag | None) -> ParseError:
    span = _culprit(html, code, at, tag)
    message = MESSAGES.get(code) or code.replace("-", " ")
    if code == "invalid-first-character-of-tag-name" and html.startswith("</", span.start):
        message = _NO_END_TAG
    return ParseError(code, span, message.format(html[span.start : span.end]))


def _culprit(html: str, code: str, at: int, tag: Tag | None) -> Span:
    if code.endswith("character-reference") or code == "character-reference-outside-unicode-range":
        start = max(html.rfind("&", 0, at), 0)
        return Span(start, at + (code == "unknown-named-character-reference"))
    if code == "abrupt-closing-of-empty-comment":
        return Span(max(html.rfind("<!--", 0, at), 0), min(at + 1, len(html)))
    if code in _NO_NAME and html.endswith("</", 0, at):
        return Span(at - 2, at)
    if code in _REACH:
        before, after = _REACH[code]
        return Span(max(at - before, 0), min(at + after, len(html)))
    if code in _OPENER:
        start = html.rfind(_OPENER[code], 0, at)
        return Span(start, start + len(_OPENER[code])) if start >= 0 else Span(at, at)
    if tag is not None and code in _IN_TAG:
        return _IN_TAG[code](tag, at)
    return Span(at, min(at + 1, len(html)))


def _duplicate(at: int, tag: Tag, known: dict[int, Attributes]) -> ParseError:
    """The second attribute of a name, which ends at `at`, and the first one."""
    if tag.span.start not in known:
        firsts: dict[str, Attribute] = {}
        for attribute in tag.attributes:
            firsts.setdefault(attribute.name, attribute)
        known[tag.span.start] = ({a.name_span.end: a for a in tag.attributes}, firsts)
    ends, firsts = known[tag.span.start]
    second = ends.get(at)
    if second is None:
        return ParseError("duplicate-attribute", Span(at, at), "an attribute is given twice")
    message = MESSAGES["duplicate-attribute"].format(second.name)
    return ParseError("duplicate-attribute", second.name_span, message, firsts[second.name].span)


def _all_attributes(tag: Tag, at: int) -> Span:
    if not tag.attributes:
        return Span(at, at)
    return Span(tag.attributes[0].span.start, tag.attributes[-1].span.end)


def _valueless(tag: Tag, at: int) -> Span:
    def before(attribute: Attribute) -> bool:
        return attribute.value == "" and attribute.span.end <= at

    return next((a.span for a in reversed(tag.attributes[-64:]) if before(a)), Span(at - 1, at))


def merge(tokens: Sequence[ParseError], tree: Sequence[ParseError]) -> tuple[ParseError, ...]:
    """Both stages' errors in the order of the text, without those that follow from another."""
    if any(error.code.startswith("eof-in-") for error in tokens):
        # What is never closed swallows the end tags after it.
        tree = [e for e in tree if not (e.code == "unclosed-element" and e.related is None)]
    merged = sorted((*tokens, *tree), key=lambda error: error.span)
    following = (*merged[1:], None) if merged else ()
    return tuple(error for error, after in zip(merged, following, strict=True) if not _same(error, after))


def _same(error: ParseError, after: ParseError | None) -> bool:
    """Whether the next error is of the same cause: a doubled quote misses a blank, and is no name."""
    return (
        after is not None
        and error.code == "missing-whitespace-between-attributes"
        and after.code == "unexpected-character-in-attribute-name"
        and after.span.start == error.span.end - 1
    )


_IN_TAG: dict[str, Callable[[Tag, int], Span]] = {
    "end-tag-with-attributes": _all_attributes,
    "missing-attribute-value": _valueless,
}
# How many characters before and after the place that the tokenizer names are the culprit.
_REACH = {
    "absence-of-digits-in-numeric-character-reference": (2, 0),
    "cdata-in-html-content": (8, 1),
    "end-tag-with-trailing-solidus": (1, 0),
    "eof-before-tag-name": (1, 0),
    "incorrectly-closed-comment": (3, 1),
    "incorrectly-opened-comment": (2, 0),
    "invalid-first-character-of-tag-name": (1, 1),
    "missing-end-tag-name": (2, 1),
    "missing-whitespace-between-attributes": (1, 1),
    "nested-comment": (4, 0),
    "unexpected-solidus-in-tag": (1, 0),
}
_NO_NAME = ("eof-before-tag-name", "invalid-first-character-of-tag-name")
_NO_END_TAG = "`</` without a name begins a comment: what follows is not shown up to `>`"
_OPENER = {
    "eof-in-comment": "<!--",
    "eof-in-cdata": "<![CDATA[",
    "eof-in-script-html-comment-like-text": "<!--",
    "eof-in-processing-instruction": "<?",
}

MESSAGES = {
    "absence-of-digits-in-numeric-character-reference": "the character reference has no digits",
    "abrupt-closing-of-empty-comment": "the comment ends as soon as it begins",
    "cdata-in-html-content": "`<![CDATA[` is a comment in HTML: what it holds is not shown",
    "character-reference-outside-unicode-range": "`{}` is not a character",
    "control-character-in-input-stream": "a control character stands here",
    "control-character-reference": "`{}` names a control character",
    "duplicate-attribute": "the attribute `{}` is given twice: browsers ignore the second",
    "end-tag-with-attributes": "an end tag takes no attributes: browsers ignore them",
    "end-tag-with-trailing-solidus": "the `/` at the end of an end tag does nothing",
    "eof-before-tag-name": "the text ends with a lone `{}`",
    "eof-in-comment": "the comment is never closed: all that follows is hidden",
    "eof-in-tag": "the tag is never closed: all that follows is lost",
    "eof-in-script-html-comment-like-text": "the comment in the script is never closed",
    "incorrectly-closed-comment": "the comment is closed by `--!>`",
    "incorrectly-opened-comment": "`<!` without `--` begins a comment: what follows is not shown up to `>`",
    "invalid-first-character-of-tag-name": "`{}` does not begin a tag: the reader sees the `<`",
    "missing-attribute-value": "`{}` has no value after its `=`",
    "missing-end-tag-name": "`</>` names no element: browsers ignore it",
    "missing-semicolon-after-character-reference": "`{}` lacks its semicolon",
    "missing-whitespace-between-attributes": "a space is missing between two attributes",
    "nested-comment": "a comment begins inside a comment",
    "noncharacter-character-reference": "`{}` is not a character",
    "noncharacter-in-input-stream": "a noncharacter of Unicode stands here",
    "null-character-reference": "`{}` is not a character",
    "surrogate-character-reference": "`{}` is not a character",
    "surrogate-in-input-stream": "half a surrogate pair stands here",
    "unexpected-character-in-attribute-name": "`{}` stands in the name of an attribute",
    "unexpected-character-in-unquoted-attribute-value": "`{}` stands in an unquoted value",
    "unexpected-equals-sign-before-attribute-name": "`=` stands where an attribute's name should",
    "unexpected-null-character": "a NUL character stands here",
    "unexpected-question-mark-instead-of-tag-name": "`<?` begins a comment: it is hidden, up to `>`",
    "unexpected-solidus-in-tag": "`/` stands inside the tag",
    "unknown-named-character-reference": "`{}` is not a character reference: the reader sees it as it stands",
}

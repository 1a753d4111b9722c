"""A fast proof that HTML has no parse error, for the kind that posts are made of.

It knows a strict subset of HTML: whole tags in lower case with quoted values, comments without dashes inside,
elements closed in order. What it cannot prove is not wrong: the standard's own rules decide then
(`tree`, `tokenizer`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from re import Match, Pattern
from re import compile as pattern

from postlint.body.elements import BLOCKS, FORMATTING, HEADINGS, VOID

_BLANK = "\t\n\f "

_PLAIN = frozenset(
    [
        "abbr",
        "acronym",
        "audio",
        "bdi",
        "bdo",
        "canvas",
        "cite",
        "data",
        "del",
        "dfn",
        "figcaption",
        "ins",
        "kbd",
        "label",
        "legend",
        "map",
        "mark",
        "meter",
        "output",
        "picture",
        "progress",
        "q",
        "samp",
        "span",
        "sub",
        "sup",
        "time",
        "var",
        "video",
    ]
)
_CLOSES_P = BLOCKS | HEADINGS | {"pre", "hr", "table"}
_ROOM = {
    "li": frozenset({"ul", "ol", "menu", "dir"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "caption": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "tr": frozenset({"table", "thead", "tbody", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
}
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_VOID = VOID - {"frame", "col", "keygen", "basefont", "bgsound", "base", "link", "meta"}
# Whether a start tag of the name closes a `p`, may not stand in itself, needs a parent (`_ROOM`).
_KIND: dict[str, int] = {
    **dict.fromkeys(_PLAIN | (FORMATTING - {"a", "nobr"}), 1),
    **dict.fromkeys(_CLOSES_P - {"hr"} - HEADINGS, 2),
    **dict.fromkeys(HEADINGS | {"a"}, 3),
    **dict.fromkeys(_ROOM, 4),
    **dict.fromkeys(_VOID, 5),
}


@cache
def tag_pattern() -> Pattern[str]:
    """Groups: 1 the slash of an end tag, 2 the name, 3 the attributes, 4 the slash at the end."""
    name = r"[a-zA-Z_:][-a-zA-Z0-9_:.]*+"
    value = r"""(?:="[^"<]*+"|='[^'<]*+')?+"""
    return pattern(
        rf"<(/?+)([a-z][a-z0-9-]*+)((?:[\t\n\f ]++{name}{value})*+)[\t\n\f ]*+(/?+)>"
        r"|<!--(?!-?>)(?:[^-]++|-(?!-))*+-->"
    )


@cache
def attribute_pattern() -> Pattern[str]:
    """Groups: 1 the name, 2 or 3 the value, of one attribute in `tag_pattern`'s third group."""
    return pattern(r"""([a-zA-Z_:][-a-zA-Z0-9_:.]*+)(?:="([^"]*+)"|='([^']*+)')?+""")


def matches(html: str) -> list[Match[str]] | None:
    """All tags and comments, when every ``<`` begins one of the strict kind; otherwise None.

    None also where an element holds raw text, whose ``<`` means nothing.
    """
    found = list(tag_pattern().finditer(html))
    less = html.count("<")
    if less != len(found):
        # A comment may hold tags.
        less -= sum(m[0].count("<") - 1 for m in found if m[2] is None)
        if less != len(found):
            return None
    return found


def tokenizes_cleanly(html: str, found: Iterable[Match[str]]) -> bool:
    """Whether the tokenizer finds no error."""
    if is_odd(html):
        return False
    if "&" in html and not _references_are_clean(html):
        return False
    for match in found:
        if match[3]:
            attributes = match[3]
            if match[1] or (len(attributes.split()) > 1 and not _distinct(attributes)):
                return False
        elif match[4] and match[1]:
            return False
    return True


@cache
def _odd() -> Pattern[str]:
    return pattern("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@cache
def _astral() -> Pattern[str]:
    return pattern("[\U00010000-\U0010ffff]")


def is_odd(html: str) -> bool:
    """Whether the text holds a control character, half a surrogate pair or a noncharacter."""
    if _odd().search(html):
        return True
    if len(html.encode("utf-16-le", "surrogatepass")) == 2 * len(html):
        return False
    return any(ord(m[0]) & 0xFFFE == 0xFFFE for m in _astral().finditer(html))


def _distinct(attributes: str) -> bool:
    names = [m[1].lower() for m in attribute_pattern().finditer(attributes)]
    return len(names) == len(set(names))


@cache
def _reference() -> Pattern[str]:
    return pattern(r"&(#(?:[0-9]{2,7}|[xX][0-9a-fA-F]{2,6});|#|[A-Za-z][A-Za-z0-9]*;?)")


_COMMON = frozenset({"amp;", "lt;", "gt;", "quot;", "nbsp;", "copy;", "hellip;", "mdash;", "ndash;", "apos;"})


def _references_are_clean(html: str) -> bool:
    for match in _reference().finditer(html):
        name = match[1]
        if name not in _COMMON and not _is_clean(name):
            return False
    return True


def _is_clean(name: str) -> bool:
    if name.startswith("#"):
        return len(name) > 1 and _is_plain(name[1:-1])
    from html.entities import html5

    if name.endswith(";"):
        return name in html5
    return not any(name[:size] in html5 for size in range(2, min(len(name), 6) + 1))


def _is_plain(digits: str) -> bool:
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return 0xA0 <= code < 0xD800 or 0x20 <= code < 0x7F or code in (9, 10)


def nests_cleanly(html: str, found: Iterable[Match[str]]) -> bool:
    """Whether tree construction finds no error: every element closed, in order, where it may stand."""
    stack: list[str] = [""]
    paragraphs = 0
    links = 0
    previous = 0
    top = ""
    for match in found:
        closing, name, _, slash = match.groups()
        if name is None:
            continue
        if top in _TABLE and html[previous : match.start()].strip(_BLANK):
            return False
        previous = match.end()
        if closing:
            if name != top:
                return False
            stack.pop()
            top = stack[-1]
            if name == "p":
                paragraphs -= 1
            elif name == "a":
                links -= 1
            continue
        kind = _KIND.get(name)
        if kind is None or (top in _TABLE and kind != 4):
            return False
        if kind == 5:
            if name == "hr" and paragraphs:
                return False
            continue
        if slash:
            return False
        if kind == 2:
            if paragraphs:
                return False
            paragraphs += name == "p"
        elif kind == 3:
            if links if name == "a" else (paragraphs or top in HEADINGS):
                return False
            links += name == "a"
        elif kind == 4 and (paragraphs or top not in _ROOM[name]):
            return False
        stack.append(name)
        top = name
    return len(stack) == 1

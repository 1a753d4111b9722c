"""Tags as the tokenizer of the WHATWG standard (13.2.5) cuts them, each attribute with its place."""

from __future__ import annotations

from functools import cache
from re import Match, Pattern
from re import compile as pattern

from postlint.body.tags import Attribute, Tag
from postlint.text import Span

RAW_TEXT = frozenset({"title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script"})
"""Elements whose content holds no tags (noscript with scripting off holds some)."""


@cache
def _name() -> Pattern[str]:
    return pattern(r"[^\t\n\f />]+")


@cache
def _attribute() -> Pattern[str]:
    space = r"[\t\n\f ]"
    value = rf"""{space}*=(?:{space}*(?:"([^"]*)"|'([^']*)'|(?!["'>\t\n\f ])([^\t\n\f >]+)|(?=>)()|(["'])))"""
    return pattern(rf"[\t\n\f /]*+(=?[^\t\n\f /=>]*+)(?:{value})?")


def unescape(value: str, *, attribute: bool = True) -> str:
    """The value with its character references resolved, as in an attribute (13.2.5.73)."""
    if "&" not in value:
        return value
    from html import unescape as resolve

    if not attribute:
        return resolve(value)
    from html.entities import html5

    # In an attribute `&copy=`, `&copyx` and `&notit;` stay as they are: only the whole name counts.
    return _reference().sub(lambda m: resolve(m[0]) if m[1] is None or m[1] in html5 else m[0], value)


@cache
def _reference() -> Pattern[str]:
    return pattern(r"&(?:#[xX]?[0-9a-fA-F]+;?|([A-Za-z][A-Za-z0-9]*+[;=]?))")


def tag_at(html: str, start: int) -> Tag | None:
    """The tag whose ``<`` is at `start`; None when the text ends inside it.

    The caller has seen that a letter, or ``/`` and a letter, follows.
    """
    closing = html[start + 1] == "/"
    found = _name().match(html, start + (2 if closing else 1))
    if found is None:
        return None
    at = found.end()
    name = found[0].lower()
    if html.startswith(">", at):
        return Tag(name, Span(start, at + 1), (), closing)
    attributes: list[Attribute] = []
    size = len(html)
    match_attribute = _attribute().match
    while at < size:
        match = match_attribute(html, at)
        if match is None or match.end() == at:
            break
        if match[6]:
            return None  # a quote that nothing closes: the text ends in the value
        name_start, at = match.start(1), match.end()
        if name_start < match.end(1):
            attributes.append(_attribute_of(match, name_start))
        elif html.startswith(">", at):
            break
    if not html.startswith(">", at):
        return None
    slash = html[at - 1] == "/" and not (attributes and attributes[-1].span.end == at)
    return Tag(name, Span(start, at + 1), tuple(attributes), closing, slash)


def _attribute_of(match: Match[str], start: int) -> Attribute:
    end = match.end(1)
    for group in (2, 3, 4, 5):
        if match.start(group) >= 0:
            span = Span(*match.span(group))
            value = unescape(match[group])
            return Attribute(match[1].lower(), value, Span(start, match.end()), Span(start, end), span)
    return Attribute(match[1].lower(), None, Span(start, end), Span(start, end), None)


@cache
def _comment_end() -> Pattern[str]:
    return pattern(r"--!?>")


def comment_at(html: str, start: int) -> int:
    """The end of the markup that is neither tag nor text and starts at `start`."""
    if html.startswith("<!--", start):
        for abrupt in (">", "->"):
            if html.startswith(abrupt, start + 4):
                return start + 4 + len(abrupt)
        found = _comment_end().search(html, start + 4)
        return found.end() if found else len(html)
    end = html.find(">", start)
    return end + 1 if end >= 0 else len(html)


def raw_end(html: str, name: str, start: int) -> int:
    """Where the content of a raw-text element that begins at `start` ends: its end tag, or the end."""
    if name == "plaintext":
        return len(html)
    found = _raw_end(name).search(html, start)
    if found is None:
        return len(html)
    if name == "script":
        return _script_end(html, start, found.start())
    return found.start()


@cache
def _raw_end(name: str) -> Pattern[str]:
    return pattern(rf"(?i:</{name}(?=[\t\n\f />]))")


@cache
def _script_step() -> Pattern[str]:
    return pattern(r"(?i)<!--|--!?>|<script(?=[\t\n\f />])|</script(?=[\t\n\f />])|\Z")


def _script_end(html: str, start: int, first: int) -> int:
    """The end of a script (13.2.5.15 on): `<!-- <script>` hides one end tag."""
    if html.find("<!--", start, first) < 0:
        return first
    escaped = doubled = False
    at = start
    while True:
        found = _script_step().search(html, at)
        assert found is not None
        at, text = found.end(), found[0].lower()
        if text == "":
            return len(html)
        if text == "<!--":
            if not escaped:
                escaped = True
                # `<!-->` opens and closes at once: its dashes count for both.
                at -= 2
        elif text == "-->":
            escaped = doubled = False
        elif text == "<script":
            doubled = doubled or escaped
        elif text == "</script":
            if not doubled:
                return found.start()
            doubled = False

"""Why a piece of YAML does not parse: the cause, the culprit, and the mending, from where the parser stopped.

libyaml's position is nearly always right and its words nearly always wrong, so both are keys to a
cause. Everything here works on one chunk's text; `syntax` moves the places into the file.
"""

from __future__ import annotations

from collections.abc import Callable

from postlint.diagnostic import Edit
from postlint.front_matter.chunks import KEY, indentation, key_value, lines
from postlint.front_matter.culprit import (
    Diagnosis,
    Value,
    called,
    line_at,
    pattern,
    quoting,
    short,
    value_at,
    word_end,
)
from postlint.front_matter.quotes import bad_escape, quote_trouble, quoted_scalar
from postlint.front_matter.yaml import YamlError
from postlint.text import Span

_SPACES = (
    " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff"
)


def diagnose(text: str, error: YamlError) -> Diagnosis:
    """The cause of `error` in a chunk's text."""
    for look in (_odd_indent, _tab, _loose_line, *_BY_PROBLEM.get(error.problem, ()), _after_value):
        found = look(text, error)
        if found:
            return found
    return _unknown(text, error)


def _unknown(text: str, error: YamlError) -> Diagnosis:
    at = max(min(error.at, len(text.rstrip()) - 1), 0)
    return Diagnosis(
        "syntax", Span(at, max(word_end(text, at), at)), f"YAML cannot be read here ({error.problem})"
    )


def _odd_indent(text: str, error: YamlError) -> Diagnosis | None:
    """Blanks of another kind, which look like indentation and are text to YAML."""
    found = odd_blanks(text, Span(0, len(text)))
    return None if found is None or error.at < found.span.start else found


def odd_blanks(text: str, within: Span) -> Diagnosis | None:
    """The blanks of another kind that the lines in a span begin with, or None."""
    edits = []
    for line in lines(text, *within):
        end = line.start
        while end < line.end and text[end] in _SPACES:
            end += 1
        edits += [Edit(Span(at, at + 1), " ") for at in range(line.start, end) if text[at] != " "]
    if not edits:
        return None
    first = edits[0].span
    last = first.start
    while last < len(text) and text[last] in _SPACES[1:]:
        last += 1
    name = {"\u00a0": "a no-break space", "\u3000": "a full-width space"}.get(
        text[first.start], "a space of another kind"
    )
    return Diagnosis(
        "odd-space",
        Span(first.start, last),
        f"{name} (U+{ord(text[first.start]):04X}) stands in the indentation, where YAML takes it for text",
        "indent with plain spaces",
        "replace the blanks by plain spaces",
        tuple(edits),
    )


def _tab(text: str, error: YamlError) -> Diagnosis | None:
    at = error.at
    if not text.startswith("\t", at):
        return None
    start = end = at
    while text.startswith("\t", end):
        end += 1
    line = line_at(text, at)
    edits = [Edit(Span(start, end), "  " * (end - start))]
    for other in lines(text, line.end, len(text)):
        stop = other.start
        while stop < other.end and text[stop] in " \t":
            stop += 1
        blanks = text[other.start : stop]
        if "\t" in blanks:
            edits.append(Edit(Span(other.start, stop), blanks.replace("\t", "  ")))
    return Diagnosis(
        "tab",
        Span(start, end),
        f"a tab stands in {called(value_at(text, at))}, where YAML allows only spaces",
        "indent with spaces",
        "replace the tab by spaces",
        tuple(edits),
    )


def _loose_line(text: str, error: YamlError) -> Diagnosis | None:
    """A line without a key: YAML waits for its colon."""
    if error.problem != "could not find expected ':'":
        return None
    at = error.context_at
    if text[at : at + 1] in ('"', "'"):
        return quote_trouble(value_at(text, error.context_at))
    return _near_key(text, at) or _bare_line(text, at)


def near_key(text: str, at: int) -> Diagnosis | None:
    """What is nearly a key or a list item at `at`: `date:2021`, `tags；`, `-item`."""
    return _near_key(text, at)


def _near_key(text: str, at: int) -> Diagnosis | None:
    line = line_at(text, at)
    content = text[at : line.end]
    if pattern(r"-[^\s\-]").match(content):
        return _tight_dash(text, at)
    key = pattern(KEY).match(content)
    if key is None:
        return None
    name, rest = key[0], content[key.end() :]
    stop = at + key.end()
    if rest.startswith(":") and not rest.startswith("://"):
        return Diagnosis(
            "missing-space",
            Span(stop, stop + 1),
            f"a space is missing after the colon of `{name}`",
            f"write `{name}: ...`",
            "put a space after the colon",
            (Edit(Span(stop + 1, stop + 1), " "),),
        )
    odd = rest.lstrip(" ")[:1]
    if odd in ("：", ";", "；", "=") and odd:
        place = stop + len(rest) - len(rest.lstrip(" "))
        space = "" if text[place + 1 : place + 2] in ("", " ", "\r", "\n") else " "
        what = {"：": "a full-width colon", "；": "a full-width semicolon", ";": "a semicolon"}.get(
            odd, "an equals sign"
        )
        return Diagnosis(
            "full-width-colon" if odd == "：" else "wrong-separator",
            Span(place, place + 1),
            f"{what} stands after `{name}`, where YAML wants a colon",
            f"write `{name}: ...`",
            "write a colon",
            (Edit(Span(place, place + 1), ":" + space),),
        )
    following = text[line.end + 1 :].lstrip("\r\n")
    if not rest.strip() and pattern(r" *- ").match(following):
        return Diagnosis(
            "missing-colon",
            Span(at, stop),
            f"the colon is missing after `{name}`",
            f"write `{name}:`",
            "put a colon after the key",
            (Edit(Span(stop, stop), ":"),),
        )
    return None


def _tight_dash(text: str, at: int) -> Diagnosis:
    """List items without their blank; all of one list are one mistake."""
    column = at - line_at(text, at).start
    edits = []
    for line in lines(text, at - column, len(text)):
        start = line.start + column
        if indentation(text, line) == column and pattern(r"-[^\s\-]").match(text, start):
            edits.append(Edit(Span(start + 1, start + 1), " "))
    item = text[at : line_at(text, at).end].strip()
    return Diagnosis(
        "missing-space",
        Span(at, at + 1),
        f"a space is missing after the dash of `{short(item)}`, so YAML does not see a list",
        "write `- ` before each item",
        "put a space after the dash",
        tuple(edits),
    )


def _bare_line(text: str, at: int) -> Diagnosis:
    value = value_at(text, at)
    word = text[at : word_end(text, at)]
    fact = f"the line that begins with `{short(word)}` has no key, and is not indented as part of a value"
    if not value.span.start < at < value.span.end:
        return Diagnosis("bare-line", Span(at, at + len(word)), fact, "give the line a key, or take it out")
    return Diagnosis(
        "bare-continuation",
        Span(at, at + len(word)),
        fact,
        f"put {called(value)} in quotes, or indent its lines",
        *quoting(value),
    )


def _colon(text: str, error: YamlError) -> Diagnosis | None:
    """``mapping values are not allowed``: a second colon on the line, or a key where none can stand."""
    at = error.at
    line = line_at(text, at)
    own = line.start + indentation(text, line)
    if line.start and own > line.start and key_value(text, own) >= 0 and text.find(":", own) == at:
        return _misplaced(text, line, own)
    value = value_at(text, at)
    if value.text[:1] in ('"', "'"):
        return quote_trouble(value)
    if value.text.startswith("{{"):
        return _liquid(value)
    return Diagnosis(
        "colon-in-value",
        Span(at, at + 1),
        f"a colon and a space stand inside {called(value)}, where YAML sees a second key",
        "put the value in quotes",
        *quoting(value),
    )


def _misplaced(text: str, line: Span, at: int) -> Diagnosis:
    """An indented key under a value that is no mapping: it was meant to stand at the margin."""
    colon = text.find(":", at)
    name = text[at:colon].rstrip()
    return Diagnosis(
        "misplaced-key",
        Span(at, at + len(name)),
        f"`{name}` is indented, and so stands inside the value before it",
        "begin the key where the other keys begin",
        "move the key to the margin",
        (Edit(Span(line.start, at), ""),),
    )


def _leading(text: str, error: YamlError) -> Diagnosis | None:
    """A character that cannot begin plain text, or begins something else."""
    at = min(error.context_at if error.context else error.at, error.at)
    value = value_at(text, at)
    start = value.span.start
    if value.text.startswith("{{"):
        return _liquid(value)
    char = text[start : start + 1]
    if char not in _LEADING or not value.span.start <= at <= value.span.end:
        return None
    return Diagnosis(
        "leading-character",
        Span(start, start + 1),
        f"{called(value)} begins with `{char}`, which {_LEADING[char]}",
        "put the value in quotes",
        *quoting(value),
    )


_LEADING = {
    "*": "begins an alias in YAML",
    "&": "begins an anchor in YAML",
    "!": "begins a tag in YAML",
    "|": "begins a block of lines in YAML",
    ">": "begins a folded block of lines in YAML",
    "@": "YAML reserves",
    "`": "YAML reserves",
    "%": "begins a directive in YAML",
    ",": "separates the items of a list in YAML",
    "]": "ends a list in YAML",
    "}": "ends a mapping in YAML",
    "?": "begins a key in YAML",
    "-": "begins an item of a list in YAML",
    "[": "begins a list in YAML",
    "{": "begins a mapping in YAML",
}


def _liquid(value: Value) -> Diagnosis:
    end = value.text.find("}}")
    stop = value.span.start + (end + 2 if end >= 0 else 2)
    return Diagnosis(
        "unquoted-liquid",
        Span(value.span.start, stop),
        f"{called(value)} begins with `{{{{`, which begins a mapping in YAML",
        "put the value in quotes; no generator fills in Liquid in front matter by itself",
        *quoting(value),
    )


def _after_value(text: str, error: YamlError) -> Diagnosis | None:
    """A complete value, and then more: text after a closing quote or bracket, or a key out of line."""
    at = min(error.at, len(text))
    line = line_at(text, at)
    own = line.start + indentation(text, line)
    if own == at and at > line.start and key_value(text, at) >= 0:
        return _misplaced(text, line, at)
    value = value_at(text, at)
    if value.text[:1] in ('"', "'"):
        return quote_trouble(value)
    if value.text.startswith("{{"):
        return _liquid(value)
    if value.text[:1] in ("[", "{") and value.span.start < at < value.span.end:
        return Diagnosis(
            "text-after-bracket",
            Span(at, value.span.end),
            f"text stands after the `{']' if value.text[0] == '[' else '}'}` that ends {called(value)}",
            "put the whole value in quotes, or take the text away",
            *quoting(value),
        )
    return _leading(text, error)


def _flow(text: str, error: YamlError) -> Diagnosis | None:
    """Inside brackets: a full-width comma, a bracket that never closes, text after a quoted item."""
    opening = error.context_at
    if text[opening : opening + 1] not in ("[", "{"):
        return None
    value = value_at(text, opening)
    if value.text.startswith("{{"):
        return _liquid(value)
    close = "]" if text[opening] == "[" else "}"
    end = line_at(text, opening).end
    odd = pattern(r"[，、；]").search(text, opening, min(max(error.at + 1, opening), len(text)))
    if odd and '"' in text[opening:end] + "'" and text[error.at : error.at + 1] not in ("", close):
        return Diagnosis(
            "full-width-comma",
            Span(odd.start(), odd.end()),
            f"a full-width `{odd[0]}` stands between the items of a list",
            "separate the items by `, `",
            "write a comma",
            (Edit(Span(odd.start(), odd.end()), ", "),),
        )
    line = text[opening:end].rstrip()
    if close not in line:
        single = "\n" not in value.text.rstrip()
        stop = opening + len(line.rstrip(", "))
        return Diagnosis(
            "unclosed-bracket",
            Span(opening, opening + 1),
            f"the `{text[opening]}` of {called(value)} is never closed",
            f"close it with `{close}`",
            "close the bracket",
            (Edit(Span(stop, opening + len(line)), close),) if single else (),
        )
    at = error.at
    stop = max(word_end(text, at), at + 1)
    return Diagnosis(
        "flow-item",
        Span(at, min(stop, len(text))),
        f"a comma or `{close}` is missing before `{short(text[at:stop])}`",
        "separate the items by commas, and put an item with special characters in quotes",
    )


def _dash_in_value(text: str, error: YamlError) -> Diagnosis | None:
    value = value_at(text, error.at)
    return _leading(text, error._replace(context="", at=value.span.start))


Look = Callable[[str, YamlError], Diagnosis | None]

_BY_PROBLEM: dict[str, tuple[Look, ...]] = {
    "mapping values are not allowed in this context": (_colon,),
    "found character that cannot start any token": (_leading,),
    "did not find expected node content": (_leading, _flow),
    "did not find expected comment or line break": (_leading,),
    "did not find expected alphabetic or numeric character": (_leading,),
    "undefined alias": (_leading,),
    "block sequence entries are not allowed in this context": (_dash_in_value,),
    "mapping keys are not allowed in this context": (_dash_in_value,),
    "found unexpected end of stream": (quoted_scalar,),
    "found unexpected document indicator": (quoted_scalar,),
    "found unknown escape character": (bad_escape,),
    "did not find expected hexdecimal number": (bad_escape,),
    "did not find expected ',' or ']'": (_flow,),
    "did not find expected ',' or '}'": (_flow,),
    "found unexpected ':'": (_flow,),
}

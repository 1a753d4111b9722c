"""Why a piece of YAML does not parse: the cause, the culprit, and the mending, from where the parser stopped.

libyaml's position is nearly always right and its words nearly always wrong, so both are keys to a
cause. Everything here works on one chunk's text; `syntax` moves the places into the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from postlint.diagnostic import Edit
from postlint.front_matter.chunks import KEY, indentation, key_value, lines
from postlint.front_matter.quoting import indented, quoted, unescaped
from postlint.front_matter.yaml import YamlError
from postlint.text import Span


class Diagnosis(NamedTuple):
    """A cause; `fact` is the message's first half, to which what the generator does is added.

    `certain` says that the edits have the one reading that the text allows.
    """

    cause: str
    span: Span
    fact: str
    help: str | None = None
    title: str = ""
    edits: tuple[Edit, ...] = ()
    certain: bool = True


class Value(NamedTuple):
    """A value as it stands in the text: from its first character to its last, later lines included."""

    name: str
    span: Span
    text: str
    indent: int


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


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


def _line(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


def _word_end(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end] not in " \t\r\n":
        end += 1
    return end


def _unknown(text: str, error: YamlError) -> Diagnosis:
    at = min(error.at, max(len(text.rstrip()) - 1, 0))
    return Diagnosis(
        "syntax", Span(at, max(_word_end(text, at), at)), f"YAML cannot be read here ({error.problem})"
    )


def _odd_indent(text: str, error: YamlError) -> Diagnosis | None:
    """Blanks of another kind, which look like indentation and are text to YAML."""
    edits = []
    for line in lines(text, 0, len(text)):
        end = line.start
        while end < line.end and text[end] in _SPACES:
            end += 1
        edits += [Edit(Span(at, at + 1), " ") for at in range(line.start, end) if text[at] != " "]
    if not edits or error.at < edits[0].span.start:
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
    line = _line(text, at)
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
        "a tab stands where YAML allows only spaces",
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
        return _quote_trouble(value_at(text, error.context_at))
    return _near_key(text, at) or _bare_line(text, at)


def near_key(text: str, at: int) -> Diagnosis | None:
    """What is nearly a key or a list item at `at`: `date:2021`, `tags；`, `-item`."""
    return _near_key(text, at)


def _near_key(text: str, at: int) -> Diagnosis | None:
    line = _line(text, at)
    content = text[at : line.end]
    if _pattern(r"-[^\s\-]").match(content):
        return _tight_dash(text, at)
    key = _pattern(KEY).match(content)
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
    if not rest.strip() and _pattern(r" *- ").match(following):
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
    column = at - _line(text, at).start
    edits = []
    for line in lines(text, at - column, len(text)):
        start = line.start + column
        if indentation(text, line) == column and _pattern(r"-[^\s\-]").match(text, start):
            edits.append(Edit(Span(start + 1, start + 1), " "))
    item = text[at : _line(text, at).end].strip()
    return Diagnosis(
        "missing-space",
        Span(at, at + 1),
        f"a space is missing after the dash of `{_short(item)}`, so YAML does not see a list",
        "write `- ` before each item",
        "put a space after the dash",
        tuple(edits),
    )


def _bare_line(text: str, at: int) -> Diagnosis:
    value = value_at(text, at)
    word = text[at : _word_end(text, at)]
    fact = f"the line that begins with `{_short(word)}` has no key, and is not indented as part of a value"
    if not value.span.start < at < value.span.end:
        return Diagnosis("bare-line", Span(at, at + len(word)), fact, "give the line a key, or take it out")
    return Diagnosis(
        "bare-continuation",
        Span(at, at + len(word)),
        fact,
        f"put {_called(value)} in quotes, or indent its lines",
        *_quoting(value),
    )


def value_at(text: str, at: int) -> Value:
    """The value that `at` is in: the one that begins last at or before it, through all its lines."""
    line = _line(text, at)
    while True:
        value = _value_on(text, line)
        if value and (value.text or line.start == 0):
            return value
        if line.start == 0:
            start = line.start + indentation(text, line)
            span = Span(start, start + len(text[start : line.end].rstrip()))
            return Value("", span, text[span.start : span.end], 0)
        line = _line(text, line.start - 1)


def _value_on(text: str, line: Span) -> Value | None:
    """The value that begins on a line, after its dashes and its key."""
    at = line.start + indentation(text, line)
    marked = False
    while text.startswith("- ", at) and at < line.end:
        marked = True
        at += 2
        while text.startswith(" ", at):
            at += 1
    indent = at - line.start
    after = key_value(text, at)
    name = ""
    if 0 <= after <= line.end:
        name = text[at:after].rstrip().rstrip(":").rstrip()
        at, marked = after, True
    if not marked:
        return None
    end = _value_end(text, line)
    end = at + len(text[at:end].rstrip()) if end > at else at
    return Value(name, Span(at, end), text[at:end], indent)


def _value_end(text: str, line: Span) -> int:
    """Through the lines that only can go on with the value: no key, no dash, not blank."""
    end = line.end
    for later in lines(text, line.end + 1, len(text)):
        start = later.start + indentation(text, later)
        content = text[start : later.end].strip()
        if not content or content == "-" or content.startswith(("- ", "#")) or key_value(text, start) >= 0:
            break
        end = later.end - 1 if text[later.end - 1 : later.end] == "\n" else later.end
    return end


def _called(value: Value) -> str:
    return f"the value of `{value.name}`" if value.name else "the value"


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


def _quoting(value: Value) -> tuple[str, tuple[Edit, ...], bool]:
    """The fix that quotes a whole value, unless its end may be a comment."""
    title = (
        f"quote the {value.name}" if value.name in ("title", "description", "excerpt") else "quote the value"
    )
    edit = Edit(value.span, quoted(value.text, " " * (value.indent + 2)))
    return title, (edit,), _pattern(r"[ \t]#").search(value.text) is None


def _colon(text: str, error: YamlError) -> Diagnosis | None:
    """``mapping values are not allowed``: a second colon on the line, or a key where none can stand."""
    at = error.at
    line = _line(text, at)
    own = line.start + indentation(text, line)
    if line.start and own > line.start and key_value(text, own) >= 0 and text.find(":", own) == at:
        return _misplaced(text, line, own)
    value = value_at(text, at)
    if value.text[:1] in ('"', "'"):
        return _quote_trouble(value)
    if value.text.startswith("{{"):
        return _liquid(value)
    return Diagnosis(
        "colon-in-value",
        Span(at, at + 1),
        f"a colon and a space stand inside {_called(value)}, where YAML sees a second key",
        "put the value in quotes",
        *_quoting(value),
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
        f"{_called(value)} begins with `{char}`, which {_LEADING[char]}",
        "put the value in quotes",
        *_quoting(value),
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
        f"{_called(value)} begins with `{{{{`, which begins a mapping in YAML",
        "put the value in quotes; no generator fills in Liquid in front matter by itself",
        *_quoting(value),
    )


def _quoted_scalar(text: str, error: YamlError) -> Diagnosis | None:
    """The scanner ran into the end while it looked for the closing quote."""
    return _quote_trouble(value_at(text, error.context_at))


def _quote_trouble(value: Value) -> Diagnosis | None:
    quote = value.text[:1]
    if quote not in ('"', "'") or not quote:
        return None
    places = unescaped(value.text, quote)
    start = value.span.start
    closed = len(places) > 1 and places[-1] == len(value.text) - 1
    if len(places) == 1:
        return _unclosed_quote(value, quote)
    if closed and len(places) % 2 and value.text.endswith(quote * 2) and len(places) == 3:
        last = Span(value.span.end - 1, value.span.end)
        return Diagnosis(
            "extra-quote",
            last,
            f"a second `{quote}` stands at the end of {_called(value)}, and opens a text that never ends",
            "take the last quote away",
            "delete the extra quote",
            (Edit(last, ""),),
        )
    if closed:
        inner = Span(start + places[1], start + places[2] + 1 if len(places) > 3 else start + places[1] + 1)
        return Diagnosis(
            "inner-quote",
            inner,
            f"a `{quote}` inside {_called(value)} ends the quoted text there",
            f"write `\\{quote}` for a quote inside" if quote == '"' else "write `''` for a quote inside",
            "escape the inner quotes",
            (Edit(value.span, _requoted(value, quote)),),
        )
    return _text_after_quote(value, quote, places)


def _unclosed_quote(value: Value, quote: str) -> Diagnosis:
    start = value.span.start
    edits: tuple[Edit, ...] = ()
    if "\n" not in value.text and quote == '"':
        edits = (Edit(Span(value.span.end, value.span.end), quote),)
    return Diagnosis(
        "unclosed-quote",
        Span(start, start + 1),
        f"the `{quote}` before {_called(value)} is never closed",
        f"close the text with `{quote}`",
        "close the quote",
        edits,
    )


def _text_after_quote(value: Value, quote: str, places: list[int]) -> Diagnosis:
    after = value.text[places[1] + 1 :]
    start = value.span.start + places[1] + 1 + len(after) - len(after.lstrip())
    title, edits, certain = _quoting(value)
    return Diagnosis(
        "text-after-quote",
        Span(start, value.span.end),
        f"text stands after the closing `{quote}` of {_called(value)}",
        "put the whole value in quotes of the other kind",
        title,
        edits,
        certain,
    )


def _requoted(value: Value, quote: str) -> str:
    inner = value.text[1:-1]
    pad = " " * (value.indent + 2)
    if quote == "'":
        return indented("'" + inner.replace("''", "'").replace("'", "''") + "'", pad)
    places = set(unescaped(inner, '"'))
    return indented('"' + "".join("\\" + c if at in places else c for at, c in enumerate(inner)) + '"', pad)


def _escape(text: str, error: YamlError) -> Diagnosis | None:
    value = value_at(text, error.context_at)
    if value.text[:1] != '"' or not value.span.start < error.at < value.span.end:
        return None
    at = error.at if text[error.at] == "\\" else text.rfind("\\", value.span.start, error.at + 1)
    if at < 0:
        return None
    # Where another escape is one that YAML knows, the author may have meant it as such.
    escapes = _pattern(r"\\(.)").findall(value.text)
    known = [c for c in escapes if c in 'abtnvfre0N_LPxuU "/\\' and c != '"']
    places = [value.span.start + m.start() for m in _pattern(r"\\[^\"\\]|\\\\").finditer(value.text)]
    edits = tuple(Edit(Span(p, p + 1), "\\\\") for p in places if text[p + 1] != "\\")
    return Diagnosis(
        "bad-escape",
        Span(at, min(at + 2, value.span.end)),
        f"`{text[at : at + 2]}` is no escape that YAML knows"
        if text[at + 1] not in "xuU"
        else f"`{text[at : at + 2]}` begins an escape of hexadecimal digits, which do not follow",
        "write `\\\\` for a backslash in double quotes, or use single quotes",
        "double the backslashes",
        edits,
        not [c for c in known if c not in "xuU"],
    )


def _after_value(text: str, error: YamlError) -> Diagnosis | None:
    """A complete value, and then more: text after a closing quote or bracket, or a key out of line."""
    at = min(error.at, len(text))
    line = _line(text, at)
    own = line.start + indentation(text, line)
    if own == at and at > line.start and key_value(text, at) >= 0:
        return _misplaced(text, line, at)
    value = value_at(text, at)
    if value.text[:1] in ('"', "'"):
        return _quote_trouble(value)
    if value.text.startswith("{{"):
        return _liquid(value)
    if value.text[:1] in ("[", "{") and value.span.start < at < value.span.end:
        return Diagnosis(
            "text-after-bracket",
            Span(at, value.span.end),
            f"text stands after the `{']' if value.text[0] == '[' else '}'}` that ends {_called(value)}",
            "put the whole value in quotes, or take the text away",
            *_quoting(value),
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
    end = _line(text, opening).end
    odd = _pattern(r"[，、；]").search(text, opening, min(max(error.at + 1, opening), len(text)))
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
            f"the `{text[opening]}` of {_called(value)} is never closed",
            f"close it with `{close}`",
            "close the bracket",
            (Edit(Span(stop, opening + len(line)), close),) if single else (),
        )
    at = error.at
    stop = max(_word_end(text, at), at + 1)
    return Diagnosis(
        "flow-item",
        Span(at, min(stop, len(text))),
        f"a comma or `{close}` is missing before `{_short(text[at:stop])}`",
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
    "found unexpected end of stream": (_quoted_scalar,),
    "found unexpected document indicator": (_quoted_scalar,),
    "found unknown escape character": (_escape,),
    "did not find expected hexdecimal number": (_escape,),
    "did not find expected ',' or ']'": (_flow,),
    "did not find expected ',' or '}'": (_flow,),
    "found unexpected ':'": (_flow,),
}

"""What goes wrong with quotes: inner ones, one too many, one too few, text after them, bad escapes."""

from __future__ import annotations

from postlint.diagnostic import Edit
from postlint.front_matter.culprit import Diagnosis, Value, called, pattern, quoting, value_at
from postlint.front_matter.quoting import indented, unescaped
from postlint.front_matter.yaml import YamlError
from postlint.text import Span


def quoted_scalar(text: str, error: YamlError) -> Diagnosis | None:
    """The scanner ran into the end while it looked for the closing quote."""
    return quote_trouble(value_at(text, error.context_at))


def quote_trouble(value: Value) -> Diagnosis | None:
    """What is wrong with a value that begins with a quote, or None when it does not."""
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
            f"a second `{quote}` stands at the end of {called(value)}, and opens a text that never ends",
            "take the last quote away",
            "delete the extra quote",
            (Edit(last, ""),),
        )
    if closed:
        inner = Span(start + places[1], start + places[2] + 1 if len(places) > 3 else start + places[1] + 1)
        return Diagnosis(
            "inner-quote",
            inner,
            f"a `{quote}` inside {called(value)} ends the quoted text there",
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
        f"the `{quote}` before {called(value)} is never closed",
        f"close the text with `{quote}`",
        "close the quote",
        edits,
    )


def _text_after_quote(value: Value, quote: str, places: list[int]) -> Diagnosis:
    after = value.text[places[1] + 1 :]
    start = value.span.start + places[1] + 1 + len(after) - len(after.lstrip())
    title, edits, certain = quoting(value)
    return Diagnosis(
        "text-after-quote",
        Span(start, value.span.end),
        f"text stands after the closing `{quote}` of {called(value)}",
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


def bad_escape(text: str, error: YamlError) -> Diagnosis | None:
    """A backslash in double quotes that begins no escape of YAML."""
    value = value_at(text, error.context_at)
    if value.text[:1] != '"' or not value.span.start < error.at < value.span.end:
        return None
    at = error.at if text[error.at] == "\\" else text.rfind("\\", value.span.start, error.at + 1)
    if at < 0:
        return None
    # Where another escape is one that YAML knows, the author may have meant it as such.
    escapes = pattern(r"\\(.)").findall(value.text)
    known = [c for c in escapes if c in 'abtnvfre0N_LPxuU "/\\' and c != '"']
    places = [value.span.start + m.start() for m in pattern(r"\\[^\"\\]|\\\\").finditer(value.text)]
    edits = tuple(Edit(Span(p, p + 1), "\\\\") for p in places if text[p + 1] != "\\")
    escape = f"`{text[at : at + 2]}` in {called(value)}"
    return Diagnosis(
        "bad-escape",
        Span(at, min(at + 2, value.span.end)),
        f"{escape} is no escape that YAML knows"
        if text[at + 1] not in "xuU"
        else f"{escape} begins an escape of hexadecimal digits, which do not follow",
        "write `\\\\` for a backslash in double quotes, or use single quotes",
        "double the backslashes",
        edits,
        not [c for c in known if c not in "xuU"],
    )

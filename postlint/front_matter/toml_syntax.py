"""Faults of TOML syntax in our own words, and the keys that can still be read."""

from __future__ import annotations

from postlint.context import Context
from postlint.diagnostic import Edit, Fix
from postlint.front_matter import toml
from postlint.front_matter.block import TOO_DEEP, SyntaxFault, too_deep
from postlint.front_matter.consequence import unreadable
from postlint.front_matter.quoting import quoted
from postlint.front_matter.syntax import Salvage, conflict
from postlint.front_matter.toml import TomlError
from postlint.front_matter.tree import Entry
from postlint.text import Span

MAX_STATEMENTS = 500


def salvage(text: str, content: Span, error: TomlError, context: Context) -> Salvage:
    """The faults of the TOML in `content`, on which tomllib stopped with `error`."""
    marker = conflict(text, content)
    if marker:
        fact = "a merge conflict was left in the front matter"
        return Salvage((_fault("merge-conflict", marker, fact, context),), ())
    faults: list[SyntaxFault] = []
    entries: list[Entry] = []
    in_table = False
    if error.problem == "too deep":
        at = Span(error.at, min(error.at + 1, content.end))
        return Salvage((SyntaxFault(TOO_DEEP, at, too_deep(context.bounds.front_matter_depth)),), ())
    for number, piece in enumerate(toml.statements(text, content.start, content.end)):
        if number >= MAX_STATEMENTS or len(faults) >= 20:
            break
        in_table = in_table or text[piece.start : piece.end].lstrip().startswith("[")
        composed = toml.compose(text, *piece)
        if composed.error:
            faults.append(_diagnosed(text, piece, composed.error, context))
        elif composed.root and not in_table:
            entries += composed.root.entries
    if not faults:
        faults.append(_diagnosed(text, content, error, context))
    return Salvage(tuple(faults), tuple(entries))


def _fault(
    cause: str, span: Span, fact: str, context: Context, help_text: str | None = None, fix: Fix | None = None
) -> SyntaxFault:
    return SyntaxFault(cause, span, f"{fact}; {unreadable(context)}", help_text, fix)


def _diagnosed(text: str, piece: Span, error: TomlError, context: Context) -> SyntaxFault:
    at = min(error.at, max(piece.end - 1, piece.start))
    line_end = text.find("\n", at, piece.end)
    line_end = piece.end if line_end < 0 else line_end
    rest = text[at:line_end].rstrip()
    if error.problem.startswith("Cannot ") or "already" in error.problem:
        return _repeated(text, piece, at, context)
    if error.problem.startswith("Expected '='"):
        return _without_equals(text, at, rest, context)
    if error.problem == "Number too long":
        fact = "the number has more digits than TOML allows"
        return _fault("number", Span(at, at + len(rest.split(",")[0])), fact, context, 'put it in `"`')
    opening = _opening(text, piece, at)
    equals = text.rfind("=", piece.start, at)
    if error.problem == "Invalid value" and equals >= 0 and rest[:1] in ("", "#") and opening is None:
        fact = "a value is missing after the `=`"
        return _fault("missing-value", Span(equals, equals + 1), fact, context, 'write `key = "value"`')
    if error.problem == "Invalid value" and rest:
        fix = (
            Fix("quote the value", (Edit(Span(at, at + len(rest)), quoted(rest)),))
            if rest[0] not in "[{\"'"
            else None
        )
        return _fault(
            "unquoted-text",
            Span(at, at + len(rest)),
            "a text stands without quotes",
            context,
            'put it in `"`',
            fix,
        )
    if error.problem.startswith("Expected newline") and rest:
        fact = "text stands after the end of the value"
        advice = 'write `\\"` for a quote inside a text' if opening is not None else None
        return _fault("text-after-value", Span(at, at + len(rest)), fact, context, advice)
    if (
        error.problem.startswith(("Illegal character '\\n'", "Unterminated string", 'Expected "\'"'))
        and opening is not None
    ):
        return _fault(
            "unclosed-quote",
            Span(opening, opening + 1),
            "this quote is not closed on its line",
            context,
            "close the text",
        )
    if error.problem.startswith(("Unclosed", "Invalid value")) and opening is not None:
        return _fault(
            "unclosed-bracket",
            Span(opening, opening + 1),
            "this bracket is never closed",
            context,
            "close it",
        )
    if "escape" in error.problem.lower() or "hex value" in error.problem:
        start = text.rfind("\\", piece.start, at + 1)
        span = Span(start, start + 2) if start >= 0 else Span(at, at + 1)
        return _fault(
            "bad-escape",
            span,
            f"`{text[span.start : span.end]}` is no escape that TOML knows",
            context,
            "write `\\\\`, or use single quotes",
        )
    return _fault(
        "syntax",
        Span(at, at + max(len(rest.partition(" ")[0]), 1)),
        f"TOML cannot be read here ({error.problem})",
        context,
    )


def _repeated(text: str, piece: Span, at: int, context: Context) -> SyntaxFault:
    start = text.rfind("\n", piece.start, at) + 1
    line = text[start : text.find("\n", at) if "\n" in text[at:] else len(text)]
    key = line.rstrip() if line.lstrip().startswith("[") else line.partition("=")[0].rstrip()
    span = Span(start, start + max(len(key), 1))
    return _fault(
        "duplicate-key",
        span,
        f"`{key}` stands twice, which TOML does not allow",
        context,
        "keep one of the two",
    )


def _without_equals(text: str, at: int, rest: str, context: Context) -> SyntaxFault:
    if not rest:
        start = text.rfind("\n", 0, at) + 1
        key = text[start:at].rstrip()
        return _fault(
            "missing-equals",
            Span(start, start + len(key)),
            "this line has no `=`",
            context,
            "write `key = value`",
        )
    if rest.startswith((":", "：")):
        fix = Fix("write an equals sign", (Edit(Span(at, at + 1), " ="),))
        return _fault(
            "wrong-separator",
            Span(at, at + 1),
            "a colon stands where TOML wants `=`",
            context,
            "write `key = value`",
            fix,
        )
    return _fault(
        "missing-equals",
        Span(at, at + max(len(rest.partition(" ")[0]), 1)),
        "this line has no `=`",
        context,
        "write `key = value`",
    )


def _opening(text: str, piece: Span, at: int) -> int | None:
    """The first quote or bracket after the statement's equals sign."""
    equals = text.find("=", piece.start, at + 1)
    for place in range(max(equals + 1, piece.start), min(at + 1, piece.end)):
        if text[place] in "\"'[{":
            return place
    return None

"""``rdjson``: the diagnostic format of reviewdog. Its columns count bytes of UTF-8, from 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from postlint.diagnostic import Diagnostic, Fix
from postlint.registry import DOCS, known
from postlint.report import Report
from postlint.report.json import dumps
from postlint.report.placed import placed, said
from postlint.text import Source, Span

_FAR = 10
"""Lines between the edits of a fix from which it is not shown as one suggestion."""


def render(report: Report) -> Iterator[str]:
    """One object; each diagnostic on a line of its own."""
    yield '{"source": {"name": "postlint", "url": ' + dumps(DOCS) + '}, "diagnostics": ['
    separator = "\n"
    for diagnostic, source in placed(report, report.new):
        yield separator + dumps(_object(diagnostic, source))
        separator = ",\n"
    yield "\n]}\n"


def _object(diagnostic: Diagnostic, source: Source) -> dict[str, Any]:
    suggestion = diagnostic.fix and _suggestion(diagnostic.fix, source)
    return {
        "message": said(diagnostic),
        "location": {"path": diagnostic.path, "range": _range(diagnostic.span, source)},
        "severity": diagnostic.severity.value.upper(),
        "code": _code(diagnostic.rule),
        **({"suggestions": [suggestion]} if suggestion else {}),
    }


def _code(rule: str) -> dict[str, str]:
    one = known().get(rule)
    return {"value": rule, "url": one.url} if one and one.url else {"value": rule}


def _suggestion(fix: Fix, source: Source) -> dict[str, Any] | None:
    """The edits of a fix as one replacement, which is all that the format can hold."""
    edits = sorted(fix.edits)
    if not edits:
        return None
    whole = Span(edits[0].span.start, min(edits[-1].span.end, len(source.text)))
    if source.position(whole.end).line - source.position(whole.start).line > _FAR:
        return None
    text, at = "", whole.start
    for span, new in edits:
        text += source.text[at : span.start] + new
        at = span.end
    return {"range": _range(whole, source), "text": text}


def _range(span: Span, source: Source) -> dict[str, Any]:
    return {"start": _place(span.start, source), "end": _place(span.end, source)}


def _place(offset: int, source: Source) -> dict[str, int]:
    _, line, column = source.position(offset)
    start = offset - column + 1
    return {"line": line, "column": len(source.text[start:offset].encode("utf-8", "surrogatepass")) + 1}

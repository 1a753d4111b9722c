"""``sarif``: SARIF 2.1.0, for code scanning.

Columns count Unicode code points, as the file says, and no byte order mark, as the standard has it. A result
is the same in two runs when its fingerprint is; faults that the baseline holds are ``unchanged`` and
externally suppressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from postlint import __version__
from postlint.baseline import ACCEPTED
from postlint.diagnostic import Diagnostic, Fix, Severity
from postlint.registry import DOCS, Rule
from postlint.registry import known as known_rules
from postlint.report import Report
from postlint.report.json import dumps
from postlint.report.placed import placed
from postlint.settings import BASELINE_NAME
from postlint.text import Source, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LINK = re.compile(r"\[([^\[\]]*)\]\(")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report) -> Iterator[str]:
    """One log with one run; each result on a line of its own, the rules that they name before them."""
    rules = {name: index for index, name in enumerate(sorted({d.rule for d in report.diagnostics}))}
    known = known_rules() if rules else {}
    driver = {
        "name": "postlint",
        "version": __version__,
        "informationUri": DOCS,
        "rules": [_rule(name, known.get(name)) for name in rules],
    }
    head = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
    yield f'{{"$schema": {dumps(_SCHEMA)}, "version": "2.1.0", "runs": [{{{dumps(head)[1:-1]}, "results": ['
    # The standard wants the state on all results of a run, or on none.
    compared = any(d.state == ACCEPTED for d in report.diagnostics)
    separator = "\n"
    for diagnostic, source in placed(report, report.diagnostics):
        yield separator + dumps(_result(diagnostic, source, report, rules) | _state(diagnostic, compared))
        separator = ",\n"
    yield "\n]}]}\n"


def _rule(name: str, rule: Rule | None) -> dict[str, Any]:
    described: dict[str, Any] = {"id": name, "properties": {"tags": [name.partition("/")[0]]}}
    if rule is not None:
        doc = rule.doc.strip()
        described |= {
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": _meaning(doc) or rule.summary},
            "help": {"text": doc, "markdown": doc},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        if rule.url:
            described["helpUri"] = rule.url
    return described


def _meaning(doc: str) -> str:
    """What a rule does, as the first section of its documentation has it."""
    section = doc.partition("## What it does\n")[2].partition("\n## ")[0]
    return " ".join(section.split())


def _said(text: str) -> str:
    """A message in which nothing is a link: its words may come from a post (section 3.11.6)."""
    return _LINK.sub(r"\\[\1\\](", text)


def _result(diagnostic: Diagnostic, source: Source, report: Report, rules: dict[str, int]) -> dict[str, Any]:
    message = f"{diagnostic.message}\n{diagnostic.help}" if diagnostic.help else diagnostic.message
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": rules[diagnostic.rule],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _said(message)},
        "locations": [{"physicalLocation": _location(source, diagnostic.span)}],
        "partialFingerprints": {"postlint/v1": diagnostic.fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(
                    source if other.path is None else report.source(other.path), other.span
                ),
                "message": {"text": _said(other.message)},
            }
            for number, other in enumerate(diagnostic.related)
        ]
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic.fix, source)]
    return result


def _state(diagnostic: Diagnostic, compared: bool) -> dict[str, Any]:
    if not compared:
        return {}
    if diagnostic.state != ACCEPTED:
        return {"baselineState": "new", "suppressions": []}
    accepted = {"kind": "external", "justification": f"held by {BASELINE_NAME}"}
    return {"baselineState": "unchanged", "suppressions": [accepted]}


def _location(source: Source, span: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(source.path), "region": _region(source, span)}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path, safe="/", errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _region(source: Source, span: Span) -> dict[str, int]:
    """A region of text; its numbers are the same with a byte order mark as without one (section 3.30.2)."""
    start, end = source.position(span.start), source.position(min(span.end, len(source.text)))
    first, last = (max(place.offset - source.mark, 0) for place in (start, end))
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": first,
        "charLength": last - first,
    }


def _replaced(source: Source, span: Span) -> dict[str, int]:
    """The region of an edit: of bytes, where it holds the byte order mark, which no text region does."""
    if span.start >= source.mark:
        return _region(source, span)
    return {"byteOffset": 0, "byteLength": len(source.text[: span.end].encode("utf-8", "surrogatepass"))}


def _fix(fix: Fix, source: Source) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _replaced(source, edit.span), "insertedContent": {"text": edit.replacement}}
        for edit in sorted(fix.edits)
    ]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": _artifact(source.path), "replacements": replacements}],
    }

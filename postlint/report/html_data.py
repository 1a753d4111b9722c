"""The faults of the HTML report as JSON, in pieces that stand for themselves.

A piece is ``{"paths": [[path, date]...], "strings": [...], "rows": [[...]...]}``. A row holds, in this
order: the path's index; line; column; the indexes of rule, message, the flagged line and the help
(-1: none) in the piece's strings; the severity (0 error, 1 warning, 2 info); where the flagged
part begins and ends in the line; the fix (0, or safety, title and changed lines); related places.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from postlint.diagnostic import Diagnostic, Related, Severity
from postlint.report import Report
from postlint.report.frame import diff, excerpt, parted
from postlint.report.placed import placed
from postlint.report.visible import visible
from postlint.text import Source

EACH = 1000
"""Faults in one piece."""

CELLS = 110
"""The width of a frame; the page breaks it where there is less room."""

_SEVERITIES = list(Severity)
_OPENS = re.compile("[<>&\u2028\u2029]")
_DATED = re.compile("(?s:.*/)?([0-9]{4}-[0-9]{2}-[0-9]{2})-")


def dumps(value: Any) -> str:
    """JSON that no HTML parser takes for markup, and no script for a line break."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _OPENS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class _Indexes(dict[str, int]):
    """Each string's index in the order in which they were first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = index = len(self)
        return index


def pieces(report: Report) -> Iterator[dict[str, Any]]:
    """All new faults, `EACH` of them to a piece."""
    faults = placed(report, report.new)
    while some := list(islice(faults, EACH)):
        paths, strings = _Indexes(), _Indexes()
        rows = [_row(diagnostic, source, report, paths, strings) for diagnostic, source in some]
        yield {
            "paths": [[visible(path), _date(path, report)] for path in paths],
            "strings": list(strings),
            "rows": rows,
        }


def _date(path: str, report: Report) -> str | None:
    """The day of a post; of its file's name where it has none of its own.

    A generator gives a post whose date it cannot read the day of the build, which says nothing.
    """
    known, named = _day(report.dates.get(path, "")[:10]), _DATED.match(path)
    name = _day(named[1]) if named else None
    built = known is not None and abs(known - report.made.date()) <= timedelta(1)
    found = (name or known) if built else (known or name)
    return found.isoformat() if found else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _row(
    diagnostic: Diagnostic, source: Source, report: Report, paths: _Indexes, strings: _Indexes
) -> list[Any]:
    _, line, column = source.position(diagnostic.span.start)
    before, flagged, after = parted(excerpt(source, diagnostic.span, CELLS))
    return [
        paths[diagnostic.path],
        line,
        column,
        strings[visible(diagnostic.rule)],
        strings[visible(diagnostic.message)],
        strings[before + flagged + after],
        strings[visible(diagnostic.help)] if diagnostic.help else -1,
        _SEVERITIES.index(diagnostic.severity),
        len(before),
        len(before) + len(flagged),
        _fix(diagnostic, source),
        [_related(source if r.path is None else report.source(r.path), r) for r in diagnostic.related],
    ]


def _fix(diagnostic: Diagnostic, source: Source) -> Any:
    fix = diagnostic.fix
    return [fix.safety.value, visible(fix.title), list(diff(source, fix, CELLS))] if fix else 0


def _related(source: Source, related: Related) -> list[str]:
    _, line, column = source.position(related.span.start)
    return [f"{visible(source.path)}:{line}:{column}", visible(related.message)]

"""``jsonl``: each diagnostic as one line of JSON, the same object that ``json`` has."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.report import Report
from postlint.report.json import dumps, objects


def render(report: Report) -> Iterator[str]:
    """One line for each diagnostic; nothing when there is none."""
    for item in objects(report):
        yield dumps(item) + "\n"

"""The planted faults of the benchmark: each is found once, at its place, with its key named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.front_matter_faults import Report, Score, faults, prepare, stem

Run = Callable[..., dict[str, list[dict[str, Any]]]]


def test_each_is_found_at_its_place(tmp_path: Path, postlint: Run) -> None:
    every = list(faults())
    prepare(tmp_path, None, every)
    found: dict[str, list[Report]] = {}
    options = ("--config", "schema=schema.json", "--select", "front-matter")
    for record in postlint("check", tmp_path, *options)["_posts"]:
        report = Report(record["start"]["line"], record["start"]["column"], record["message"])
        found.setdefault(record["path"], []).append(report)
    score = Score()
    for fault in every:
        reports = found[f"{stem(fault)}.md"]
        assert len(reports) == 1, (fault.name, reports)
        score = score.plus(fault, reports)
    assert score == Score(40, 40, 40, 40)

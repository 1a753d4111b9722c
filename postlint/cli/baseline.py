"""``postlint baseline create | prune | show``: accept the faults of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from postlint import baseline
from postlint.cli.options import reading_posts
from postlint.cli.problems import explained
from postlint.project import Project
from postlint.report import plural
from postlint.run import Outcome, run
from postlint.settings import BASELINE_NAME


@click.group("baseline")
def command() -> None:
    """Accept the faults of today in `postlint-baseline.json`, so that only new ones count."""


def _subcommand(function: Callable[[Project, Outcome], int]) -> None:
    wrapped = explained(lambda request: function(*run(request, datetime.now(UTC))))
    wrapped.__name__ = function.__name__
    wrapped.__doc__ = function.__doc__
    command.command(function.__name__)(reading_posts(wrapped))


def _file(project: Project) -> Path:
    return project.root / BASELINE_NAME


def create(project: Project, outcome: Outcome) -> int:
    """Write the baseline: all faults that the posts in PATHS have now.

    What an older one holds of other posts, and of rules that did not run, is kept.
    """
    made = baseline.create(outcome.diagnostics, outcome.unseen)
    _file(project).write_text(baseline.dumps(made), "utf-8")
    click.echo(f"{BASELINE_NAME}: {plural(len(made.entries), 'fault')} accepted")
    return 2 if outcome.failed else 0


def prune(project: Project, outcome: Outcome) -> int:
    """Take out of the baseline what the posts in PATHS no longer have."""
    known = baseline.load(_file(project))
    _file(project).write_text(baseline.dumps(baseline.prune(known, outcome.stale)), "utf-8")
    click.echo(f"{BASELINE_NAME}: {plural(len(outcome.stale), 'entry').replace('entrys', 'entries')} removed")
    return 0


def show(project: Project, outcome: Outcome) -> int:
    """Count what the baseline holds, by rule."""
    counts = Counter(entry.rule for entry in baseline.load(_file(project)).entries)
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"{count:>7}  {rule}")
    click.echo(f"{sum(counts.values()):>7}  in all, {len(outcome.stale)} of them no longer found")
    for entry in outcome.stale:
        click.echo(f"         {entry.path}: {entry.rule}")
    return 0


for _function in (create, prune, show):
    _subcommand(_function)

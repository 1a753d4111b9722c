"""How a command that finds faults shows them, and the exit code that it ends with."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import click

from postlint.cli import completion, terminal
from postlint.cli.outputs import outputs, show, show_statistics
from postlint.diagnostic import Severity
from postlint.project import Project
from postlint.report import FORMATS, Report, Style, plural
from postlint.report.visible import visible
from postlint.run import Outcome, source_of
from postlint.settings import BASELINE_NAME, FAIL_ON

_OPTIONS = (
    click.option(
        "--output-format",
        shell_complete=completion.formats,
        multiple=True,
        metavar="FORMAT[=FILE]",
        help=f"How to show findings: {', '.join(FORMATS)}; with =FILE into a file. Repeatable.",
    ),
    click.option("--statistics", is_flag=True, help="Count findings by rule instead of showing them."),
    click.option(
        "--fail-on", type=click.Choice(FAIL_ON), help="The least severity that makes the exit code 1."
    ),
    click.option(
        "--show",
        "least",
        type=click.Choice([severity.value for severity in Severity]),
        default=Severity.WARNING.value,
        show_default=True,
        help="The least severity that formats for people show; what is below is counted.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings."),
    click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True
    ),
    click.option("--quiet", "-q", is_flag=True, help="Show findings only: no summary, no word on stderr."),
)


class Showing(NamedTuple):
    """What the options of a command say of how findings are shown; each field is the option of its name."""

    output_format: tuple[str, ...]
    statistics: bool
    fail_on: str | None
    least: str
    exit_zero: bool
    color: str
    quiet: bool

    def finish(self, project: Project, outcome: Outcome, now: datetime, processes: int) -> int:
        """Show what a run at a time found, with so many processes to draw it; the exit code."""
        wanted = outputs(self.output_format)
        report = Report(
            outcome.diagnostics,
            lambda path: source_of(project, path),
            outcome.files,
            outcome.suppressed,
            self._style(processes),
            quiet=self.quiet,
            dates=outcome.dates,
            made=now.astimezone(UTC),
        )
        if self.statistics:
            show_statistics(report, wanted)
        else:
            show(report, wanted)
        return self.exit_code(project, outcome)

    def exit_code(self, project: Project, outcome: Outcome, *, told: bool = False) -> int:
        """0, 1 or 2, after a word on stderr; findings that were `told` as changes do not count."""
        if not self.quiet:
            _talk(project, outcome, wrote=project.request.write)
        if outcome.failed:
            return 2
        least = self.fail_on or project.settings(project.root).fail_on
        worst = outcome.worst()
        if self.exit_zero or told or least == "never" or worst is None:
            return 0
        return int(worst.rank >= Severity(least).rank)

    def _style(self, processes: int) -> Style:
        shown = sys.stdout.isatty()
        colored = terminal.colored(self.color, shown)
        return Style(
            terminal.width(), colored, Severity(self.least), processes, terminal.linked(shown), shown
        )


def showing_findings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options for showing findings, as one `Showing` in the place of them."""

    @functools.wraps(command)
    def wrapped(*others: Any, **given: Any) -> Any:
        own = {name: given.pop(name) for name in tuple(given) if name not in Showing.__annotations__}
        showing = Showing(**given)
        # A wrong format is told before the work, not after it.
        outputs(showing.output_format)
        return command(*others, showing=showing, **own)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def show_changes(outcome: Outcome) -> None:
    """What `--fix` would change, as a unified diff on stdout."""
    from postlint.fix import unified_diff

    for path, before, after in outcome.changes:
        text = unified_diff(path, before, after)
        # A terminal is no place for what a post holds as it is; a patch in a pipe is.
        shown = "\n".join(visible(line.rstrip("\r")) for line in text.split("\n"))
        click.echo(shown if sys.stdout.isatty() else text, nl=False)


def _say(text: str) -> None:
    click.echo(visible(text), err=True)


def _talk(project: Project, outcome: Outcome, *, wrote: bool) -> None:
    if not outcome.files and not outcome.failures:
        from postlint.cli.nothing import no_posts

        _say(f"postlint: {no_posts(project)}")
    if wrote and outcome.fixed:
        total = plural(sum(outcome.fixed.values()), "fix").replace("fixs", "fixes")
        _say(f"Made {total} in {plural(len(outcome.changes), 'file')}:")
        for rule, count in sorted(outcome.fixed.items()):
            _say(f"  {count:>5} × {rule}")
    for path, rules in sorted(outcome.unsettled.items()):
        names = ", ".join(f"`{rule}`" for rule in rules)
        _say(f"postlint: {path}: left out, since they came to no end: fixes of {names}")
    for path, reason in outcome.failures:
        _say(f"postlint: {path}: {reason}")
    if outcome.stale:
        gone = plural(len(outcome.stale), "fault")
        _say(f"postlint: {BASELINE_NAME} holds {gone} no longer found: `postlint baseline prune`")
    if outcome.unasked:
        _say(f"postlint: interrupted: {plural(outcome.unasked, 'link')} not asked for")

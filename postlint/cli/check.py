"""``postlint check [PATHS]``: the main job."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime

import click

from postlint.cli import terminal
from postlint.cli.options import reading_posts
from postlint.cli.outputs import outputs, show_statistics
from postlint.cli.outputs import show as show_reports
from postlint.cli.problems import explained
from postlint.cli.progress import watching
from postlint.diagnostic import Safety, Severity
from postlint.project import Elsewhere, Project, Request
from postlint.report import FORMATS, Report, Style, plural
from postlint.report.visible import visible
from postlint.run import Outcome, run, source_of
from postlint.settings import FAIL_ON
from postlint.workers import available


@click.command("check")
@reading_posts
@click.option("--fix", is_flag=True, help="Make the safe fixes.")
@click.option("--unsafe-fixes", is_flag=True, help="Make (or, without --fix, show) unsafe fixes as well.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--output-format",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"How to show findings: {', '.join(FORMATS)}; with =FILE into a file. Repeatable.",
)
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of showing them.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="The least severity that makes the exit code 1.")
@click.option(
    "--show",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.WARNING.value,
    show_default=True,
    help="The least severity that formats for people show; what is below is counted.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--quiet", "-q", is_flag=True, help="Show findings only: no summary, no word on stderr.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="How many processes; found by itself.")
@click.option("--dask", metavar="ADDRESS", help="Have posts linted by the Dask cluster there (tcp://...).")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the result cache.")
@click.option("--online", is_flag=True, help="Ask for external links over the network.")
@click.option(
    "--allow-private",
    multiple=True,
    metavar="HOST",
    help="A host that --online may ask although it is a private one. Repeatable.",
)
@explained
def command(
    request: Request,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    output_format: tuple[str, ...],
    statistics: bool,
    fail_on: str | None,
    show: str,
    exit_zero: bool,
    color: str,
    quiet: bool,
    jobs: int | None,
    dask: str | None,
    no_cache: bool,
    online: bool,
    allow_private: tuple[str, ...],
) -> int:
    """Lint the posts in PATHS (default: the current folder).

    Exit code 0: nothing found. 1: findings, from warning upward (see --fail-on). 2: postlint could
    not do its job.
    """
    wanted = outputs(output_format)
    allowed = Safety.UNSAFE if unsafe_fixes else Safety.SAFE
    if allow_private and not online:
        raise click.UsageError("`--allow-private` says which hosts `--online` may ask, and goes with it only")
    if fix and request.staged:
        raise click.UsageError(
            "`--fix` writes files, and `--staged` reads git's index: "
            "run `postlint --fix`, look at what it did, and `git add` it"
        )
    request = replace(
        request,
        fix=allowed if fix or diff else None,
        write=not diff,
        jobs=jobs,
        cache=not no_cache,
        online=online,
        private=allow_private,
        elsewhere=_elsewhere(dask),
    )
    now = request.now or datetime.now(UTC)
    project, outcome = run(request, now, watching(quiet))
    report = Report(
        outcome.diagnostics,
        lambda path: source_of(project, path),
        outcome.files,
        outcome.suppressed,
        _style(color, Severity(show), jobs or available()),
        quiet=quiet,
        dates=outcome.dates,
        made=now.astimezone(UTC),
    )
    if diff:
        _show_changes(outcome)
    elif statistics:
        show_statistics(report, wanted)
    else:
        show_reports(report, wanted)
    if not quiet:
        _talk(project, outcome, wrote=fix and not diff)
    return _exit_code(project, outcome, fail_on, exit_zero or diff)


def _style(color: str, least: Severity, processes: int) -> Style:
    shown = sys.stdout.isatty()
    colored = terminal.colored(color, shown)
    return Style(terminal.width(), colored, least, processes, terminal.linked(shown))


def _elsewhere(dask: str | None) -> Elsewhere | None:
    if dask is None:
        return None
    from postlint.run.dask import spread

    return lambda errands: spread(errands, dask)


def _show_changes(outcome: Outcome) -> None:
    from postlint.fix import unified_diff

    for path, before, after in outcome.changes:
        text = unified_diff(path, before, after)
        # A terminal is no place for what a post holds as it is; a patch in a pipe is.
        shown = "".join(map(_line, text.splitlines(keepends=True))) if sys.stdout.isatty() else text
        click.echo(shown, nl=False)


def _line(text: str) -> str:
    return visible(text.rstrip("\r\n")) + "\n"


def _say(text: str) -> None:
    click.echo(visible(text), err=True)


def _talk(project: Project, outcome: Outcome, *, wrote: bool) -> None:
    if not outcome.files and not outcome.failures:
        paths = ", ".join(f"`{path}`" for path in project.request.paths)
        _say(f"postlint: no posts in {paths}")
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
    if outcome.unasked:
        _say(f"postlint: interrupted: {plural(outcome.unasked, 'link')} not asked for")


def _exit_code(project: Project, outcome: Outcome, fail_on: str | None, exit_zero: bool) -> int:
    if outcome.failed:
        return 2
    least = fail_on or project.settings(project.root).fail_on
    worst = outcome.worst()
    if exit_zero or least == "never" or worst is None:
        return 0
    return int(worst.rank >= Severity(least).rank)

"""``postlint check [PATHS]``: the main job."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from postlint.cli.options import reading_posts
from postlint.cli.problems import explained
from postlint.cli.progress import watching
from postlint.diagnostic import Safety, Severity
from postlint.names import suggestion
from postlint.project import Elsewhere, Project, Request
from postlint.report import FORMATS, Report, Style, plural, renderer
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
    outputs = _outputs(output_format)
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
        Style(_width(), _color(color), Severity(show), jobs or available()),
        dates=outcome.dates,
        made=now.astimezone(UTC),
    )
    if diff:
        _show_changes(outcome)
    elif statistics:
        _show_statistics(report)
    else:
        _show(report, outputs, quiet)
    if not quiet:
        _talk(project, outcome, wrote=fix and not diff)
    return _exit_code(project, outcome, fail_on, exit_zero or diff)


def _elsewhere(dask: str | None) -> Elsewhere | None:
    if dask is None:
        return None
    from postlint.run.dask import spread

    return lambda errands: spread(errands, dask)


def _outputs(words: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    outputs = []
    for word in words or ("full",):
        name, equals, file = word.partition("=")
        if name not in FORMATS:
            near = suggestion(name, FORMATS) or f"; there are {', '.join(FORMATS)}"
            raise click.UsageError(f"there is no output format `{name}`{near}")
        outputs.append((name, Path(file) if equals else None))
    return outputs


def _width() -> int:
    """The terminal's width; 80 where stdout is none."""
    if not sys.stdout.isatty():
        return 80
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _color(when: str) -> bool:
    import os

    if when == "auto":
        return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return when == "always"


def _show(report: Report, outputs: list[tuple[str, Path | None]], quiet: bool) -> None:
    for name, file in outputs:
        if file is not None:
            plain = replace(report, style=Style(least=report.style.least))
            try:
                with file.open("w", encoding="utf-8", newline="") as out:
                    out.writelines(renderer(name)(plain))
            except OSError as error:
                raise click.UsageError(f"cannot write `{file}`: {error.strerror}") from None
        else:
            for piece in renderer(name)(replace(report, quiet=quiet)):
                sys.stdout.write(piece)


def _show_statistics(report: Report) -> None:
    from collections import Counter

    counts = Counter((d.rule, d.severity) for d in report.diagnostics)
    subjects = Counter((d.rule, d.severity, d.subject) for d in report.diagnostics if d.subject)
    fixable = Counter(d.rule for d in report.diagnostics if d.fix and d.fix.safety is Safety.SAFE)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        star = "[*]" if fixable[rule] else "   "
        click.echo(f"{count:>7}  {star}  {severity:<7}  {rule}")
        of_rule = ((n, s) for (r, level, s), n in subjects.items() if (r, level) == (rule, severity))
        for number, subject in sorted(of_rule, key=lambda item: (-item[0], item[1])):
            click.echo(f"{number:>15}  {subject}")
    if fixable:
        click.echo(f"[*] fixable with `--fix`: {sum(fixable.values())}")


def _show_changes(outcome: Outcome) -> None:
    from postlint.fix import unified_diff

    for path, before, after in outcome.changes:
        click.echo(unified_diff(path, before, after), nl=False)


def _talk(project: Project, outcome: Outcome, *, wrote: bool) -> None:
    if not outcome.files and not outcome.failures:
        paths = ", ".join(f"`{path}`" for path in project.request.paths)
        click.echo(f"postlint: no posts in {paths}", err=True)
    if wrote and outcome.fixed:
        total = plural(sum(outcome.fixed.values()), "fix").replace("fixs", "fixes")
        click.echo(f"Made {total} in {plural(len(outcome.changes), 'file')}:", err=True)
        for rule, count in sorted(outcome.fixed.items()):
            click.echo(f"  {count:>5} × {rule}", err=True)
    for path, rules in sorted(outcome.unsettled.items()):
        names = ", ".join(f"`{rule}`" for rule in rules)
        click.echo(f"postlint: {path}: left out, since they came to no end: fixes of {names}", err=True)
    for path, reason in outcome.failures:
        click.echo(f"postlint: {path}: {reason}", err=True)
    if outcome.unasked:
        click.echo(f"postlint: interrupted: {plural(outcome.unasked, 'link')} not asked for", err=True)


def _exit_code(project: Project, outcome: Outcome, fail_on: str | None, exit_zero: bool) -> int:
    if outcome.failed:
        return 2
    least = fail_on or project.settings(project.root).fail_on
    worst = outcome.worst()
    if exit_zero or least == "never" or worst is None:
        return 0
    return int(worst.rank >= Severity(least).rank)

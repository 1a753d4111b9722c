"""Where reports go: formats, their files, and statistics."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click

from postlint.diagnostic import Safety
from postlint.names import suggestion
from postlint.report import FORMATS, Report, Style, renderer
from postlint.report.visible import visible

READ_BY_PEOPLE = ("full", "concise", "grouped")
"""Formats of which a line may look like whatever a post says."""


class Output(NamedTuple):
    """A format, and the file that it goes to: None for stdout."""

    format: str
    file: Path | None = None


def outputs(words: Sequence[str], env: Mapping[str, str] = os.environ) -> list[Output]:
    """What the words ``FORMAT[=FILE]`` ask for; without any, ``github`` in GitHub Actions, else ``full``."""
    if not words:
        return [Output("github" if env.get("GITHUB_ACTIONS") == "true" else "full")]
    found: list[Output] = []
    for word in words:
        name, equals, file = word.partition("=")
        if name not in FORMATS:
            near = suggestion(name, FORMATS) or f"; there are {', '.join(FORMATS)}"
            raise click.UsageError(f"there is no output format `{visible(name)}`{near}")
        if equals and not file:
            raise click.UsageError(f"`--output-format {visible(word)}` names no file after `=`")
        output = Output(name, Path(file) if equals else None)
        taken = [other.format for other in found if output.file is not None and other.file == output.file]
        if taken:
            raise click.UsageError(f"`{taken[0]}` and `{name}` are both to be written to `{visible(file)}`")
        found.append(output)
    return found


def show(report: Report, wanted: Iterable[Output], env: Mapping[str, str] = os.environ) -> None:
    """Write each format to its file, or to stdout."""
    for name, file in wanted:
        if file is not None:
            _write(report, name, file)
        elif name in READ_BY_PEOPLE and env.get("GITHUB_ACTIONS") == "true":
            _without_commands(renderer(name)(report))
        else:
            sys.stdout.writelines(renderer(name)(report))


def _write(report: Report, name: str, file: Path) -> None:
    plain = replace(
        report, style=Style(least=report.style.least, processes=report.style.processes), quiet=False
    )
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            out.writelines(renderer(name)(plain))
    except OSError as error:
        raise click.UsageError(f"cannot write `{visible(str(file))}`: {error.strerror}") from None


def _without_commands(pieces: Iterable[str]) -> None:
    """To a log in which GitHub's runner would obey what a post or a path says: ``##[add-mask]`` say."""
    from secrets import token_hex

    token = token_hex(16)
    sys.stdout.write(f"::stop-commands::{token}\n")
    sys.stdout.writelines(pieces)
    sys.stdout.write(f"::{token}::\n")


def show_statistics(report: Report, wanted: Iterable[Output]) -> None:
    """Counts by rule on stdout instead of a report; reports with a file are written as ever."""
    for output in wanted:
        if output.file is not None:
            _write(report, output.format, output.file)
        elif output.format == "json":
            from postlint.report.json import dumps

            click.echo(dumps(_counts(report)))
        elif output.format in (*READ_BY_PEOPLE, "github"):
            _show_counts(report)
        else:
            raise click.UsageError(
                f"`--statistics` has no form for `{output.format}`; it is text, or `--output-format json`"
            )


def _counts(report: Report) -> list[dict[str, Any]]:
    """The new findings by rule and severity, most first; ``subjects`` are what they are about."""
    new = list(report.new)
    counts = Counter((d.rule, d.severity) for d in new)
    subjects = Counter((d.rule, d.severity, d.subject) for d in new if d.subject)
    fixable = Counter((d.rule, d.severity) for d in new if d.fix and d.fix.safety is Safety.SAFE)
    return [
        {
            "rule": rule,
            "severity": severity.value,
            "count": count,
            "fixable": fixable[rule, severity],
            "subjects": {
                subject: number
                for (_, _, subject), number in sorted(
                    (item for item in subjects.items() if item[0][:2] == (rule, severity)),
                    key=lambda item: (-item[1], item[0]),
                )
            },
        }
        for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _show_counts(report: Report) -> None:
    counts = _counts(report)
    for row in counts:
        star = "[*]" if row["fixable"] else "   "
        click.echo(f"{row['count']:>7}  {star}  {row['severity']:<7}  {row['rule']}")
        for subject, number in row["subjects"].items():
            click.echo(f"{number:>15}  {visible(subject)}")
    if fixable := sum(row["fixable"] for row in counts):
        click.echo(f"[*] fixable with `--fix`: {fixable}")

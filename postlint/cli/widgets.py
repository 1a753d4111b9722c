"""``postlint widgets PATHS``: every mention of a stock that quote widgets make, as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, get_args

import click

from postlint.cli.options import reading_posts
from postlint.cli.problems import explained
from postlint.errors import UserError
from postlint.project import Project, Request
from postlint.report.visible import visible
from postlint.run.mentions import Mention, Unread, mentions
from postlint.run.posts import jobs as jobs_of

FORMATS = {"csv": (".csv",), "jsonl": (".jsonl", ".ndjson"), "parquet": (".parquet",)}


@click.command("widgets")
@reading_posts
@click.option(
    "--format",
    "wanted",
    type=click.Choice(list(FORMATS)),
    help="How to write them; by the name of the output file when absent, else csv.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write instead of stdout.",
)
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="How many processes; found by itself.")
@explained
def command(request: Request, wanted: str | None, output: Path | None, jobs: int | None) -> int:
    """Export what the quote widgets in PATHS show: post, date, provider, market, symbol, name, kind, place.

    One row for each widget that names something, allowed ones included. Exit code 0: done. 2: a post could
    not be read (the others are there), or the table could not be written.
    """
    form = wanted or _by_name(output)
    if form == "parquet":
        _require_parquet(output)
    project = Project.open(request._replace(jobs=jobs), datetime.now(UTC))
    project.setup(project.root / "x")
    unread: list[Unread] = []
    posts = jobs_of(project)
    if not posts:
        from postlint.cli.nothing import no_posts

        click.echo(visible(f"postlint: {no_posts(project)}"), err=True)
    rows = _told(mentions(project, posts), unread)
    _write(form, output, rows)
    for post, reason in unread:
        click.echo(f"postlint: {visible(str(post))}: {reason}", err=True)
    return 2 if unread else 0


def _told(found: Iterable[Mention | Unread], unread: list[Unread]) -> Iterator[Mention]:
    """The mentions; what could not be read goes into `unread`."""
    for row in found:
        if isinstance(row, Unread):
            unread.append(row)
        else:
            yield row


def _by_name(output: Path | None) -> str:
    suffix = output.suffix.lower() if output else ""
    return next((name for name, suffixes in FORMATS.items() if suffix in suffixes), "csv")


def _require_parquet(output: Path | None) -> None:
    from importlib.util import find_spec

    if output is None:
        raise UserError("Parquet is no text: name a file with `--output`")
    if find_spec("pyarrow") is None:
        raise UserError(
            "`--format parquet` needs pyarrow, which is not installed: install `postlint[parquet]`"
        )


def _write(form: str, output: Path | None, rows: Iterator[Mention]) -> None:
    if form == "parquet":
        assert output is not None
        _parquet(output, list(rows))
        return
    write = _csv if form == "csv" else _jsonl
    if output is None:
        write(sys.stdout, rows)
        return
    with output.open("w", encoding="utf-8", newline="") as file:
        write(file, rows)


def _csv(file: IO[str], rows: Iterator[Mention]) -> None:
    import csv

    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(Mention._fields)
    writer.writerows(rows)


def _jsonl(file: IO[str], rows: Iterator[Mention]) -> None:
    from postlint.report.json import dumps

    file.writelines(dumps(row._asdict()) + "\n" for row in rows)


def _parquet(output: Path, rows: Sequence[Mention]) -> None:
    import pyarrow
    from pyarrow import parquet

    kinds = {str: pyarrow.string(), int: pyarrow.int64()}
    fields = [
        pyarrow.field(name, kinds[next(k for k in kinds if k is hint or k in get_args(hint))])
        for name, hint in _hints().items()
    ]
    columns = [[row[index] for row in rows] for index in range(len(fields))]
    parquet.write_table(pyarrow.table(columns, schema=pyarrow.schema(fields)), output)


def _hints() -> dict[str, object]:
    from typing import get_type_hints

    return get_type_hints(Mention)

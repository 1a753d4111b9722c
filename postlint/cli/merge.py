"""``postlint merge FILES``: the parts of a run, put together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from postlint.cli.options import reading_posts
from postlint.cli.problems import explained
from postlint.cli.showing import Showing, showing_findings
from postlint.project import Request
from postlint.run import merge
from postlint.workers import available


@click.command("merge")
@reading_posts
@showing_findings
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False),
    default=".",
    show_default=True,
    metavar="FOLDER",
    help="The folder that the parts are of.",
)
@explained
def command(request: Request, showing: Showing, site: str) -> int:
    """Put together what `postlint check --shard I/N --save FILE` wrote, and run the rules on the whole site.

    PATHS are these files, one for each part; the site's folder must be here too. Findings, formats and
    exit codes are those of a run over all posts at once.
    """
    if request.stdin is not None or request.staged:
        raise click.UsageError("`postlint merge` reads the files that `--save` wrote, and no posts")
    files = () if request.paths == (".",) else tuple(map(Path, request.paths))
    now = request.now or datetime.now(UTC)
    project, outcome = merge(request._replace(paths=(site,)), files, now)
    return showing.finish(project, outcome, now, available())

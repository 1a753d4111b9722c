"""``postlint init``: set a project up."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import get_args

import click

from postlint import schema as schemas
from postlint.cli import completion
from postlint.cli.problems import explained
from postlint.names import suggestion
from postlint.project import Project, Request
from postlint.report import plural
from postlint.schema.choose import BY_GENERATOR
from postlint.starting import Ci, Editor, Hook, Place, Step, Wishes, plan, write


@click.command("init")
@click.argument("path", default=".")
@click.option("--yes", "-y", is_flag=True, help="Write without asking.")
@click.option(
    "--schema",
    metavar="NAME",
    shell_complete=completion.schemas,
    help="The shipped schema of front matter. Default: by generator.",
)
@click.option(
    "--hook", type=click.Choice(get_args(Hook)), help="Default: pre-commit where it is used, else git."
)
@click.option("--ci", type=click.Choice(get_args(Ci)), help="Default: GitLab where it is used, else GitHub.")
@click.option("--editor", type=click.Choice(get_args(Editor)), default="vscode", show_default=True)
@explained
def command(
    path: str, yes: bool, schema: str | None, hook: Hook | None, ci: Ci | None, editor: Editor
) -> int:
    """Write what the project at PATH lacks: settings, a hook, a workflow, editor settings.

    Shows first what it would write. Files that are there stay as they are: what to add to them is
    said.
    """
    if schema is not None and schema not in schemas.SHIPPED:
        near = suggestion(schema, schemas.SHIPPED) or f"; there are {', '.join(schemas.SHIPPED)}"
        raise click.UsageError(f"no schema is called `{schema}`{near}")
    project = Project.open(Request((path,), isolated=True), datetime.now(UTC))
    generator = project.setup(project.root / "x").context.generator
    place = Place.of(project.root, generator)
    steps = plan(place, Wishes(schema or BY_GENERATOR[generator], hook, ci, editor))
    missing = [step for step in steps if step.state == "missing"]
    _show(place, steps)
    if not missing:
        click.echo("Nothing to write.")
    elif yes or _agreed(missing):
        _write(place, missing)
        _next(place, steps)
    else:
        click.echo(f"Nothing is written: `postlint init --yes` writes {_them(missing)}.")
    return 0


def _show(place: Place, steps: Iterable[Step]) -> None:
    for step in steps:
        name = place.name(step.path)
        if step.state == "missing":
            click.echo(f"{name}: new\n{_indented(step.text, '+ ')}")
        elif step.state == "done":
            click.echo(f"{name}: has it already\n")
        elif step.addition:
            click.echo(f"{name}: is there and stays as it is; add by hand:\n{_indented(step.addition, '  ')}")
        else:
            click.echo(f"{name}: is there and stays as it is\n")


def _indented(text: str, by: str) -> str:
    return "".join(f"  {by}{line}".rstrip() + "\n" for line in text.splitlines())


def _them(missing: Sequence[Step]) -> str:
    return plural(len(missing), "file")


def _agreed(missing: Sequence[Step]) -> bool:
    """Whether a user at a terminal says yes; where nobody can be asked, no."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return click.confirm(f"Write {_them(missing)}?", default=False)


def _write(place: Place, missing: Iterable[Step]) -> None:
    for step in missing:
        write(step)
        click.echo(f"written: {place.name(step.path)}")


def _next(place: Place, steps: Iterable[Step]) -> None:
    commands = [step.then for step in steps if step.then and step.state != "done"]
    if place.top is None:
        click.echo("\nThere is no git repository, and so no hook: `git init`, then `postlint init` again.")
    for command in commands:
        click.echo(f"\nNow run: {command}")
    click.echo(
        "\n`postlint` lints the site; `postlint baseline create` accepts the faults that it has today."
    )

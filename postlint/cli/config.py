"""``postlint config [KEY]``: what is in force, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from postlint.cli.options import settings_given, with_plugins
from postlint.cli.problems import explained
from postlint.names import suggestion
from postlint.project import Project, Request
from postlint.provenance import DEFAULT, Value, in_force, rules_in_force
from postlint.report import plural
from postlint.report.json import dumps


@click.command("config")
@click.argument("key", required=False)
@click.option("--for", "path", default=".", metavar="PATH", help="The post or folder that is asked about.")
@click.option(
    "--config",
    "given",
    multiple=True,
    metavar="FILE|KEY=VALUE",
    help="A settings file to use instead of the nearest one, or a single setting. Repeatable.",
)
@with_plugins
@click.option("--isolated", is_flag=True, help="Ignore postlint's settings files.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@explained
def command(key: str | None, path: str, given: tuple[str, ...], isolated: bool, output_format: str) -> None:
    """Show the settings in force for PATH, each with the place that it comes from.

    KEY is a setting, such as `html` or `jekyll.version`; a rule; or `rules`, for all of them.
    """
    file, inline = settings_given(given)
    where = Path(path).absolute()
    # A post may be asked about that is not there yet.
    start = path if where.exists() else str(next(folder for folder in where.parents if folder.is_dir()))
    request = Request((start,), config=file, inline=inline, isolated=isolated)
    project = Project.open(request, datetime.now(UTC))
    post = where / "x.md" if where.is_dir() else where
    values, rules = in_force(project, post), rules_in_force(project, post)
    chosen = values if key is None else _chosen(key, values, rules)
    if output_format == "json":
        everything = {**chosen, "rules": rules} if key is None else chosen
        click.echo(dumps(_plain(everything)))
        return
    for name, value in chosen.items():
        click.echo(_line(name, value))
    if key is None:
        _show_rules(rules)


def _chosen(key: str, values: Mapping[str, Value], rules: Mapping[str, Value]) -> Mapping[str, Value]:
    if key == "rules":
        return rules
    both = {**values, **rules}
    if key in both:
        return {key: both[key]}
    inner = {name: value for name, value in both.items() if name.startswith((f"{key}.", f"{key}/"))}
    if not inner:
        raise click.UsageError(f"there is no setting `{key}`{suggestion(key, [*both, 'rules'])}")
    return inner


def _line(name: str, value: Value) -> str:
    return f"{name} = {dumps(value.value)}  # {value.place}"


def _show_rules(rules: Mapping[str, Value]) -> None:
    changed = {name: value for name, value in rules.items() if value.place != DEFAULT}
    running = sum(value.value != "off" for value in rules.values())
    click.echo(f"\n# {plural(running, 'rule')} of {len(rules)}; `postlint config rules` lists them")
    for name, value in changed.items():
        click.echo(_line(name, value))


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: {"value": value.value, "from": value.place}
        if isinstance(value, Value)
        else _plain(value)
        if isinstance(value, Mapping)
        else value
        for name, value in values.items()
    }

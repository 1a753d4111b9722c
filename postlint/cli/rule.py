"""``postlint rule [NAME]``: the documentation of a rule."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import click

from postlint.cli import completion
from postlint.cli.options import with_plugins
from postlint.cli.problems import explained
from postlint.names import suggestion
from postlint.project import Project, Request
from postlint.registry import Rule, known
from postlint.selection import option_names


@click.command("rule")
@click.argument("name", required=False, shell_complete=completion.rules)
@click.option("--all", "every", is_flag=True, help="All rules, with their documentation.")
@with_plugins
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@explained
def command(name: str | None, every: bool, output_format: str) -> None:
    """Show the documentation of a rule or of a group's rules; without NAME, list all rules."""
    rules = {**known(), **_own()}
    if name is not None:
        chosen = [r for r in rules.values() if name in (r.name, r.group)]
        if not chosen:
            groups = {r.group for r in rules.values()}
            raise click.UsageError(f"there is no rule or group `{name}`{suggestion(name, [*rules, *groups])}")
    else:
        chosen = list(rules.values())
    if output_format == "json":
        click.echo(json.dumps([_object(r) for r in chosen], ensure_ascii=False, indent=2))
    elif (name is None and not every) or (name is not None and "/" not in name):
        width = max(len(r.name) for r in chosen)
        for r in chosen:
            click.echo(f"{r.name:<{width}}  {r.severity if r.default else 'off':<7}  {r.summary}")
    else:
        click.echo("\n\n".join(page(r) for r in chosen))


def _own() -> Mapping[str, Rule]:
    """The rules that the settings of the current folder define."""
    project = Project.open(Request((".",)), datetime.now(UTC))
    return project.settings(project.root).own_rules


def page(rule: Rule) -> str:
    """The whole documentation of a rule, in Markdown."""
    state = "" if rule.default else ", off by default"
    options = "".join(
        f"\n- `{name}`, default `{json.dumps(default, default=str)}`"
        for name, default in option_names(rule).items()
    )
    return f"# {rule.name}\n\nSeverity: {rule.severity}{state}\n\n{rule.doc.strip()}\n" + (
        f"\n## Options\n{options}\n" if options else ""
    )


def _object(rule: Rule) -> dict[str, object]:
    return {
        "name": rule.name,
        "group": rule.group,
        "severity": rule.severity.value,
        "default": rule.default,
        "summary": rule.summary,
        "documentation": rule.doc.strip(),
        "options": {name: _plain(default) for name, default in option_names(rule).items()},
    }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value

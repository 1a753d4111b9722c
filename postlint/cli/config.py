"""``postlint config [KEY]``: what is in force, and where it comes from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from postlint.cli.problems import explained
from postlint.names import suggestion
from postlint.project import Project, Request
from postlint.report.json import dumps


@click.command("config")
@click.argument("key", required=False)
@click.option("--for", "path", default=".", metavar="PATH", help="The post or folder that is asked about.")
@click.option("--isolated", is_flag=True, help="Ignore postlint's settings files.")
@explained
def command(key: str | None, path: str, isolated: bool) -> None:
    """Show the settings in force for PATH (or only KEY), each with the place that it comes from."""
    project = Project.open(Request((path,), isolated=isolated), datetime.now(UTC))
    values = in_force(project, Path(path).absolute())
    if key is not None and key not in values:
        raise click.UsageError(f"there is no setting `{key}`{suggestion(key, values)}")
    for name, (value, origin) in values.items():
        if key in (None, name):
            click.echo(f"{name} = {dumps(value)}  # {origin}")


def in_force(project: Project, path: Path) -> dict[str, tuple[Any, str]]:
    """Each setting with its value for a path, and where it was found."""
    post = path / "x.md" if path.is_dir() else path
    settings = project.settings(post.parent)
    context, selection = project.setup(post)
    site = project.site_root(post.parent)
    own = project.name(settings.folder / settings.source.path) if settings.source is not None else "default"
    found = f"found in {project.name(site) or '.'}" if site else "no generator's configuration found"
    given = settings.given
    return {
        "project": (
            str(project.root),
            "the nearest folder with settings, a generator's configuration or .git",
        ),
        "generator": (context.generator, own if "generator" in given else found),
        "timezone": (str(context.timezone), found if "timezone" in context.config else "default"),
        "html": (context.html, own if "html" in given else "default"),
        "schema": (context.schema, own if "schema" in given else "default: by generator"),
        "exclude": (list(settings.exclude), own if "exclude" in given else "default"),
        "fail-on": (settings.fail_on, own if "fail-on" in given else "default"),
        "online": (dict(settings.online), own if "online" in given else "default"),
        "rules": (
            {s.rule.name: (s.severity or s.rule.severity).value for s in selection.rules},
            own if given & {"select", "extend-select", "ignore", "rules", "overrides"} else "default",
        ),
    }

"""``postlint schema``: the shipped JSON Schemas, and a draft of one from posts."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from postlint import schema
from postlint.cli import completion
from postlint.cli.options import reading_posts
from postlint.cli.problems import explained
from postlint.names import suggestion
from postlint.post import Post
from postlint.project import Project, Request
from postlint.report.json import dumps
from postlint.run import jobs


@click.group("schema")
def command() -> None:
    """Print a shipped JSON Schema of front matter, or draft one from the posts that there are."""


@command.command("show")
@click.argument("name", required=False, shell_complete=completion.schemas)
def show(name: str | None) -> None:
    """Print the shipped schema NAME; without it, list the names."""
    if name is None:
        click.echo("\n".join(schema.SHIPPED))
    elif name not in schema.SHIPPED:
        raise click.UsageError(f"no schema is called `{name}`{suggestion(name, schema.SHIPPED)}")
    else:
        click.echo(schema.shipped_text(name), nl=False)


@command.command("infer")
@reading_posts
@explained
def infer(request: Request) -> int:
    """Draft a schema from the front matter of the posts in PATHS: keys, types, values, what is required."""
    project = Project.open(request, datetime.now(UTC))
    posts = [Post(project.source(path, data), project.setup(path).context) for path, data in jobs(project)]
    draft = schema.infer(post.front_matter.data for post in posts if post.front_matter)
    click.echo(dumps(draft, indent=2))
    return 0

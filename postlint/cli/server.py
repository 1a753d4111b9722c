"""``postlint server``: the language server."""

from __future__ import annotations

from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import click

from postlint.cli.options import settings_given, time_given, with_plugins
from postlint.cli.problems import explained
from postlint.project import Request


@click.command("server")
@with_plugins
@click.option(
    "--config",
    multiple=True,
    metavar="FILE|KEY=VALUE",
    help="A settings file to use instead of the nearest one, or a single setting. Repeatable.",
)
@click.option("--isolated", is_flag=True, help="Ignore postlint's settings files.")
@click.option("--now", metavar="TIME", callback=time_given, help="The time to take for now (ISO 8601).")
@explained
def command(config: tuple[str, ...], isolated: bool, now: datetime | None) -> int:
    """Run the language server on stdin and stdout; needs `pip install 'postlint[lsp]'`.

    Editors start it, and it reads the settings of each post that they open. See `docs/editors.md`.
    """
    if find_spec("pygls") is None:
        raise click.UsageError("the language server needs pygls: pip install 'postlint[lsp]'")
    from postlint.server import run

    file, inline = settings_given(config)
    run(Request((str(Path.cwd()),), config=file, inline=inline, isolated=isolated, now=now))
    return 0

"""``postlint server``: the language server."""

from __future__ import annotations

from importlib.util import find_spec

import click


@click.command("server")
def command() -> None:
    """Run the language server on stdin and stdout; needs `pip install 'postlint[lsp]'`."""
    if find_spec("pygls") is None:
        raise click.UsageError("the language server needs pygls: pip install 'postlint[lsp]'")
    from postlint.cli.editing import lint_text
    from postlint.server import serve

    serve(lint_text)

"""``postlint server``: the language server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import click

from postlint import engine
from postlint.diagnostic import Diagnostic
from postlint.project import Project, Request
from postlint.settings import ConfigError
from postlint.text import Source


@click.command("server")
def command() -> None:
    """Run the language server on stdin and stdout; needs `pip install 'postlint[lsp]'`."""
    if find_spec("pygls") is None:
        raise click.UsageError("the language server needs pygls: pip install 'postlint[lsp]'")
    from postlint.server import serve

    serve(linter())


def linter() -> Callable[[str, str], Sequence[Diagnostic]]:
    """A function that lints the text of an editor, given the file's path, with that file's settings.

    Settings and the site's configuration are read anew for each call: they are small, and may
    just have been saved. Site rules do not run.
    """

    def lint_text(path: str, text: str) -> Sequence[Diagnostic]:
        file = Path(path).absolute()
        folder = next((f for f in file.parents if f.is_dir()), Path.cwd())
        project = Project.open(Request((str(folder),)), datetime.now(UTC))
        try:
            context, selection = project.setup(file)
        except ConfigError:
            context, selection = Project.open(Request((str(folder),), isolated=True), project.now).setup(file)
        source = Source.decode(project.name(file), text.encode("utf-8", "surrogatepass"))
        return engine.lint_post(source, context, selection).diagnostics

    return lint_text

"""The command line: one module for each command, imported when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from postlint import __version__
from postlint.names import suggestion

COMMANDS = {
    "check": "Lint posts (the command that runs when none is named).",
    "init": "Write what a project lacks: settings, hook, workflow, editor settings.",
    "merge": "Put the parts of a run (--shard, --save) together, and check the whole site.",
    "inspect": "Show what postlint, and so the generator, sees in each post.",
    "widgets": "Export what quote widgets show: CSV, JSON lines or Parquet.",
    "rule": "Show the documentation of a rule, or list all rules.",
    "schema": "Print a shipped JSON Schema, or draft one from posts.",
    "config": "Show the settings in force.",
    "baseline": "Accept the faults of today, so that only new ones count.",
    "cache": "Show or clean the result cache.",
    "server": "Run the language server on stdin and stdout.",
}


class Commands(click.Group):
    """The group that runs `check` when its first argument is no command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"postlint.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in COMMANDS and args[0] not in ("--help", "-h", "--version")):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The words above, so that no command is imported for the list.
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="postlint", message="%(prog)s %(version)s")
def group() -> None:
    """The linter for the post files of static sites.

    `postlint [PATHS]` is `postlint check [PATHS]`. A folder that is called like a command is
    given as `./rule`.
    """
    if os.environ.get("POSTLINT_PLUGINS"):
        from postlint import plugins
        from postlint.errors import UserError

        try:
            plugins.enable(plugins.from_environment())
        except UserError as error:
            raise click.UsageError(str(error)) from None


def main() -> None:
    """The entry point: exit code 0 clean, 1 findings, 2 could not do the job; quiet for a closed pipe."""
    # Posts and their names are UTF-8, whatever the locale says.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = group.main(standalone_mode=False, prog_name="postlint")
        if not sys.stdout.closed:
            sys.stdout.flush()
    except click.ClickException as error:
        _complain(error)
        code = 2
    except click.Abort:
        click.echo("postlint: interrupted", err=True)
        code = 130
    except BrokenPipeError:
        # The reader has gone: what is still buffered has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def _complain(error: click.ClickException) -> None:
    message = error.format_message()
    if isinstance(error, click.NoSuchOption) and not error.possibilities and error.ctx:
        known = [option for parameter in error.ctx.command.params for option in parameter.opts]
        message = message.rstrip(".") + suggestion(error.option_name, known)
    from postlint.report.visible import visible

    shown = "\n".join(map(visible, message.split("\n")))
    click.echo(f"postlint: {shown}", err=True)

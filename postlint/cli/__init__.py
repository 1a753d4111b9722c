"""The command line: one module for each command, imported when it is called."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from postlint import __version__
from postlint.names import suggestion

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SECTIONS = {
    "Lint": {
        "check": "Lint posts (the command that runs when none is named).",
        "baseline": "Accept the faults of today, so that only new ones count.",
        "merge": "Put the parts of a run (--shard, --save) together, and check the whole site.",
    },
    "Look": {
        "rule": "Show the documentation of a rule, or list all rules.",
        "config": "Show the settings in force, and where each comes from.",
        "inspect": "Show what postlint, and so the generator, sees in each post.",
        "schema": "Print a shipped JSON Schema, or draft one from posts.",
        "widgets": "Export what quote widgets show: CSV, JSON lines or Parquet.",
    },
    "Set up": {
        "init": "Write what a project lacks: settings, hook, workflow, editor.",
        "server": "Run the language server on stdin and stdout.",
        "cache": "Show or clean the result cache.",
    },
}
COMMANDS = {name: words for section in SECTIONS.values() for name, words in section.items()}


_OWN_OPTIONS = ("--help", "-h", "--version")


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
        # While a shell asks what may follow, what is typed so far is not yet a path.
        started = bool(args) or not ctx.resilient_parsing
        if started and (not args or (args[0] not in COMMANDS and args[0] not in _OWN_OPTIONS)):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands; and what may follow `check`, which need not be named."""
        check = self.get_command(ctx, "check")
        assert check is not None
        below = check.make_context("check", [], parent=ctx, resilient_parsing=True)
        more = check.shell_complete(below, incomplete)
        if not incomplete.startswith("-"):
            from postlint.cli import completion

            more = [*more, *completion.files(ctx, check.params[0], incomplete)]
        return [*super().shell_complete(ctx, incomplete), *more]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The words above, so that no command is imported for the list.
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(commands.items()), col_max=10)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="postlint", message="%(prog)s %(version)s")
def group() -> None:
    """The linter for the post files of static sites.

    `postlint [PATHS]` is `postlint check [PATHS]`, and takes its options: `postlint check --help`. A
    folder that is called like a command is given as `./rule`.
    """
    if os.environ.get("POSTLINT_PLUGINS"):
        from postlint import plugins
        from postlint.errors import UserError

        try:
            plugins.enable(plugins.from_environment())
        except UserError as error:
            raise click.UsageError(str(error)) from None


def _open_what_is_closed() -> None:
    """Give a closed stdin, stdout or stderr a place that leads nowhere, so that no file gets its number."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        if descriptor == 1:
            sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
        elif descriptor == 2:
            sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    os.close(descriptor)


def main() -> None:
    """Run the command line of this process, and raise `SystemExit`.

    The exit code is 0 clean, 1 findings, 2 could not do the job; 1 and quiet for a closed pipe.
    """
    sys.exit(_run())


def program() -> NoReturn:
    """`main`, where the process is only for it, and ends: without taking apart all that it holds.

    That would take as long as many a run.
    """
    code = _run()
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _run() -> int:
    # What is imported stays: to look through it for garbage again and again takes 8 ms.
    gc.set_threshold(300_000)
    _open_what_is_closed()
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
    # Python looks through all that is left several times before it ends.
    gc.freeze()
    return code if isinstance(code, int) else 0


def _complain(error: click.ClickException) -> None:
    message = error.format_message()
    if isinstance(error, click.NoSuchOption) and not error.possibilities and error.ctx:
        known = [option for parameter in error.ctx.command.params for option in parameter.opts]
        message = message.rstrip(".") + suggestion(error.option_name, known)
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        given = message.partition(": ")[2].partition("'")[2].partition("'")[0]
        message = message.rstrip(".") + suggestion(given, map(str, error.param.type.choices))
    given = sys.argv[1] if len(sys.argv) > 1 else ""
    if message == f"`{given}` does not exist":
        # Nothing beside it is called nearly so: perhaps it was meant for a command.
        message += suggestion(given, COMMANDS)
    from postlint.report.visible import visible

    shown = "\n".join(map(visible, message.split("\n")))
    click.echo(f"postlint: {shown}", err=True)

"""The options of every command that reads posts."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import click

from postlint.cli import completion
from postlint.errors import UserError
from postlint.project import Request
from postlint.selection import Choice


def _selectors(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Comma-separated names of rules and groups, from all uses of an option."""
    return tuple(part.strip() for words in value for part in words.split(",") if part.strip())


def time_given(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """An ISO 8601 time; without an offset it is in UTC."""
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"`{value}` is not an ISO 8601 time, such as 2026-11-23T14:54:33Z") from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _plugins(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> None:
    """Import the plugins that are named, before anything asks for their rules."""
    if value:
        from postlint import plugins

        try:
            plugins.enable(name for words in value for name in words.split(",") if name)
        except UserError as error:
            raise click.UsageError(str(error)) from None


with_plugins = click.option(
    "--plugin",
    multiple=True,
    metavar="NAME",
    is_eager=True,
    expose_value=False,
    callback=_plugins,
    help="An installed plugin whose rules are known, too. Repeatable; also by POSTLINT_PLUGINS.",
)

_OPTIONS = (
    click.argument("paths", nargs=-1, shell_complete=completion.files),
    click.option(
        "--select",
        metavar="RULES",
        shell_complete=completion.rules,
        multiple=True,
        callback=_selectors,
        help="Rules and groups to run, instead of the default set: names, comma-separated.",
    ),
    click.option(
        "--extend-select",
        metavar="RULES",
        shell_complete=completion.rules,
        multiple=True,
        callback=_selectors,
        help="Rules and groups to run in addition.",
    ),
    click.option(
        "--ignore",
        metavar="RULES",
        shell_complete=completion.rules,
        multiple=True,
        callback=_selectors,
        help="Rules and groups to leave out.",
    ),
    click.option(
        "--config",
        multiple=True,
        metavar="FILE|KEY=VALUE",
        help="A settings file to use instead of the nearest one, or a single setting. Repeatable.",
    ),
    with_plugins,
    click.option("--isolated", is_flag=True, help="Ignore postlint's settings files."),
    click.option("--now", metavar="TIME", callback=time_given, help="The time to take for now (ISO 8601)."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Paths to leave out. Repeatable."),
    click.option("--force-exclude", is_flag=True, help="Leave out excluded files even when they are named."),
    click.option(
        "--assume-files",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="LIST",
        help="A list of paths, one a line, that exist in the site though they are not there.",
    ),
    click.option(
        "--staged",
        is_flag=True,
        help="Read git's index: files as the next commit has them. Of folders, only what it changes.",
    ),
    click.option(
        "--stdin-filename", metavar="PATH", help="Read one post from stdin, as if it were this file."
    ),
)


def reading_posts(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options for reading posts, as one `Request` in the place of them."""

    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        own = {name: given.pop(name) for name in tuple(given) if name not in _request.__annotations__}
        return command(_request(**given), **own)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def _request(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: tuple[str, ...],
    isolated: bool,
    now: datetime | None,
    exclude: tuple[str, ...],
    force_exclude: bool,
    assume_files: Path | None,
    staged: bool,
    stdin_filename: str | None,
) -> Request:
    file, inline = settings_given(config)
    stdin = None
    if staged and (stdin_filename is not None or "-" in paths):
        raise click.UsageError("`--staged` reads git's index, and a post on stdin is not in it")
    if stdin_filename is not None or paths == ("-",):
        name = stdin_filename or "stdin.md"
        # Typed as if it were always there; started with `<&-`, it is not.
        if cast(object, sys.stdin) is None:
            raise click.UsageError("there is no post on stdin: it is closed")
        stdin = (name, sys.stdin.buffer.read())
        paths = (str(_existing_folder(Path(name))),)
    return Request(
        paths=paths or (".",),
        choice=Choice(select or None, extend_select, ignore),
        config=file,
        inline=inline,
        isolated=isolated,
        now=now,
        exclude=exclude,
        force_exclude=force_exclude,
        stdin=stdin,
        staged=staged,
        assumed=_lines(assume_files) if assume_files else (),
    )


def _existing_folder(path: Path) -> Path:
    return next((p for p in path.absolute().parents if p.is_dir()), Path.cwd())


def settings_given(given: tuple[str, ...]) -> tuple[Path | None, dict[str, str]]:
    """The settings file and the single settings of ``--config``; raises `UsageError`."""
    file = None
    inline = {}
    for word in given:
        key, equals, value = word.partition("=")
        if equals and not Path(word).exists():
            inline[key.strip()] = value.strip()
        elif not Path(word).is_file():
            raise click.UsageError(f"the settings file `{word}` does not exist")
        else:
            file = Path(word).absolute()
    return file, inline


def _lines(path: Path) -> tuple[str, ...]:
    text = path.read_text("utf-8", errors="surrogateescape")
    return tuple(line.removeprefix("./") for line in text.split("\n") if line)
